"""Passages: sentences of one exhibit, put together to a length that a text embedding can take in."""

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.instructions import Flag, rest_of, set_apart
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


@dataclass(frozen=True)
class Aside:
    """Sentences that follow one another and read like an instruction to this program."""

    chunk: Chunk
    position: int
    """Of the passage that they stand in or behind."""
    why: str
    """See `tools.instructions.Flag`."""


@dataclass(frozen=True)
class Cut:
    """The passages of one exhibit. The chunks are the same as if nothing that is set apart stood in it."""

    chunks: tuple[Chunk, ...]
    apart: tuple[Aside, ...]


def cut(sentences: Sequence[Sentence]) -> Cut:
    """Cut an exhibit into passages, those of instruction-like text by themselves."""
    flagged = set_apart(sentences)
    kept: list[Sentence] = []
    aside: list[tuple[int, Flag, Sentence]] = []
    for number, sentence in enumerate(sentences):
        if number in flagged:
            aside.append((len(kept), flagged[number], sentence))
        rest = rest_of(sentence) if number in flagged else sentence
        kept += [rest] if rest is not None else []
    made = tuple(chunks(kept))
    ends = list(itertools.accumulate(len(chunk.sentences) for chunk in made))
    apart = []
    for (before, flag), group in itertools.groupby(aside, key=lambda one: one[:2]):
        position = bisect_left(ends, before) if before else 0
        apart += [Aside(chunk, position, flag.family) for chunk in chunks([sentence for _, _, sentence in group])]
    return Cut(made, tuple(apart))


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
