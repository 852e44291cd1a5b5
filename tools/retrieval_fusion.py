"""One score out of two kinds of search, with the weight that was measured."""

WORDS = 0.4
"""Weight of the words beside the meaning: in 200 random halves of CLAPnq (50 questions, 50 passages) and of 288 questions to 48 made-up
police documents (`tests/data/questions/documents.jsonl`) never below the better of dense and BM25 alone, as are all weights from 0.3 to
1.5; chosen between what CLAPnq likes (little) and what police questions, which are full of names, like (much). Reciprocal rank fusion,
min-max, z-score and maximum-scaled combinations (Bruch, Gai and Ingber 2023, https://doi.org/10.1145/3596512) were below the better half
on one of the sets or both; figures on `models/cards/search-case.md`."""


def meaning_of(passage: float, sentence: float) -> float:
    """How near a passage is in meaning: half as a whole, under its exhibit's title, half by its nearest sentence.

    Args:
        passage: cosine of the query and the passage.
        sentence: greatest cosine of the query and one of its sentences.
    """
    return (passage + sentence) / 2


def fused(meaning: float, words: float) -> float:
    """The score by which passages are put in order.

    Args:
        meaning: as from `meaning_of`, -1 to 1.
        words: share of the query, weighed by how rare its words are, that the passage holds, 0 to 1: its BM25 score over what a
            passage could score at most.
    """
    return meaning + WORDS * words
