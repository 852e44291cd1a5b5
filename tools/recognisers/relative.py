"""Dates that say when by another date: yesterday, last Tuesday, three weeks ago, 21 March without a year.

They are resolved only against a date that the exhibit itself states before them: the date of a mail, of a letter or statement, of a
message of a chat. Where there is none they keep their own form, and the note says so; what they were resolved against is always said.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.recognisers.dates import dates
from tools.recognisers.found import Found

_ANNOUNCED = re.compile(
    r"^(?:date|dated|sent|datum|date of statement|statement date|fecha)\b[ \t]*:?[ \t]*(?P<rest>[^\n]{6,60})$", re.IGNORECASE | re.MULTILINE
)
_OWN_LINE = re.compile(
    r"^(?:(?:[^\W\d_][\w.-]* ?){1,3}, ?)?(?P<rest>[^\n,]{0,12}\d[^\n]{4,24}?)(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?)?$",
    re.MULTILINE,
)
_CHAT = re.compile(r"^\[?(?P<rest>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? \d{1,2}[:.]\d{2}", re.MULTILINE)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_FIXED = {
    "the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1, "last night": -1, "tomorrow": 1, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
_FORM = re.compile(
    rf"\b(?:(?P<fixed>{'|'.join(_FIXED)})"
    rf"|(?P<way>last|next|this|past|coming) (?P<what>week(?:end)?|month|year|{'|'.join(_DAYS)}|{'|'.join(_MONTHS)})"
    rf"|(?P<count>\d{{1,3}}|a|an|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s? ago"
    rf"|(?P<day>(?:{'|'.join(_DAYS)}))(?= (?:morning|afternoon|evening|night)\b|[.,;:!?)]|$"
    r"| (?:and|at|in|to|when|but|I|he|she|they|we|by|the|that|with|of)\b)"
    rf"|(?:in|since|during|until|by|of|from|after|before) (?P<year>(?:19|20)\d\d)(?![\w./-]))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stated:
    """A date that an exhibit gives to what follows."""

    start: int
    """Where it stands in the text."""
    day: date
    written: str


def stated_dates(text: str) -> list[Stated]:
    """The dates that a text gives to what follows, in order: behind `Date:` and the like, on a line of their own, before a message of a
    chat. One that could be read two ways is none."""
    found: dict[int, Stated] = {}
    for form in (_ANNOUNCED, _OWN_LINE, _CHAT):
        for match in form.finditer(text):
            days = [hit for hit in dates(match["rest"], text) if re.fullmatch(r"\d{4}-\d\d-\d\d", hit.value)]
            rest = match["rest"]
            if len(days) == 1 and (form is not _OWN_LINE or len(rest) - (days[0].end - days[0].start) <= 2):
                found.setdefault(match.start(), Stated(match.start(), date.fromisoformat(days[0].value), match[0].strip()))
    return sorted(found.values(), key=lambda stated: stated.start)


def relative_dates(text: str) -> Iterator[Found]:
    """Dates by other dates, resolved where the text allows it: a day, an ISO week (2026-W11), a month or a year."""
    stated = stated_dates(text)
    for match in _FORM.finditer(text):
        if match["year"]:
            yield Found("date", match.start("year"), match.end("year"), match["year"])
            continue
        against = _before(stated, match.start())
        value = _resolved(match, against.day) if against is not None else None
        if value is not None and against is not None:
            yield Found("date", match.start(), match.end(), value[0], None, _note(value[1], against))
        else:
            why = "which week is not stated" if match["day"] else "the exhibit states no date before it"
            yield Found("date", match.start(), match.end(), match[0], None, f"not resolved: {why}")


def with_years(text: str, found: Sequence[Found]) -> list[Found]:
    """Days whose year is not stated, with the year that brings them closest to the date that the text states before them."""
    stated = stated_dates(text)
    return [_with_year(hit, _before(stated, hit.start)) if hit.type == "date" and hit.value.startswith("--") else hit for hit in found]


def _with_year(hit: Found, against: Stated | None) -> Found:
    if against is None:
        return replace(hit, note="the year is not stated")
    month, day = int(hit.value[2:4]), int(hit.value[5:])
    days = [found for year in (-1, 0, 1) if (found := _day(against.day.year + year, month, day)) is not None]
    nearest = min(days, key=lambda found: abs(found - against.day), default=None)
    if nearest is None:
        return replace(hit, note="the year is not stated")
    return replace(hit, value=nearest.isoformat(), note=_note("the year is not stated: the nearest", against))


def _before(stated: Sequence[Stated], place: int) -> Stated | None:
    position = bisect_right(stated, place, key=lambda each: each.start)
    return stated[position - 1] if position else None


def _note(reading: str, against: Stated) -> str:
    return (
        f"{reading}, " if reading else ""
    ) + f"resolved against {against.day.isoformat()}, which the exhibit states before it (“{against.written}”)"


def _resolved(match: re.Match[str], day: date) -> tuple[str, str] | None:
    """What an expression says on a day, and how it was read; None where that is left open."""
    if match["fixed"]:
        fixed = match["fixed"].lower()
        return (day + timedelta(_FIXED[fixed])).isoformat(), "the night that began on that day" if fixed == "last night" else ""
    if match["count"]:
        written = match["count"].lower()
        count = int(written) if written.isdigit() else 1 if written in ("a", "an") else _COUNTS.index(written) + 1
        return _AGO[match["unit"].lower()](day, count), ""
    if match["day"]:
        return None
    return _by_way(match["way"].lower(), match["what"].lower(), day)


def _by_way(way: str, what: str, day: date) -> tuple[str, str] | None:
    step = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0}[way]
    if what in _DAYS:
        ahead = (_DAYS.index(what) - day.weekday()) % 7
        if step < 0:
            return (day + timedelta(ahead - 7)).isoformat(), "the last one before that day"
        return (day + timedelta(ahead or 7 * step)).isoformat(), "the next one after that day" if step else "the one of the coming days"
    if what in _MONTHS:
        month = _MONTHS.index(what) + 1
        year = day.year + (-1 if step < 0 and month >= day.month else 1 if step > 0 and month <= day.month else 0)
        return f"{year}-{month:02d}", ""
    if what == "week":
        return _week(day + timedelta(7 * step)), ""
    if what == "weekend":
        saturday = day + timedelta((5 - day.weekday()) + (7 * step if step > 0 or day.weekday() >= 5 else -7 * (step < 0)))
        return saturday.isoformat(), "its Saturday"
    return (_month(day, step) if what == "month" else str(day.year + step)), ""


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _month(day: date, step: int) -> str:
    months = day.year * 12 + day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_AGO: dict[str, Callable[[date, int], str]] = {
    "day": lambda day, count: (day - timedelta(count)).isoformat(),
    "week": lambda day, count: _week(day - timedelta(7 * count)),
    "month": lambda day, count: _month(day, -count),
    "year": lambda day, count: str(day.year - count),
}
