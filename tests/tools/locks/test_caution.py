"""Statements taken without caution or under compulsion: readable, and the source of nothing."""

from collections.abc import Callable

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import ToolError, Withheld
from tools.locks import caution, locks
from tools.registry import get_tool
from tools.retrieval import retrieve

Put = Callable[..., Exhibit]


@needs_weights("named-entities", "text-embedding")
def test_a_marked_statement_leaves_the_index_and_comes_back(case: Case, keep: Put) -> None:
    """Marked, no search and no comparison of statements reaches it, though it can be read; unmarked, it is found again."""
    keep("a.txt", "The knife was in the cellar.\n")
    keep("b.txt", "The boat left at nine.\n")
    caution.mark(case, "EX-0001", "without caution", "Nobody cautioned him.", "tester")
    assert {hit.exhibit for hit, _ in retrieve(case, "knife cellar", 9)} == {"EX-0002"}
    assert get_tool("find_contradictions").run(case, topic="knife") == []
    assert [item.text for item in results.reading(case, "EX-0001") or []] == ["The knife was in the cellar."]
    caution.unmark(case, "EX-0001", "The form was found.", "tester")
    assert {hit.exhibit for hit, _ in retrieve(case, "knife cellar", 9)} == {"EX-0001", "EX-0002"}


def test_tools_that_make_leads_refuse_it(case: Case, keep: Put) -> None:
    """It may be read; whatever makes a lead of it is refused with who marked it and why."""
    keep("a.txt", "The knife was in the cellar.\n")
    caution.mark(case, "EX-0001", "under compulsion", "Threatened.", "tester")
    assert get_tool("read_document").checked(case, {"exhibit": "EX-0001"})
    with pytest.raises(Withheld, match="tester as taken under compulsion: Threatened"):
        get_tool("extract_entities").checked(case, {"exhibit": "EX-0001"})
    assert locks(case).bars()["EX-0001"].kind == "caution"


@pytest.mark.parametrize(
    "text",
    [
        "This statement was taken without caution.",
        "The suspect was not cautioned.",
        "Given under duress.",
        "He was compelled.",
        "Compelled statement",
    ],
)
def test_what_a_document_says_of_itself_is_only_suggested(case: Case, keep: Put, text: str) -> None:
    """A document that says so is shown to the officer with its words, and nothing is closed by it."""
    keep("a.txt", f"Statement.\n{text}\n")
    keep("b.txt", "He drove without a licence, with caution.\n")
    found = [(one.exhibit, one.quote) for one in caution.suggestions(case)]
    assert found == ([] if text == "He was compelled." else [("EX-0001", text)])
    assert locks(case).barred() == frozenset()


def test_a_mark_needs_a_reason_and_an_exhibit(case: Case, put: Put) -> None:
    """Nothing is marked twice alike, unmarked that is not marked, or either without a reason."""
    put("a.txt", "A.\n")
    with pytest.raises(ToolError, match="reason"):
        caution.mark(case, "EX-0001", "without caution", " ", "tester")
    with pytest.raises(ToolError, match="nothing to take back"):
        caution.unmark(case, "EX-0001", "Because.", "tester")
    caution.mark(case, "EX-0001", "without caution", "Because.", "tester")
    with pytest.raises(ToolError, match="is marked by tester"):
        caution.mark(case, "EX-0001", "without caution", "Because.", "tester")
