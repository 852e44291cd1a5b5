"""Where a reading has what a passage cites, so that a copy can be held against it without going through the whole exhibit."""

from bisect import bisect_right
from collections.abc import Sequence

from tools.evidence import Place
from tools.passages import Chunk

_OVERLAPPING = 100
"""Utterances that may begin before one another and still go on: several voices at once."""


class Rows:
    """The places of a reading by their positions in its evidence.

    Args:
        read: position and fragment of each line or utterance, see `tools.results.fragments`.
    """

    def __init__(self, read: Sequence[tuple[int, str]]) -> None:
        self._exact: dict[str, list[int]] = {}
        for position, fragment in read:
            self._exact.setdefault(fragment, []).append(position)
        timed = [(Place.parse(fragment).t, position) for position, fragment in read if fragment.startswith("t=")]
        self._timed = sorted((t[0], t[1], position) for t, position in timed if t is not None)
        self._starts = [start for start, _, _ in self._timed]

    def of(self, chunk: Chunk) -> tuple[int, ...]:
        """Positions of what a passage cites, in order: of the very place, or of the utterance that a stretch of time lies in."""
        found: set[int] = set()
        for fragment in {citation.fragment for sentence in chunk.sentences for citation in sentence.citations}:
            found.update(self._exact.get(fragment) or self._around(fragment))
        return tuple(sorted(found))

    def _around(self, fragment: str) -> list[int]:
        t = Place.parse(fragment).t
        if t is None:
            return []
        begun = bisect_right(self._starts, t[0])
        return [position for _, end, position in self._timed[max(0, begun - _OVERLAPPING) : begun] if t[1] <= end]
