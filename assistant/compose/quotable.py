"""Evidence cut into sentences, so that choosing one is choosing a quote word for word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tools.evidence import Citation, Evidence, Passage, TextLine, Utterance
from tools.sentences import Sentence, sentences


@dataclass(frozen=True)
class Quotable(Sentence):
    """One sentence of an exhibit, or one finding of a tool."""

    title: str = ""
    """Of the exhibit, which may say whose statement it is."""
    score: float | None = None
    """Of the passage that a search found it in; None where no search found it."""
    apart: str | None = None
    """Why the search has set it apart as instruction-like, see `tools.evidence.Passage.apart`."""

    @property
    def exhibit(self) -> str:
        """The exhibit that it stands in."""
        return self.citations[0].exhibit

    @property
    def quotes(self) -> tuple[str, ...]:
        """What stands at its places, word for word."""
        return tuple(citation.quote for citation in self.citations)


def quotables(evidence: Sequence[Evidence]) -> list[Quotable]:
    """Everything in the evidence that can be quoted, in its order, each once."""
    found: dict[tuple[tuple[Citation, ...], str | None], Quotable] = {}
    for kind, items in groupby(evidence, key=lambda item: (type(item), item.source)):
        group = list(items)
        if kind[0] in (TextLine, Utterance):
            spoken = [item for item in group if isinstance(item, TextLine | Utterance)]
            cut = (Quotable(s.text, s.citations) for exhibit in _by_exhibit(spoken) for s in sentences(exhibit))
        else:
            cut = (quotable for item in group for quotable in _cut(item))
        for quotable in cut:
            found.setdefault((quotable.citations, quotable.apart), quotable)
    return list(found.values())


def _cut(item: Evidence) -> Iterator[Quotable]:
    if not isinstance(item, Passage):
        yield Quotable(item.text, item.citations)
        return
    start = 0
    for text, count in zip(item.text.split("\n"), item.parts, strict=True):
        yield Quotable(text, item.citations[start : start + count], score=item.score, apart=item.apart)
        start += count


def _by_exhibit(
    items: Sequence[TextLine | Utterance],
) -> Iterator[list[TextLine | Utterance]]:
    for _, group in groupby(items, key=lambda item: item.citations[0].exhibit):
        yield list(group)
