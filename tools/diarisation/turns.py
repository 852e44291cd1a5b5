"""Who spoke when, as it is handed on: turns of numbered speakers, and stretches where several speak."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stretch:
    """A stretch of a recording, in seconds."""

    start: float
    end: float

    def shared(self, start: float, end: float) -> float:
        """Seconds that another stretch has in common with it."""
        return max(0.0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True)
class Turn(Stretch):
    """A stretch in which one speaker is heard."""

    speaker: str
    """`S1`, `S2`, …, numbered by first appearance: never a name."""


@dataclass(frozen=True)
class Overlap(Stretch):
    """A stretch in which two voices are probably heard at once."""

    speakers: tuple[str, str]
    """The two who sound most like it."""


@dataclass(frozen=True)
class Diarisation:
    """Who spoke when in one recording."""

    turns: tuple[Turn, ...]
    """By start; no two of them overlap: in an overlap the turn is that of the speaker heard best."""
    overlaps: tuple[Overlap, ...]
    """By start; within turns."""
    _starts: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(turn.start for turn in self.turns))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers, by first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    @property
    def heard(self) -> tuple[Turn, ...]:
        """The turns and, in each overlap, the turns of both its speakers: by start; no two of one speaker overlap or touch."""
        both = [Turn(overlap.start, overlap.end, speaker) for overlap in self.overlaps for speaker in overlap.speakers]
        joined: dict[str, list[Turn]] = {}
        for turn in sorted((*self.turns, *both), key=lambda turn: turn.start):
            own = joined.setdefault(turn.speaker, [])
            if own and turn.start <= own[-1].end:
                own[-1] = Turn(own[-1].start, max(own[-1].end, turn.end), turn.speaker)
            else:
                own.append(turn)
        return tuple(sorted((turn for own in joined.values() for turn in own), key=lambda turn: turn.start))

    def speaker(self, start: float, end: float) -> str | None:
        """Who speaks longest between two times; where nobody does, whose turn is nearest; None without any turn."""
        if not self.turns:
            return None
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        last = max(first + 1, bisect.bisect_left(self._starts, end) + 1)
        near = self.turns[first:last]
        shares: dict[str, float] = {}
        for turn in near:
            shares[turn.speaker] = shares.get(turn.speaker, 0.0) + turn.shared(start, end)
        best = max(shares, key=lambda speaker: shares[speaker])
        if shares[best] > 0:
            return best
        return min(near, key=lambda turn: max(turn.start - end, start - turn.end)).speaker

    def overlapped(self, start: float, end: float) -> float:
        """Seconds between two times in which more than one voice is heard."""
        return sum(overlap.shared(start, end) for overlap in self.overlaps)


def numbered(pieces: Sequence[tuple[float, float, int]], mixed: Iterable[tuple[float, float, tuple[int, int]]]) -> Diarisation:
    """A diarisation of (start, end, cluster) pieces in order of time: equal neighbours that touch become one turn.

    `mixed` are the stretches in which two clusters are heard at once, each of which has a piece.
    """
    names: dict[int, str] = {}
    turns: list[Turn] = []
    for start, end, cluster in pieces:
        speaker = names.setdefault(cluster, f"S{len(names) + 1}")
        if turns and turns[-1].speaker == speaker and start <= turns[-1].end:
            turns[-1] = Turn(turns[-1].start, end, speaker)
        else:
            turns.append(Turn(start, end, speaker))
    return Diarisation(tuple(turns), tuple(Overlap(start, end, (names[one], names[other])) for start, end, (one, other) in mixed))
