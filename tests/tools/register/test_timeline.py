"""What exhibits date stands in the order of time, with the sentence and what was left open."""

from collections.abc import Callable

import pytest

from tests.conftest import needs_weights
from tools.case import Case
from tools.register import Register
from tools.register.timeline import Timeline, timeline

pytestmark = needs_weights("named-entities")

GoneThrough = Callable[..., Register]


def when(found: Timeline) -> list[str]:
    return [event.when for event in found.events]


def test_events_stand_in_the_order_of_time(case: Case, gone_through: GoneThrough) -> None:
    """Years, months, days and times of day of several exhibits are put in order, each with its exhibit."""
    found = timeline(case, gone_through("It was on 12 March 2026 at 21:05.\n", "In March 2025 he moved.\n\nOn 12 March 2026 he left.\n"))
    assert [(event.when, event.exhibit) for event in found.events] == [
        ("2025-03", "EX-0002"),
        ("2026-03-12", "EX-0002"),
        ("2026-03-12T21:05", "EX-0001"),
    ]


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("I was there from 20:00 to 22:15 on 11 March 2026.", "2026-03-11T20:00", "22:16"),
        ("On 11 March 2026, 20:00–22:15, the shop was shut.", "2026-03-11T20:00", "22:16"),
        ("On 11 March 2026 between 8 pm and 10.15 pm it rang.", "2026-03-11T20:00", "22:16"),
        ("At 20:00 he rang, and on 11 March 2026 at 22:15 again.", "2026-03-11T22:15", "22:16"),
    ],
)
def test_a_time_with_an_end_begins_at_its_beginning(case: Case, gone_through: GoneThrough, text: str, starts: str, ends: str) -> None:
    """From eight until ten is placed at eight and lasts until ten; two times that are no such pair are not made one."""
    [event] = timeline(case, gone_through(f"{text}\n")).events
    assert (event.when, event.ends.strftime("%H:%M")) == (starts, ends)


def test_a_date_that_cannot_be_placed_is_told(case: Case, gone_through: GoneThrough) -> None:
    """A date that can be read in two ways is not put anywhere, and is listed with both readings."""
    found = timeline(case, gone_through("He came on 03/04/2026.\n"))
    assert when(found) == []
    assert [(each.written, each.reason) for each in found.undated] == [("03/04/2026", "2026-03-04 or 2026-04-03")]


def test_another_date_of_the_exhibit_decides(case: Case, gone_through: GoneThrough) -> None:
    """A chat in which one day can only be read day first has all its days read so, and says why."""
    found = timeline(case, gone_through("03/04/2026, 10:00 - Ann: Hello.\n13/04/2026, 10:01 - Bob: Fine.\n"))
    assert when(found) == ["2026-04-03T10:00", "2026-04-13T10:01"]
    assert found.events[0].note == "read like 13/04/2026 in the same exhibit"
