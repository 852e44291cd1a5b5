"""The passages of a case that speak of something, found by meaning and by word and held against what was read."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tools import results
from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.index import Hit, Index
from tools.index_narrowing import WHOLE, Narrowing
from tools.places import Places

_TRIES = 5
"""How often a search begins again because a text was corrected meanwhile."""


def retrieve(case: Case, query: str, most: int, within: Narrowing = WHOLE) -> list[tuple[Hit, float]]:
    """The best passages for a query with their scores, best first; the bytes of their exhibits have just been checked.

    Both kinds of search are always done, by meaning and by word: that nothing is found is never said after one of them.

    Args:
        case: the open case.
        query: what to look for.
        most: how many passages.
        within: the part of the case that is searched.

    Raises:
        ToolError: nothing has been read yet, or the case is being corrected at this moment.
        IntegrityError: the index or an exhibit is not what it was.
    """
    return [(hit, score) for hit, score in retrieve_all(case, query, most, within) if hit.apart is None]


def retrieve_all(case: Case, query: str, most: int, within: Narrowing = WHOLE) -> list[tuple[Hit, float]]:
    """What `retrieve` gives, and after it what is set apart as instruction-like, see `Index.search`."""
    found = _found(case, query, most, within)
    for exhibit in dict.fromkeys(hit.exhibit for hit, _ in found):
        case.exhibit(exhibit)
    return found


def _found(case: Case, query: str, most: int, within: Narrowing) -> list[tuple[Hit, float]]:
    index = index_of(case)
    for _ in range(_TRIES):
        index.update()
        found = index.search(query, most, within)
        if not found and not index.exhibits():
            raise ToolError("Nothing in this case has been read yet. Run `exhibit process` on it first.")
        indexed = {hit.exhibit: index.reading(hit.exhibit) for hit, _ in found}
        try:
            compare(case, [hit for hit, _ in found])
        except IntegrityError:
            if all(results.reading_key(case, exhibit) == key for exhibit, key in indexed.items()):
                raise
            continue  # somebody corrected an exhibit's text since the index was brought up to it
        return found
    raise ToolError("The case is being corrected at this moment. Try again.")


def compare(case: Case, hits: Sequence[Hit]) -> None:
    """Hold what the index gives against what was read: the index is a copy, and no copy is trusted.

    Raises:
        IntegrityError: it says something else.
    """
    rows: dict[str, set[int]] = {}
    for hit in hits:
        rows.setdefault(hit.exhibit, set()).update(hit.rows)
    places = Places(item for exhibit, wanted in rows.items() for item in results.reading_at(case, exhibit, wanted))
    for citation in (citation for hit in hits for sentence in hit.chunk.sentences for citation in sentence.citations):
        if not places.hold(citation):
            raise IntegrityError(
                f"The index has {citation.quote!r} at {citation.exhibit}#{citation.fragment}, which is not what was read there. "
                f"Delete the folder {case.folder / 'index'}; it is made again from what was read."
            )


def index_of(case: Case) -> Index:
    """The index of a case, one object for each folder so that its open files are shared."""
    return _index(case.folder)


@lru_cache(maxsize=8)
def _index(folder: Path) -> Index:
    return Index(Case(folder))
