"""Passages: sentences of one exhibit, put together to a length that a text embedding can take in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.sentences import Sentence

LENGTH = 700
"""Characters; about 170 word pieces, of which the embedding reads 256."""


@dataclass(frozen=True)
class Chunk:
    """Whole sentences that follow one another in an exhibit."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(sentence.text for sentence in self.sentences)


def chunks(sentences: Sequence[Sentence]) -> Iterator[Chunk]:
    """Cut an exhibit into passages. No sentence is cut, none is in two passages, and a page does not run over into the next."""
    held: list[Sentence] = []
    length = 0
    for sentence in sentences:
        if held and (length + len(sentence.text) > LENGTH or _page(held[-1]) != _page(sentence)):
            yield Chunk(tuple(held))
            held, length = [], 0
        held.append(sentence)
        length += len(sentence.text)
    if held:
        yield Chunk(tuple(held))


def _page(sentence: Sentence) -> int | None:
    return sentence.citations[0].place.page
