"""The hours of a shift."""

import re
from dataclasses import dataclass

from tools.errors import ToolError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(r"(?:([a-z]{3})[a-z]*\s+)?(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?", re.IGNORECASE)
_LONGEST = 16 * 60
DEFAULT_START = 8 * 60


@dataclass(frozen=True)
class Shift:
    """When a shift starts and how long it lasts."""

    start: int
    """Minutes after midnight."""
    minutes: int
    weekday: int | None = None
    """0 for Monday, of the day it starts on; None for any day."""
    stated: bool = True
    """Whether the start was said, and not only how long it lasts."""

    def clock(self, minute: float) -> str:
        """A minute of the shift as time of day, `HH:MM`."""
        of_day = (self.start + int(minute)) % (24 * 60)
        return f"{of_day // 60:02d}:{of_day % 60:02d}"

    def meets(self, hours: frozenset[int]) -> bool:
        """Whether the shift touches one of some hours of weekdays; without a weekday it may."""
        return any(hour // 24 < 5 and hour % 24 in hours for hour, _ in self.hours_of_week(0, self.minutes))

    def hours_of_week(self, first: float, last: float) -> list[tuple[int, float]]:
        """The hours of the week (0 is Monday 00-01) that a stretch of the shift touches, with the share of each that it covers.

        Without a weekday, every day's hour counts by a seventh.
        """
        found: list[tuple[int, float]] = []
        days = range(7) if self.weekday is None else [self.weekday]
        minute = float(first)
        while minute < last - 1e-9:
            absolute = self.start + minute
            step = min(60 - absolute % 60, last - minute)
            found += [(int((day * 24 + absolute // 60) % 168), step / 60 / len(days)) for day in days]
            minute += step
        return found


def shift_of(hours: str | int) -> Shift:
    """The shift from `22-06`, `fri 22-06`, `22:30-06:30`, or a number of hours.

    Raises:
        ToolError: it is neither, or longer than 16 hours.
    """
    text = str(hours).strip()
    if re.fullmatch(r"\d{1,2}(\.\d)?\s*(h|hours?)?", text):
        minutes = round(float(re.match(r"[\d.]+", text)[0]) * 60)  # type: ignore[index]  # the line above has matched
        shift = Shift(DEFAULT_START, minutes, stated=False)
    elif match := _RANGE.fullmatch(text):
        day, h1, m1, h2, m2 = match.groups()
        start, end = int(h1) * 60 + int(m1 or 0), int(h2) * 60 + int(m2 or 0)
        if int(h1) > 24 or int(h2) > 24 or int(m1 or 0) > 59 or int(m2 or 0) > 59 or (day and day.lower() not in DAYS):
            raise ToolError(f"{text!r} are no hours of a shift. Write 22-06, fri 22-06, or a number of hours such as 8.")
        shift = Shift(start % 1440, (end - start) % 1440 or 1440, DAYS.index(day.lower()) if day else None)
    else:
        raise ToolError(f"{text!r} are no hours of a shift. Write 22-06, fri 22-06, or a number of hours such as 8.")
    if not 0 < shift.minutes <= _LONGEST:
        raise ToolError(f"A shift of {shift.minutes / 60:g} hours cannot be planned: it must last up to {_LONGEST // 60} hours.")
    return shift
