"""Dates as people write them, in ISO 8601 where the text leaves no doubt."""

import re
from collections.abc import Iterator
from datetime import date

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


def dates(text: str) -> Iterator[Found]:
    """Calendar dates. The value is ISO 8601: a day, a month (2026-03), or a day of an unstated year (--03-14); a date that
    could be read two ways (03/04/2026) keeps its own form and says so."""
    for match in _ISO.finditer(text):
        groups = match.groupdict()
        year, month, day = (groups["year"], groups["month"], groups["day"]) if groups["year"] else match[0].split("-")
        if value := _iso(int(year), int(month), int(day)):
            yield Found("date", match.start(), match.end(), value)
    for match in _NUMBERS.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        readings = sorted({value for day, month in ((a, b), (b, a)) if (value := _iso(year, month, day))})
        if len(readings) == 1:
            yield Found("date", match.start(), match.end(), readings[0])
        elif readings:
            yield Found(
                "date",
                match.start(),
                match.end(),
                match[0],
                None,
                f"{readings[0]} or {readings[1]}",
            )
    for pattern in _WORDS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            written = groups["month"].lower().rstrip(".")
            if written == "may" and groups["month"][0] == "m":
                continue  # "may 5" with a small letter is nearly always the verb
            value = _partial(groups.get("year"), _MONTHS[written], groups.get("day"))
            if value:
                yield Found("date", match.start(), match.end(), value)


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
