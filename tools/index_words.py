"""Searching by word: SQLite FTS5 and its BM25, and what a query could score at most."""

import heapq
import math
import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Literal

from tools import index_store
from tools.index_narrowing import Narrowing, phrase
from tools.spelling import other

K1 = 1.2
"""FTS5's BM25 has this constant built in (https://www.sqlite.org/fts5.html, "The bm25() function")."""
_LEAST_IDF = 1e-6
"""What FTS5 gives a word that stands in half of the passages or more."""
_MANY = 1000
"""Passages from which a word that stands in more than half of them is not looked for beside others: it adds a millionth to a score, and
half of the time that a search takes."""
_WORD = re.compile(r"\w+")

# Words without which an English question asks for the same. They stand in nearly every passage: with them a search takes longer and finds
# less (recall of the first passage on CLAPnq 0.66 with them, 0.70 without).
_ASKING = frozenset(
    """
    a an the of in on at to by for from with is are was were be been do does did has have had and or what who when where which how why
    whose whom it its he she they his her their this that these those i you we as not no can could would should will may than there
    """.split()
)


def terms(query: str) -> list[str]:
    """The words of a query that are looked for, each once; where it has no others, those that only ask."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(query)))
    return [word for word in words if word not in _ASKING] or words


def other_spellings(query: str) -> list[str]:
    """The same words as the other side of the Atlantic spells them. Not of what is written as a name is: Gray is not Grey."""
    return [spelling for word in terms(" ".join(w for w in _WORD.findall(query) if not w.istitle())) if (spelling := other(word))]


Words = Literal["words", "apart_words"]
"""The words of the passages that are put in order, or of those that are set apart."""


def scores(text: sqlite3.Connection, query: str, within: Narrowing, words: Words = "words") -> tuple[dict[int, float], float]:
    """The BM25 score of every passage that has a word of the query, higher is better; and what a passage could score at most.

    The most is reached where every word of the query fills a passage: the sum of the words' inverse document frequencies times
    k1 + 1 (Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019). A score divided by it says which part of the query,
    weighed by how rare its words are, a passage holds. Statistics are those of the whole case, whatever part of it is searched.

    Args:
        text: the index.
        query: what to look for.
        within: the part of the case that is searched.
        words: which passages; each kind has statistics of its own.
    """
    counts = _counts(text, terms(query), words)
    counts |= {word: have for word, have in _counts(text, other_spellings(query), words).items() if have}
    if not counts:
        return {}, 0.0
    passages = index_store.count(text, apart=words == "apart_words")
    if passages >= _MANY:
        counts = {word: have for word, have in counts.items() if have <= passages / 2} or counts
    where, values = within.where()
    join = "" if within.is_whole else f"JOIN passages AS p ON p.id = {words}.rowid AND {where}"
    query = f"SELECT {words}.rowid, -bm25({words}) FROM {words} {join} WHERE {words} MATCH ?"  # noqa: S608  # of fixed parts; the values are bound
    rows = text.execute(query, (*(() if within.is_whole else values), " OR ".join(map(phrase, counts)))).fetchall()
    return dict(rows), _most(counts, passages) if rows else 0.0


def best(scored: Mapping[int, float], most: int) -> list[int]:
    """The passages with the highest scores, best first; of equals the one that was indexed first."""
    return [number for _, number in heapq.nsmallest(most, ((-score, number) for number, score in scored.items()))]


def _counts(text: sqlite3.Connection, wanted: Sequence[str], words: Words) -> dict[str, int]:
    """In how many passages each word stands."""
    one = f"SELECT count(*) FROM {words} WHERE {words} MATCH ?"  # noqa: S608  # of fixed parts; the values are bound
    return {word: int(text.execute(one, (phrase(word),)).fetchone()[0]) for word in wanted}


def _most(counts: Mapping[str, int], passages: int) -> float:
    idf = (max(_LEAST_IDF, math.log((passages - have + 0.5) / (have + 0.5))) for have in counts.values())
    return sum(idf) * (K1 + 1)
