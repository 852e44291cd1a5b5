"""Times of day as people write them."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_CLOCK = re.compile(
    r"(?<![\d:.,-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<half>[ap])\.?m\b\.?)?(?![\d:])", re.IGNORECASE
)
_HALVES = re.compile(r"(?<![\d:.,-])(?P<hour>1[0-2]|[1-9])(?:[.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_OCLOCK = re.compile(
    rf"\b(?P<hour>1[0-2]|[1-9]|{'|'.join(_HOURS)}) o[’']clock\b(?P<part> in the (?:morning|afternoon|evening)| at night)?", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?P<name>noon|midday|midnight)\b", re.IGNORECASE)


def times(text: str) -> Iterator[Found]:
    """Times of day; the value is ISO 8601 (`21:05`). Where morning or evening is not stated the note says so."""
    for match in _CLOCK.finditer(text):
        hour = int(match["hour"])
        if hour < 24 and (match["half"] is None or 1 <= hour <= 12):
            yield _time(match, hour, int(match["minute"]), match["half"])
    for match in _HALVES.finditer(text):
        yield _time(match, int(match["hour"]), int(match["minute"] or 0), match["half"])
    for match in _OCLOCK.finditer(text):
        written = match["hour"].lower()
        hour = int(written) if written.isdigit() else _HOURS.index(written) + 1
        part = match["part"] or ""
        half = "a" if "morning" in part else "p" if part else None
        yield _time(match, hour, 0, half, None if half else "morning or evening is not stated")
    for match in _NAMED.finditer(text):
        yield Found("time", match.start(), match.end(), "00:00" if match["name"].lower() == "midnight" else "12:00")


def _time(match: re.Match[str], hour: int, minute: int, half: str | None, note: str | None = None) -> Found:
    if half is not None:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return Found("time", match.start(), match.end(), f"{hour:02d}:{minute:02d}", None, note)
