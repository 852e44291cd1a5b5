"""Which quotes the model is shown: reading costs it more than anything else."""

from collections.abc import Sequence

from assistant.answer.words import FUNCTION, plain, stem, words
from assistant.compose.quotable import Quotable
from tools.embedding import embedder

BUDGET = 800
"""What the shown quotes may cost, in characters: some 250 tokens. On the questions of `tests/data/questions/documents.jsonl` the
sentences that answer stay in for 96 of 100 questions to a whole case and 99 of 100 to one document; with twice the budget 97 and
all, for twice the reading."""
_EACH = 15
"""What a quote costs besides its characters: its number, its line."""
_DIGIT = 2
"""What a digit costs besides itself: a token of its own."""
_CONSIDERED = 150
"""Quotables that are compared with the question; a search puts its best first."""
_WORDS_WEIGHT = 0.3
_NEIGHBOUR = 0.3
"""How much of a quote's worth its neighbours share: an answer often stands beside the words of the question."""
_RANK_WEIGHT = 0.3
"""How much less the last quote of a search is worth than the first."""


def select(question: str, found: Sequence[Quotable], *, ranked: bool) -> list[Quotable]:
    """The quotes that most likely answer the question, in their order of appearance.

    Args:
        question: the officer's question.
        found: what can be quoted.
        ranked: whether it comes from a search, the most promising first.
    """
    considered = list(found[:_CONSIDERED])
    if sum(map(_cost, considered)) <= BUDGET:
        return considered
    scores = relevance(question, considered)
    if ranked:
        scores = [score - _RANK_WEIGHT * position / len(scores) for position, score in enumerate(scores)]
    best = sorted(range(len(considered)), key=lambda position: -scores[position])
    chosen: list[int] = []
    used = 0
    for position in best:
        cost = _cost(considered[position])
        if used + cost > BUDGET and chosen:
            continue
        chosen.append(position)
        used += cost
    return [considered[position] for position in sorted(chosen)]


def _cost(quotable: Quotable) -> int:
    return len(quotable.text) + _EACH + _DIGIT * sum(character.isdigit() for character in quotable.text)


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
