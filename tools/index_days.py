"""Which days a passage is of: those that it states, or those that stand nearest to it in its exhibit."""

import calendar
import re
from collections.abc import Sequence

from tools.recognisers.dates import dates
from tools.recognisers.found import without_overlaps

_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
Days = tuple[str, str]
"""The earliest and the latest day, ISO 8601."""


def days_of(texts: Sequence[str]) -> list[Days | None]:
    """The days of each passage of an exhibit, in order.

    A passage that states none is of the days of the last passage before it that does, or of the first one after it; without any in
    the exhibit it is of none. Days without a year, and dates that nothing in the exhibit says how to read, are no days here.
    """
    whole = "\n".join(texts)
    stated = [_stated(text, whole) for text in texts]
    last = next((days for days in stated if days is not None), None)
    found = []
    for days in stated:
        last = days or last
        found.append(last)
    return found


def _stated(text: str, whole: str) -> Days | None:
    known = [_bounds(found.value) for found in without_overlaps(list(dates(text, whole))) if _ISO.fullmatch(found.value)]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _bounds(value: str) -> Days:
    """First and last day of a day or a month."""
    if len(value) > len("2026-03"):
        return value, value
    year, month = map(int, value.split("-"))
    return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02d}"
