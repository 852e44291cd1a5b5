"""The order in which the index gives the passages that it found, and what it gives beside them."""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from tools import index_store, index_words
from tools.index_narrowing import Narrowing
from tools.index_store import Hit, Vector
from tools.retrieval_fusion import fused

Scored = tuple[Hit, float]


def best_of(
    text: sqlite3.Connection, passages: Iterable[int], vector: Vector, words: Mapping[int, float], highest: float, most: int
) -> list[Scored]:
    """The best of some passages with their scores, best first; of equals the one that was indexed first.

    Args:
        text: the index.
        passages: their ids.
        vector: of the query, shape (384,).
        words: the BM25 scores of the passages that have a word of the query.
        highest: what a passage could score at most by its words.
        most: how many are wanted.
    """
    meaning = index_store.meanings(text, passages, vector)
    scores = _scores(meaning, words, highest)
    order = index_words.best(scores, most)
    return [(hit, scores[number]) for number, hit in zip(order, index_store.hits(text, order, meaning, words), strict=True)]


def set_apart(text: sqlite3.Connection, query: str, vector: Vector, found: Sequence[Scored], most: int, within: Narrowing) -> list[Scored]:
    """The passages that are set apart as instruction-like and that an officer who is given what was found should see: those that stand in
    or behind a passage that was found, in the same order, then those that are no worse than the last of them.

    Args:
        text: the index.
        query: what was looked for.
        vector: its own, shape (384,).
        found: what was found, best first.
        most: how many passages there may be in `found`, and in what is given.
        within: the part of the case that was searched.
    """
    places = index_store.set_apart(text, within)
    if not places:
        return []
    words, highest = index_words.scores(text, query, within, "apart_words")
    meaning = index_store.meanings(text, places, vector)
    scores = _scores(meaning, words, highest)
    rank = {(hit.exhibit, hit.position): number for number, (hit, _) in enumerate(found)}
    last = found[-1][1] if len(found) == most else -math.inf
    wanted = [number for number in index_words.best(scores, len(scores)) if places[number] in rank or scores[number] >= last]
    wanted = sorted(wanted, key=lambda number: rank.get(places[number], most))[:most]
    return [(hit, scores[number]) for number, hit in zip(wanted, index_store.hits(text, wanted, meaning, words), strict=True)]


def _scores(meaning: Mapping[int, float], words: Mapping[int, float], highest: float) -> dict[int, float]:
    return {number: fused(near, words.get(number, 0.0) / highest if highest else 0.0) for number, near in meaning.items()}
