"""Dates as people write them, in ISO 8601 where the text leaves no doubt."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tools.recognisers.found import Found

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, 1) for length in range(3, len(name) + 1)} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join([*_NAMES, "sept", *dict.fromkeys(name[:3] for name in _NAMES)]) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY}(?: of)? {_MONTH}(?![a-z])",
        rf"\b{_MONTH} {_DAY}\b(?!\d|[:.]\d)",
        rf"\b{_MONTH},? {_YEAR}\b",
    )
)
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?![\w/-]|\.\d)(?=\b|T)|(?<![\w./-])(?:19|20)\d\d-\d\d-\d\d(?=T\d)"
)
_NUMBERS = re.compile(r"(?<![\w./-])(?P<a>\d{1,2})(?P<mark>[-./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)")


class _Order(NamedTuple):
    """Which of two numbers is the day, and the date that leaves no doubt of it."""

    day_first: bool
    written: str


def dates(text: str, exhibit: str | None = None) -> Iterator[Found]:
    """Calendar dates. The value is ISO 8601: a day, a month (2026-03), or a day of an unstated year (--03-14); a date that
    could be read two ways (03/04/2026) is read as the exhibit's other dates are where these leave no doubt, and the note says
    so; elsewhere it keeps its own form.

    Args:
        text: what is looked through.
        exhibit: all text of the exhibit, where `text` is a part of it.
    """
    for match in _ISO.finditer(text):
        groups = match.groupdict()
        year, month, day = (groups["year"], groups["month"], groups["day"]) if groups["year"] else match[0].split("-")
        if value := _iso(int(year), int(month), int(day)):
            yield Found("date", match.start(), match.end(), value)
    order = _orders(text if exhibit is None else exhibit)
    for match in _NUMBERS.finditer(text):
        day_first, month_first = _readings(match)
        if day_first == month_first or not (day_first and month_first):
            if value := day_first or month_first:
                yield Found("date", match.start(), match.end(), value)
        elif (like := order.get(match["mark"])) is not None:
            value = day_first if like.day_first else month_first
            yield Found("date", match.start(), match.end(), value, None, f"read like {like.written} in the same exhibit")
        else:
            earlier, later = sorted((day_first, month_first))
            yield Found("date", match.start(), match.end(), match[0], None, f"{earlier} or {later}")
    for pattern in _WORDS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            written = groups["month"].lower().rstrip(".")
            if written == "may" and groups["month"][0] == "m":
                continue  # "may 5" with a small letter is nearly always the verb
            value = _partial(groups.get("year"), _MONTHS[written], groups.get("day"))
            if value:
                yield Found("date", match.start(), match.end(), value)


def _readings(match: re.Match[str]) -> tuple[str | None, str | None]:
    """A date in numbers with the day first, and with the month first; None where there is no such day."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return _iso(year, b, a), _iso(year, a, b)


@lru_cache(maxsize=8)
def _orders(text: str) -> Mapping[str, _Order]:
    """How the dates of an exhibit are to be read, by the mark between their numbers; nothing where they leave it open or disagree."""
    seen: dict[str, dict[bool, str]] = {}
    for match in _NUMBERS.finditer(text):
        day_first, month_first = _readings(match)
        if bool(day_first) != bool(month_first):
            seen.setdefault(match["mark"], {}).setdefault(bool(day_first), match[0])
    return {mark: _Order(*next(iter(ways.items()))) for mark, ways in seen.items() if len(ways) == 1}


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _partial(year: str | None, month: int, day: str | None) -> str | None:
    """ISO 8601 of what is stated; a leap year stands in where the year is not, so that 29 February passes."""
    if day is None:
        return f"{year}-{month:02d}"
    full = _iso(int(year or 2000), month, int(day))
    if full is None or year is not None:
        return full
    return f"-{full[4:]}"
