"""The text of an exhibit around what it names: the sentence that a name stands in, and the words before it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tools import results
from tools.case import Case
from tools.evidence import Citation, TextLine, Utterance
from tools.sentences import Block, blocks, spans


@dataclass(frozen=True)
class Surrounding:
    """A sentence, or a line that stands for itself, by its place in the exhibit's text."""

    text: str
    citations: tuple[Citation, ...]
    span: tuple[int, int]
    """Start and end in characters of the exhibit's text, as `Entity.span`."""


class Text:
    """The text of one exhibit, by the characters that `Entity.span` counts."""

    def __init__(self, items: Sequence[TextLine | Utterance]) -> None:
        self._items = items
        self._cut: dict[int, list[Surrounding]] = {}

    @cached_property
    def whole(self) -> str:
        """All characters; what lies between lines is line breaks."""
        parts: list[str] = []
        length = 0
        for item in sorted(self._items, key=lambda item: item.offset):
            parts += ["\n" * max(item.offset - length, 0), item.text]
            length = max(length, item.offset) + len(item.text)
        return "".join(parts)

    @cached_property
    def _blocks(self) -> list[tuple[int, Block]]:
        return sorted(((block.span(0, len(block.text))[0], block) for block in blocks(self._items) if block.text), key=lambda each: each[0])

    def sentence(self, span: tuple[int, int]) -> Surrounding | None:
        """The sentence that a stretch begins in; None where the exhibit was read anew and has it no more."""
        position = bisect_right(self._blocks, span[0], key=lambda each: each[0]) - 1
        if position < 0:
            return None
        return next((found for found in self._sentences(position) if found.span[0] <= span[0] < found.span[1]), None)

    def _sentences(self, position: int) -> list[Surrounding]:
        """The sentences of one block; they are looked for only where they are asked for, since that takes time."""
        if position not in self._cut:
            block = self._blocks[position][1]
            cuts = [(0, len(block.text))] if block.columns else list(spans(block.text))
            self._cut[position] = [Surrounding(block.text[a:b], block.cite(a, b), _ordered(block.span(a, b))) for a, b in cuts]
        return self._cut[position]


def text_of(case: Case, exhibit: str) -> Text:
    """The text of an exhibit as it stands; empty where it has not been read."""
    return Text(results.reading(case, exhibit) or [])


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    return min(span), max(span)
