"""A search that is narrowed reaches nothing outside, and looks through all that is inside."""

from collections.abc import Callable

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import NoSuchExhibit, ToolError
from tools.index_days import days_of
from tools.index_narrowing import Narrowing
from tools.registry import get_tool
from tools.retrieval import index_of, retrieve
from tools.search_case import search_case

pytestmark = needs_weights("text-embedding", "named-entities")
Put = Callable[..., Exhibit]
TEXTS = {
    ("helen.txt", "Statement of Helen Carter", "statement"): "On 11 March 2026 the van stood at the pier.\nDaniel Brooks drove the van.\n",
    ("ruth.txt", "Letter of the marina", "letter"): "On 17 March 2026 the van was found.\nMr Brooks was with me. The van was grey.\n",
    ("log.txt", "Log of the gate", "log"): "A van drove in.\nA van drove out.\n",
}


@pytest.fixture
def filled(case: Case, put: Put) -> Case:
    """A case of three notes about one van; two of them state a day, and one of them nobody's name."""
    reader = get_tool("read_document")
    for (file, title, kind), text in TEXTS.items():
        args = {"exhibit": put(file, text, title=title, kind=kind).id}
        results.save(case, results.key_of(case, reader, args), reader, args, 0.0, reader.run(case, **args))
    return case


def reached(case: Case, **within: str) -> list[str]:
    return sorted({passage.citations[0].exhibit for passage in search_case(case, "the van", **within)})


@pytest.mark.parametrize(
    ("within", "exhibits"),
    [
        ({}, ["EX-0001", "EX-0002", "EX-0003"]),
        ({"exhibit": "EX-0002"}, ["EX-0002"]),
        ({"kind": "Statements"}, ["EX-0001"]),
        ({"kind": "document"}, ["EX-0001", "EX-0002", "EX-0003"]),
        ({"person": "Daniel Brooks"}, ["EX-0001", "EX-0002"]),
        ({"person": "Helen Carter"}, ["EX-0001"]),
        ({"since": "2026-03-12"}, ["EX-0002"]),
        ({"until": "2026-03-12"}, ["EX-0001"]),
        ({"since": "2026-03-11", "until": "2026-03-17"}, ["EX-0001", "EX-0002"]),
        ({"person": "Brooks", "since": "2026-03-12"}, ["EX-0002"]),
        ({"exhibit": "EX-0001", "kind": "letter"}, []),
        ({"person": "Nobody Else"}, []),
    ],
)
def test_nothing_outside_is_reached(filled: Case, within: dict[str, str], exhibits: list[str]) -> None:
    """By exhibit, kind, medium, person, days and all together: what is found is what lies inside, by either kind of search."""
    assert reached(filled, **within) == exhibits


def test_it_is_part_of_the_query(case: Case, keep: Put) -> None:
    """One passage inside is found though a hundred outside are nearer to the query: they take no place among the best."""
    for number in range(60):
        keep(f"{number}.txt", f"The grey van stood at the pier, number {number}.\nThe grey van left the pier, number {number}.\n")
    last = keep("ducks.txt", "Ducks are birds that swim on ponds.\n")
    index_of(case).update()
    within = Narrowing(exhibits=frozenset({last.id}))
    assert [hit.exhibit for hit in index_of(case).by_meaning("the grey van at the pier", 3, within)] == [last.id]
    assert [hit.exhibit for hit, _ in retrieve(case, "the grey van at the pier", 3, within)] == [last.id]
    without = retrieve(case, "ducks that swim on ponds", 70, Narrowing(without=frozenset({last.id})))
    assert len(without) == 60
    assert last.id not in {hit.exhibit for hit, _ in without}


@pytest.mark.parametrize(
    ("within", "says"),
    [
        ({"kind": "photograph"}, "No exhibit is of the kind 'photograph'. Kinds and media in this case: document, letter, log, statement"),
        ({"person": "12"}, "no name"),
        ({"since": "last week"}, "no day: write it as 2026-03-12"),
        ({"since": "2026-03-12", "until": "2026-03-01"}, "since comes first"),
    ],
)
def test_what_cannot_be_meant_is_said(filled: Case, within: dict[str, str], says: str) -> None:
    """A kind that the case does not have, a name without letters and days that are none are refused with what would do."""
    with pytest.raises(ToolError, match=says):
        search_case(filled, "the van", **within)
    with pytest.raises(NoSuchExhibit):
        search_case(filled, "the van", exhibit="EX-0099")


@pytest.mark.parametrize("person", ['" OR *', "Brooks' --", "{text: Brooks"])
def test_signs_in_a_name_are_data(filled: Case, person: str) -> None:
    """Quotation marks and operators in a name do not reach further than the name."""
    if any(map(str.isalpha, person)) and "Brooks" in person:
        assert reached(filled, person=person) == ["EX-0001", "EX-0002"]
    else:
        with pytest.raises(ToolError):
            reached(filled, person='" *')


def test_a_passage_without_a_day_is_of_the_one_before() -> None:
    """Stated days stand; what states none takes those before it, at the beginning those after it; without any there are none."""
    texts = ["He came.", "It was on 11 March 2026.", "He left.", "In April 2026, and on 2 May 2026, he wrote.", "Then nothing."]
    first, month = ("2026-03-11", "2026-03-11"), ("2026-04-01", "2026-05-02")
    assert days_of(texts) == [first, first, first, month, month]
    assert days_of(["on 12 March", "03/04/2026"]) == [None, None]
    assert days_of(["on 03/04/2026", "on 13/04/2026"]) == [("2026-04-03",) * 2, ("2026-04-13",) * 2]
