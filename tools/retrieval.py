"""The passages of a case that speak of something, found by meaning and by word and held against what was read."""

from functools import lru_cache
from pathlib import Path

from tools import results
from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.index import Hit, Index
from tools.places import Places

_DEPTH = 40
"""Passages that each kind of search puts forward."""
_TRIES = 5
"""How often a search begins again because a text was corrected meanwhile."""
_RANK_CONSTANT = 60
"""Reciprocal rank fusion, Cormack, Clarke and Büttcher 2009 (https://doi.org/10.1145/1571941.1572114)."""


def retrieve(case: Case, query: str, most: int) -> list[tuple[Hit, float]]:
    """The best passages for a query with their scores, best first; the bytes of their exhibits have just been checked.

    Raises:
        ToolError: nothing has been read yet, or the case is being corrected at this moment.
        IntegrityError: the index or an exhibit is not what it was.
    """
    found = _found(case, query, most)
    for exhibit in dict.fromkeys(hit.exhibit for hit, _ in found):
        case.exhibit(exhibit)
    return found


def _found(case: Case, query: str, most: int) -> list[tuple[Hit, float]]:
    index = index_of(case)
    depth = max(_DEPTH, most)
    for _ in range(_TRIES):
        index.update()
        if not (indexed := index.readings()):
            raise ToolError("Nothing in this case has been read yet. Run `exhibit process` on it first.")
        found = fused(index.by_meaning(query, depth), index.by_words(query, depth))[:most]
        exhibits = dict.fromkeys(hit.exhibit for hit, _ in found)
        try:
            for exhibit in exhibits:
                _compare(case, exhibit, [hit for hit, _ in found if hit.exhibit == exhibit])
        except IntegrityError:
            if all(results.reading_key(case, exhibit) == indexed.get(exhibit) for exhibit in exhibits):
                raise
            continue  # somebody corrected an exhibit's text since the index was brought up to it
        return found
    raise ToolError("The case is being corrected at this moment. Try again.")


def _compare(case: Case, exhibit: str, hits: list[Hit]) -> None:
    """Hold what the index gives for an exhibit against what was read there: the index is a copy, and no copy is trusted.

    Raises:
        IntegrityError: it says something else.
    """
    places = Places(results.reading(case, exhibit) or [])
    for citation in (citation for hit in hits for sentence in hit.chunk.sentences for citation in sentence.citations):
        if not places.hold(citation):
            raise IntegrityError(
                f"The index has {citation.quote!r} at {exhibit}#{citation.fragment}, which is not what was read there. "
                f"Delete the folder {case.folder / 'index'}; it is made again from what was read."
            )


def fused(*rankings: list[Hit]) -> list[tuple[Hit, float]]:
    """Several rankings as one, by the sum of reciprocal ranks; of equals the one that comes first in the case."""
    scores: dict[tuple[str, str], float] = {}
    hits: dict[tuple[str, str], Hit] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            key = (hit.exhibit, hit.chunk.text)
            scores[key] = scores.get(key, 0.0) + 1 / (_RANK_CONSTANT + rank)
            hits.setdefault(key, hit)
    return [(hits[key], scores[key]) for key in sorted(scores, key=lambda key: (-scores[key], key))]


def index_of(case: Case) -> Index:
    """The index of a case, one object for each folder so that its open files are shared."""
    return _index(case.folder)


@lru_cache(maxsize=8)
def _index(folder: Path) -> Index:
    return Index(Case(folder))
