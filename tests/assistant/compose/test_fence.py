"""The marks around quotes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compose.fence import fence


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_quote_holds_its_mark(question: str, quotes: str) -> None:
    """A mark never stands in the quotes that it closes, and quotes that hold the mark of others get another one."""
    mark = fence(question, quotes)
    assert mark not in quotes
    assert fence(question, f"{quotes} {mark}") not in f"{quotes} {mark}"


def test_each_turn_has_a_mark_of_its_own() -> None:
    """Another question, or other quotes, have another mark; the same turn has the same, so that an answer can be worked out again."""
    marks = {fence("Who?", "A."), fence("Where?", "A."), fence("Who?", "B.")}
    assert len(marks) == 3
    assert fence("Who?", "A.") in marks
