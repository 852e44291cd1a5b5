"""Which days the times of messages may mean."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from tools.recognisers.dates import dates

_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDERS: tuple[Callable[[int, int, int], tuple[int, int, int]], ...] = (
    lambda a, b, c: (c, b, a),  # day, month, year
    lambda a, b, c: (c, a, b),  # month, day, year
    lambda a, b, c: (a, b, c),  # year, month, day
)
_BACK = timedelta(days=1)
"""Messages of a chat stand in their order; one that arrived late may be a day older than the one before it."""


def days_of(times: Sequence[str]) -> list[frozenset[date]]:
    """The days of the messages of one chat, in their order, from times as the telephone's language writes them.

    WhatsApp writes 03/04/2026 for the third of April or the fourth of March, and does so alike through a whole export: an order of
    day and month is ruled out when one of the dates is none in it, or when the messages would then run backwards. Where two orders
    are left, a message has two days.
    """
    read = [_read(times, order) for order in _ORDERS]
    possible = [days for days in read if days is not None]
    forward = [days for days in possible if all(later >= earlier - _BACK for earlier, later in itertools.pairwise(days))]
    chosen = forward or possible
    return [frozenset(days[number] for days in chosen) for number in range(len(times))]


def day_of(time: str) -> frozenset[date]:
    """The day of a time in ISO 8601, as it is written; none where it is no such time."""
    match = _ISO.match(time)
    try:
        return frozenset({date.fromisoformat(match[0])}) if match else frozenset()
    except ValueError:
        return frozenset()


def day_of_moment(moment: datetime | None) -> frozenset[date]:
    """The day of a mail's Date header in the zone that it is written in."""
    return frozenset() if moment is None else frozenset({moment.date()})


def days_in(text: str) -> frozenset[date]:
    """Every day that stands in a row of a table; a date that can be read in two ways gives both, one without a year none."""
    found: set[date] = set()
    for hit in dates(text):
        for written in _ISO.findall(hit.note or "") or _ISO.findall(hit.value):
            found |= day_of(written)
    return frozenset(found)


def _read(times: Sequence[str], order: Callable[[int, int, int], tuple[int, int, int]]) -> list[date] | None:
    found = []
    for time in times:
        match = _PARTS.search(time)
        if match is None:
            return None
        year, month, day = order(*(int(part) for part in match.groups()))
        try:
            found.append(date(year + 2000 if year < 100 else year, month, day))
        except ValueError:
            return None
    return found
