"""Times of day as people write and say them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOURS = {word: number for number, word in enumerate(_UNITS, 1)}
_MINUTES = {"five": 5, "ten": 10, "a quarter": 15, "quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25}
_WORD = "|".join(_UNITS)
_HOUR = rf"(?P<hour>\d{{1,2}}|{_WORD})"
_HALF = (
    r"(?:(?: ?(?P<half>[ap]\.?m\b\.?))|(?:,? (?:o'clock|o’clock))?"
    r"(?:,? (?:in the|at|that|this|on the same) (?P<part>morning|afternoon|evening|night))?)"
)
_DIGITS = re.compile(
    rf"(?<![\d:.,/-])(?P<hour>\d{{1,2}})[:.h](?P<minute>[0-5]\d)(?![\d/]|[:.]\d\d[./]|\.\d)(?::[0-5]\d)?{_HALF}", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:at|around|about|by|until|till|since|from|before|after) \Z", re.IGNORECASE)
"""What makes a number with a full stop a time: without it "2.40" is a price."""
_PLAIN = re.compile(rf"\b(?P<hour>\d{{1,2}}|{_WORD}) ?(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE)
_CLOCK = re.compile(
    rf"\b{_HOUR},? (?:o'clock|o’clock)(?:,? (?:in the|at|that|this) (?P<part>morning|afternoon|evening|night))?"
    rf"|\b(?P<hour2>\d{{1,2}}|{_WORD}) (?:in the|at) (?P<part2>morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"\b(?P<amount>half|a quarter|quarter|twenty-five|twenty five|twenty|ten|five) (?P<side>past|to) {_HOUR}\b{_HALF}", re.IGNORECASE
)
_AT = re.compile(
    rf"\b(?:at|around|about|by|until|till|since|from|before|after|shortly before|shortly after|towards) (?:about |around )?"
    rf"(?P<hour>{_WORD}|\d{{1,2}})(?! ?(?:%|km|m\b|o'clock|per\b|of\b|\w+s\b|\w|[.:,/-]?\d))(?=[.,;!?)]|\s|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<name>midnight|noon|midday)\b", re.IGNORECASE)
_PARTS = {"morning": (0, 12), "afternoon": (12, 19), "evening": (16, 24), "night": (18, 30)}


@dataclass(frozen=True)
class Clock:
    """A time of day."""

    start: int
    end: int
    minutes: frozenset[int]
    """Minutes since midnight that it may be: "nine" is two of them, "21:00" one."""


def clocks(text: str) -> list[Clock]:
    """The times of day in a text, in order, none inside another."""
    found: list[Clock] = []
    for clock in _all(text):
        if clock.minutes and all(clock.end <= other.start or clock.start >= other.end for other in found):
            found.append(clock)
    return sorted(found, key=lambda clock: clock.start)


def minutes_apart(one: frozenset[int], other: frozenset[int]) -> int:
    """How far apart two times of day are at least, around midnight too."""
    return min(min((a - b) % 1440, (b - a) % 1440) for a in one for b in other)


def _all(text: str) -> Iterator[Clock]:
    for match in _SPOKEN.finditer(text):
        amount = 30 if match["amount"].lower() == "half" else _MINUTES[match["amount"].lower()]
        hour = _number(match["hour"])
        past = hour * 60 + (amount if match["side"].lower() == "past" else -amount)
        yield Clock(match.start(), match.end(), _readings(past, match["half"], match["part"], spoken=True))
    for match in _DIGITS.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour < 24 and (":" in match[0] or match["half"] or _TOLD.search(text[: match.start()])):
            yield Clock(match.start(), match.end(), _readings(hour * 60 + minute, match["half"], match["part"], spoken=False))
    for match in _PLAIN.finditer(text):
        yield Clock(match.start(), match.end(), _readings(_number(match["hour"]) * 60, match["half"], None, spoken=True))
    for match in _CLOCK.finditer(text):
        said, part = match["hour"] or match["hour2"], match["part"] or match["part2"]
        yield Clock(match.start(), match.end(), _readings(_number(said) * 60, None, part, spoken=True))
    for match in _NAMED.finditer(text):
        yield Clock(match.start(), match.end(), frozenset({0 if match["name"].lower() == "midnight" else 720}))
    for match in _AT.finditer(text):
        if (hour := _number(match["hour"])) <= 24:
            yield Clock(match.start("hour"), match.end(), _readings(hour % 24 * 60, None, None, spoken=True))


def _number(written: str) -> int:
    return _HOURS.get(written.lower()) or int(written)


def _readings(minutes: int, half: str | None, part: str | None, *, spoken: bool) -> frozenset[int]:
    """What a time may be. Written as 9:05 or said as nine it may be in either half of the day; 09:05 and 21:05 may not."""
    if half is not None:
        hours, rest = divmod(minutes, 60)
        return frozenset({(hours % 12 + (12 if half.lower().startswith("p") else 0)) * 60 + rest})
    either = frozenset({minutes % 1440, (minutes + 720) % 1440}) if 0 < minutes <= 780 and spoken else frozenset({minutes % 1440})
    if part is None:
        return either
    first, last = _PARTS[part.lower()]
    fitting = frozenset(
        m
        for m in (either | {(minutes + 720) % 1440} if spoken or minutes < 720 else either)
        if first * 60 <= m < last * 60 or first * 60 <= m + 1440 < last * 60
    )
    return fitting or either
