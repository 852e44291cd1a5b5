"""A warrant's scope: what lies outside is counted and reached by no wording, tool or index."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import ToolError, Withheld
from tools.locks import locks
from tools.locks.days import days_of
from tools.locks.scope import Scope, clear_scope, set_scope
from tools.registry import get_tool
from tools.retrieval import retrieve

Put = Callable[..., Exhibit]
CHAT = """\
28/02/2026, 09:00 - Ann: The knife is in the cellar.
03/03/2026, 10:00 - Ann: The boat leaves at nine.
04/03/2026, 10:01 - Bob: Bring the boat papers.
05/03/2026, 10:02 - Carol: I sell the knife on Monday.
20/04/2026, 11:00 - Ann: The boat is gone.
"""
MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


def scoped(case: Case, **limits: object) -> None:
    set_scope(case, Scope("W 12/26", **limits), "", "tester")  # type: ignore[arg-type]


def lines(case: Case, exhibit: str = "EX-0001") -> list[int | None]:
    return [item.citations[0].place.line for item in results.reading(case, exhibit) or []]


def test_days_and_persons_are_applied_line_by_line(case: Case, keep: Put) -> None:
    """Of a chat only the messages of the days and persons are given; the rest is a count."""
    keep("chat.txt", CHAT)
    scoped(case, **MARCH)
    assert lines(case) == [2, 3, 4]
    assert locks(case).bars()["EX-0001"].reason == "2 messages outside the warrant's scope"
    scoped(case, **MARCH, persons=("Ann", "Bob Smith"))
    assert lines(case) == [2]
    clear_scope(case, "W 12/26", "Quashed.", "tester")
    assert lines(case) == [1, 2, 3, 4, 5]
    assert locks(case).bars() == {}


@needs_weights("named-entities", "text-embedding")
@pytest.mark.parametrize(
    "query", ["knife", "Where is the knife?", "cellar", "EX-0001 28/02/2026", "everything before March", "Carol sells"]
)
def test_no_wording_reaches_outside(case: Case, keep: Put, query: str) -> None:
    """Whatever is asked, no passage holds a message outside, although one stands beside it and was indexed before."""
    keep("chat.txt", CHAT)
    assert any("knife" in hit.chunk.text for hit, _ in retrieve(case, "knife", 9))
    scoped(case, **MARCH, persons=("Ann", "Bob"))
    found = [hit.chunk.text for hit, _ in retrieve(case, query, 9)]
    assert found
    assert not any("knife" in text or "20/04" in text for text in found)


def test_a_mail_outside_is_closed_with_its_attachment(case: Case, mail: Put) -> None:
    """A mail of another day, with what is attached to it, is refused by tools with a count; one of the day is not."""
    mail("in.eml", Date="Tue, 03 Mar 2026 10:00:00 +0000", attached={"a.txt": "A.\n"})
    mail("out.eml", Date="Wed, 08 Apr 2026 10:00:00 +0000", attached={"b.txt": "B.\n"})
    mail("undated.eml")
    scoped(case, **MARCH)
    reader = get_tool("read_document")
    for exhibit in ("EX-0001", "EX-0002"):
        assert reader.checked(case, {"exhibit": exhibit})
    for exhibit in ("EX-0003", "EX-0004", "EX-0005"):
        with pytest.raises(Withheld, match="1 message outside the warrant's scope"):
            reader.checked(case, {"exhibit": exhibit})
    assert locks(case).barred() == {"EX-0003", "EX-0004", "EX-0005"}


def test_accounts_are_who_wrote_and_who_received(case: Case, mail: Put) -> None:
    """An account is inside as sender or receiver by its address, and not because the text names it."""
    mail("a.eml", From="x@example.org", To="Bob <bob@example.org>")
    mail("b.eml", From="x@example.org", To="c@example.org", text="Tell bob@example.org.")
    scoped(case, accounts=("BOB@example.org",))
    assert locks(case).barred() == {"EX-0002"}


def test_a_mailbox_is_limited_message_by_message(case: Case, keep: Put) -> None:
    """Of a mailbox the messages inside are read, the others counted."""
    message = "From a@x.example Tue Mar  3 10:00:00 2026\nFrom: a@x.example\nTo: b@x.example\nDate: {}\n\n{}\n\n"
    keep(
        "all.mbox", message.format("Tue, 03 Mar 2026 10:00:00 +0000", "Inside.") + message.format("Wed, 08 Apr 2026 10:00:00 +0000", "Out.")
    )
    scoped(case, **MARCH)
    assert {item.text for item in results.reading(case, "EX-0001") or [] if item.text in ("Inside.", "Out.")} == {"Inside."}
    assert locks(case).limits["EX-0001"].outside == 1


def test_rows_of_a_table_are_limited_where_it_is_named(case: Case, keep: Put) -> None:
    """A list of calls that the warrant names gives the rows of its days and numbers, and its headings."""
    rows = [
        "when,from,to",
        "2026-03-02,07700900142,07700900143",
        "2026-03-05,07700900999,07700900143",
        "2026-05-01,07700900142,07700900143",
    ]
    keep("calls.csv", "\n".join(rows) + "\n")
    scoped(case, **MARCH)
    assert lines(case) == [1, 2, 3, 4]
    scoped(case, **MARCH, accounts=("+44 7700 900142",), exhibits=("EX-0001",))
    assert lines(case) == [1, 2]


def test_what_has_no_date_is_not_inside(case: Case, keep: Put) -> None:
    """An exhibit that a warrant names and that nothing dates is closed: that it lies inside must be shown."""
    keep("note.txt", "The boat.\n")
    scoped(case, **MARCH, exhibits=("EX-0001",))
    assert locks(case).barred() == {"EX-0001"}
    assert "shows that it is within" in locks(case).bars()["EX-0001"].reason


def test_several_warrants_add_up(case: Case, keep: Put) -> None:
    """A message that one of the warrants allows may be seen."""
    keep("chat.txt", CHAT)
    scoped(case, **MARCH)
    set_scope(case, Scope("W 13/26", since=date(2026, 4, 1)), "", "tester")
    assert lines(case) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (["13/04/2026", "01/05/2026"], [{date(2026, 4, 13)}, {date(2026, 5, 1)}]),
        (["4/13/26", "5/1/26"], [{date(2026, 4, 13)}, {date(2026, 5, 1)}]),
        (["01/02/2026", "02/01/2026"], [{date(2026, 1, 2)}, {date(2026, 2, 1)}]),
        (["03/04/2026", "03/04/2026"], [{date(2026, 4, 3), date(2026, 3, 4)}] * 2),
        (["2026-04-03"], [{date(2026, 4, 3)}]),
        (["yesterday"], [set()]),
    ],
)
def test_the_order_of_day_and_month_is_found_or_left_open(times: list[str], days: list[set[date]]) -> None:
    """Other dates of the export and their sequence decide; where nothing does, a message has two days and both must lie inside."""
    assert [set(found) for found in days_of(times)] == days


@pytest.mark.parametrize("limits", [{}, {"since": date(2026, 3, 2), "until": date(2026, 3, 1)}, {"persons": (" ",)}])
def test_a_scope_limits_something(case: Case, limits: dict[str, object]) -> None:
    """A scope without limits, or one that no message can lie in, is refused."""
    with pytest.raises(ToolError):
        scoped(case, **limits)
