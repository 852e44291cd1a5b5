"""Dates and times as tables of incidents write them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

from tools.errors import ToolError

_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y")
Reader = Callable[[str], datetime | None]


def reader_for(exhibit: str, heading: str, values: Sequence[str], order: Literal["day first", "month first"] | None) -> Reader:
    """How the dates of a column are read: ISO 8601, or in the order of day and month that fits the most values.

    Raises:
        ToolError: both orders fit equally well and differ, or no value is a date.
    """
    filled = [value for value in values if value.strip()][:5000]
    if not filled:
        raise ToolError(f'The column {heading} of {exhibit} is empty; incidents need a date. Name another with columns="date=…".')
    if 2 * sum(_iso(value) is not None for value in filled) >= len(filled):
        return _iso
    counts: dict[str, int] = {
        "day first": sum(_parsed(value, _DAY_FIRST) is not None for value in filled),
        "month first": sum(_parsed(value, _MONTH_FIRST) is not None for value in filled),
    }
    if order is None and counts["day first"] == counts["month first"] > 0:
        raise ToolError(
            f"Dates of {exhibit} such as {filled[0]!r} can be read with the day or with the month first. "
            'Say which with columns="order=day first" or columns="order=month first".'
        )
    chosen: str = order or max(counts, key=lambda name: counts[name])
    if not counts[chosen]:
        raise ToolError(f"The column {heading} of {exhibit} holds no dates that are understood, as {filled[0]!r}. Use YYYY-MM-DD HH:MM.")
    return lambda value: _parsed(value, _DAY_FIRST if chosen == "day first" else _MONTH_FIRST)


def _iso(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC)  # the wall clock of the place is what a shift goes by


def _parsed(value: str, days: Sequence[str]) -> datetime | None:
    text = " ".join(value.replace(",", " ").split())
    for day in days:
        for time in _TIMES:
            try:
                return datetime.strptime(text, day + time).replace(tzinfo=UTC)
            except ValueError:
                continue
    return None
