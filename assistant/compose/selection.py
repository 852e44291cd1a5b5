"""Which quotes the model is shown: reading costs it more than anything else."""

from collections.abc import Sequence

from assistant.answer.words import FUNCTION, plain, stem, words
from assistant.compose.quotable import Quotable
from tools.embedding import embedder

BUDGET = 1500
"""Characters that are shown, about 375 tokens: some ten seconds of reading on two cores."""
_CONSIDERED = 150
"""Quotables that are compared with the question; a search puts its best first."""
_WORDS_WEIGHT = 0.4
_NEIGHBOUR = 0.5
"""How much of a quote's worth its neighbours share: an answer often stands beside the words of the question."""


def select(question: str, found: Sequence[Quotable]) -> list[Quotable]:
    """The quotes that most likely answer the question, in their order of appearance."""
    considered = list(found[:_CONSIDERED])
    if sum(len(quotable.text) for quotable in considered) <= BUDGET:
        return considered
    scores = relevance(question, considered)
    best = sorted(range(len(considered)), key=lambda position: -scores[position])
    chosen: list[int] = []
    used = 0
    for position in best:
        length = len(considered[position].text)
        if used + length > BUDGET and chosen:
            continue
        chosen.append(position)
        used += length
    return [considered[position] for position in sorted(chosen)]


def relevance(question: str, considered: Sequence[Quotable]) -> list[float]:
    """How near each quote is to the question: by meaning (cosine), by words, and by what stands beside it."""
    vectors = embedder()([question, *(quotable.text for quotable in considered)])
    cosines = vectors[1:] @ vectors[0]
    own = [float(cosine) + _WORDS_WEIGHT * overlap(question, quotable.text) for cosine, quotable in zip(cosines, considered, strict=True)]
    scores = []
    for position, score in enumerate(own):
        beside = [
            own[other]
            for other in (position - 1, position + 1)
            if 0 <= other < len(own) and considered[other].exhibit == considered[position].exhibit
        ]
        scores.append(score + _NEIGHBOUR * max(beside, default=0.0))
    return scores


def overlap(question: str, text: str) -> float:
    """Share of the question's content words that stand in a text, 0 to 1."""
    asked = content(question)
    return len(asked & content(text)) / len(asked) if asked else 0.0


def content(text: str) -> set[str]:
    """Stems of the words of a text that carry content."""
    return {stem(word) for word in words(text) if plain(word) not in FUNCTION}
