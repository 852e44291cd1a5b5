"""The timeline as a picture: a lane for each exhibit, a mark for each dated sentence, and the sentences below."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.chat.escape import Html, join, tag
from assistant.chat.pictured import alone, chips, shape
from tools.register.timeline import Event, Timeline, Undated

TOLD = (
    "A date in a sentence does not say that what it tells of was on that day: read the sentence. Click a mark to see its sentence and "
    "where it stands; turn the wheel to zoom."
)
_WIDTH, _LANE, _LEFT, _TOP = 1000, 22, 90, 26
_TICKS = 8
_STEPS = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 180, 360, 720)) + tuple(
    timedelta(days) for days in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 7305, 18262, 36525, 182625, 365250, 1095750)
)
"""Distances between the lines of the axis; the last spans the calendar of this program."""


def time_picture(found: Timeline) -> Html:
    """The picture with its list; every text of an exhibit is escaped."""
    if not found.events and not found.undated:
        return tag("p", "The exhibits that were gone through state no dates.", class_="hint")
    rows = [_told(event, number) for number, event in enumerate(found.events)]
    undated = [_undated(each, number) for number, each in enumerate(found.undated, start=len(rows))]
    search = tag("input", type="text", class_="filter", placeholder="Show only what has …", aria_label="Show only what has these words")
    return join((_drawn(found.events) if found.events else None, search, tag("ol", *rows, *undated, class_="tolds")))


def time_page(found: Timeline, case: str) -> str:
    """The picture as a file of its own."""
    return alone(f"Timeline of {case}", TOLD, time_picture(found))


def _drawn(events: Sequence[Event]) -> Html:
    lanes = {exhibit: number for number, exhibit in enumerate(sorted({event.exhibit for event in events}))}
    first, last = min(event.starts for event in events), max(event.ends for event in events)
    height = _TOP + _LANE * len(lanes) + 8
    parts: list[Html] = []
    for moment, label in _axis(first, last):
        x = f"{_x(moment, first, last):.1f}"
        line = shape("line", x1=0, x2=0, y1=_TOP - 6, y2=height, class_="axis")
        parts.append(tag("g", line, tag("text", label, x=2, y=12, class_="soft"), transform=f"translate({x} 0)", data_x=x))
    for exhibit, lane in lanes.items():
        parts.append(shape("line", x1=0, x2=_WIDTH, y1=_y(lane), y2=_y(lane), class_="axis"))
        parts.append(tag("g", tag("text", exhibit, x=4, y=_y(lane) - 3, class_="soft"), transform="translate(0 0)", data_x="0"))
    places: dict[tuple[str, str], list[int]] = {}
    for number, event in enumerate(events):
        places.setdefault((event.exhibit, f"{_x(event.starts, first, last):.1f}"), []).append(number)
    for (exhibit, x), numbers in places.items():
        words = "\n".join(f"{events[number].when} {events[number].sentence}"[:200] for number in numbers[:5])
        circle = shape(
            "circle", cx=0, cy=_y(lanes[exhibit]), r=min(5 + len(numbers), 10), class_="mark", tabindex=0, data_of=_numbers(numbers)
        )
        parts.append(tag("g", tag("title", words), circle, transform=f"translate({x} 0)", data_x=x, role="button"))
    return tag(
        "svg", *parts, class_="picture over-time", viewBox=f"0 0 {_WIDTH} {height}", preserveAspectRatio="none", role="img",
        aria_label="Timeline",
    )  # fmt: skip


def _axis(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """Moments to draw a line at, evenly, with what stands there."""
    step = next((step for step in _STEPS if (last - first) / step <= _TICKS), _STEPS[-1])
    start = first.replace(hour=0, minute=0)
    moments: list[tuple[datetime, str]] = []
    while start <= last and len(moments) < _TICKS * 4:
        if start >= first:
            moments.append((start, f"{start:%Y-%m-%d %H:%M}" if step < timedelta(1) else f"{start:%Y-%m-%d}"))
        start += step
    return moments


def _x(moment: datetime, first: datetime, last: datetime) -> float:
    return _LEFT + (_WIDTH - _LEFT - 12) * ((moment - first) / (last - first))


def _y(lane: int) -> int:
    return _TOP + _LANE * lane + _LANE // 2 + 4


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(map(str, numbers))


def _told(event: Event, number: int) -> Html:
    return tag(
        "li",
        tag("span", event.when.replace("T", " "), class_="when"),
        tag("span", event.sentence, class_="words", dir="auto"),
        " ",
        chips(event.citations),
        tag("small", f"“{event.written}”: {event.note}", class_="note") if event.note else None,
        class_="told",
        data_number=number,
    )


def _undated(each: Undated, number: int) -> Html:
    words = tag("span", each.written, class_="words", dir="auto")
    note = tag("small", each.reason, class_="note")
    return tag(
        "li", tag("span", "not placed in time", class_="when"), words, " ", chips(each.citations), note, class_="told", data_number=number
    )
