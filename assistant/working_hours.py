"""The hours in which people of a station work, as its setting says them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_STRETCH = re.compile(rf"(?P<first>[A-Z][a-z]{{2}})(?:-(?P<last>[A-Z][a-z]{{2}}))? (?P<begin>{_CLOCK})-(?P<end>{_CLOCK})")
_FORM = "Mon-Fri 07:00-19:00, Sat 08:00-12:00; ann=Mon-Sun 22:00-06:00"


@dataclass(frozen=True)
class Stretch:
    """Hours on some days of the week."""

    days: frozenset[int]
    """0 for Monday."""
    begin: time
    end: time
    """Not after `begin`: they go on into the next day. 24 hours where both are the same."""

    def holds(self, at: datetime) -> bool:
        """Whether a local time lies in them."""
        clock, today, yesterday = at.time(), at.weekday(), (at - timedelta(days=1)).weekday()
        if self.begin < self.end:
            return today in self.days and self.begin <= clock < self.end
        return (today in self.days and clock >= self.begin) or (yesterday in self.days and clock < self.end)


@dataclass(frozen=True)
class WorkingHours:
    """Whose hours are which."""

    station: tuple[Stretch, ...]
    """Of everybody who has none of their own; empty where none are set."""
    own: Mapping[str, tuple[Stretch, ...]]
    """By the officer's name."""
    zone: ZoneInfo

    def outside(self, officer: str, at: datetime) -> bool | None:
        """Whether an officer is not at work at a time; None where no hours are set."""
        hours = self.own.get(officer, self.station)
        local = at.astimezone(self.zone)
        return not any(stretch.holds(local) for stretch in hours) if hours else None


@cache
def working_hours(text: str, zone: str) -> WorkingHours:
    """The hours of a setting such as `Mon-Fri 07:00-19:00, Sat 08:00-12:00; ann=Mon-Sun 22:00-06:00`.

    Args:
        text: stretches with commas between them; those of one officer after the name and an equals sign; semicolons between them.
            Empty: none.
        zone: name of the IANA time zone in which they are meant.

    Raises:
        ValueError: it is not of this form, or there is no such zone.
    """
    try:
        where = ZoneInfo(zone)
    except (LookupError, ValueError, OSError):  # what is no key of the database may also be a folder of it
        raise ValueError(f"there is no time zone {zone!r} on this machine; a zone is called like Europe/Berlin") from None
    station: tuple[Stretch, ...] = ()
    own: dict[str, tuple[Stretch, ...]] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        name, equals, hours = part.rpartition("=")
        stretches = tuple(_stretch(one.strip()) for one in hours.split(","))
        if equals:
            own[name.strip()] = stretches
        elif station:
            raise ValueError(f"two parts are those of the station; hours are set like: {_FORM}")
        else:
            station = stretches
    return WorkingHours(station, own, where)


def _stretch(text: str) -> Stretch:
    found = _STRETCH.fullmatch(text)
    if found is None or not {found["first"], found["last"] or found["first"]} <= set(_DAYS):
        raise ValueError(f"{text!r} are no working hours; they are set like: {_FORM}")
    first, last = _DAYS.index(found["first"]), _DAYS.index(found["last"] or found["first"])
    days = frozenset(day % 7 for day in range(first, last + 1 if last >= first else last + 8))
    return Stretch(days, time.fromisoformat(found["begin"]), time.fromisoformat(found["end"]))
