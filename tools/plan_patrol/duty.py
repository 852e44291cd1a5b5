"""What an officer says of the units and of appointments, and what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.errors import ToolError
from tools.plan_patrol.shift import Shift

_CREW = re.compile(
    r"(?P<kind>car|foot)(?:\s+(?P<from>\d{1,2}(?::\d{2})?)\s*(?:-|–|to)\s*(?P<to>\d{1,2}(?::\d{2})?))?"
    r"(?:\s+skills?\s+(?P<skills>[\w+ -]+?))?(?:\s+start\s+(?P<start>.+?))?(?:\s+end\s+(?P<end>.+?))?",
    re.IGNORECASE,
)
_APPOINTMENT = re.compile(
    r"(?P<at>\d{1,2}:\d{2})(?:\s*(?:-|–|to)\s*(?P<until>\d{1,2}:\d{2}))?\s+(?:at\s+)?(?P<place>.+?)\s+for\s+(?P<minutes>\d{1,3})(?:\s*min\w*)?"
    r"(?:\s+skill\s+(?P<skill>[\w-]+))?",
    re.IGNORECASE,
)
_FORM_CREW = "car 22:00-02:00 skills dog start 51.5,-0.1 end 51.5,-0.1; foot"
_FORM_APPOINTMENT = "23:30 at 51.51,-0.09 for 20 skill dog; 01:00-01:30 at town hall for 15"


@dataclass(frozen=True)
class CrewSaid:
    """A unit as it was described; places are still words."""

    on_foot: bool
    begins: int
    """Minute of the shift, and below."""
    ends: int
    skills: frozenset[str]
    start: str | None
    end: str | None


@dataclass(frozen=True)
class AppointmentSaid:
    """An appointment as it was described; the place is still words."""

    earliest: int
    """Minute of the shift at which it begins, at the earliest, and below at the latest."""
    latest: int
    place: str
    minutes: int
    skill: str = ""


def crews_said(text: str, units: int, shift: Shift) -> tuple[CrewSaid, ...]:
    """The units, separated by semicolons; those that are not described are cars for the whole shift.

    Raises:
        ToolError: a description is not understood, there are more than units, or hours outside of the shift.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > units:
        raise ToolError(f"{len(parts)} units are described, but there are {units}. Give units={len(parts)}.")
    found = []
    for part in parts:
        match = _CREW.fullmatch(part)
        if match is None:
            raise ToolError(f"{part!r} is not understood as a unit. Write them as: {_FORM_CREW}.")
        begins = 0 if match["from"] is None else minute_of(match["from"], shift)
        ends = shift.minutes if match["to"] is None else minute_of(match["to"], shift, ends=True)
        if begins >= ends:
            raise ToolError(f"The hours of {part!r} are not inside of the shift, {shift.clock(0)} to {shift.clock(shift.minutes)}.")
        skills = frozenset(word.casefold() for word in re.split(r"[+ ]+", match["skills"] or "") if word)
        found.append(CrewSaid(match["kind"].lower() == "foot", begins, ends, skills, match["start"], match["end"]))
    return (*found, *[CrewSaid(False, 0, shift.minutes, frozenset(), None, None)] * (units - len(found)))


def appointments_said(text: str, shift: Shift) -> tuple[AppointmentSaid, ...]:
    """The appointments, separated by semicolons.

    Raises:
        ToolError: one is not understood, or outside of the shift.
    """
    found = []
    for part in (part.strip() for part in text.split(";") if part.strip()):
        match = _APPOINTMENT.fullmatch(part)
        if match is None:
            raise ToolError(f"{part!r} is not understood as an appointment. Write them as: {_FORM_APPOINTMENT}.")
        at = minute_of(match["at"], shift)
        until = at if match["until"] is None else minute_of(match["until"], shift, ends=True)
        minutes = int(match["minutes"])
        if until < at or at + minutes > shift.minutes or not minutes:
            raise ToolError(f"The appointment {part!r} does not end inside of the shift, which ends at {shift.clock(shift.minutes)}.")
        found.append(AppointmentSaid(at, until, match["place"], minutes, (match["skill"] or "").casefold()))
    return tuple(found)


def minute_of(clock: str, shift: Shift, ends: bool = False) -> int:
    """The minute of the shift at a time of day, `22` or `22:30`; with `ends` the shift's own end is meant by its start's time.

    Raises:
        ToolError: it is no time of day, or outside of the shift.
    """
    hour, _, minute = clock.partition(":")
    if not (hour.isdigit() and int(hour) <= 24 and (not minute or (minute.isdigit() and int(minute) < 60))):
        raise ToolError(f"{clock!r} is no time of day. Write it as 23:10.")
    found = (int(hour) * 60 + int(minute or 0) - shift.start) % 1440
    if found == 0 and ends:
        found = 1440
    if found > shift.minutes:
        raise ToolError(f"{clock} is outside of the shift, {shift.clock(0)} to {shift.clock(shift.minutes)}.")
    return found


def lacking(said: Sequence[AppointmentSaid], crews: Sequence[CrewSaid]) -> str | None:
    """The skill that an appointment needs and no unit has; None where all are there."""
    there = frozenset[str]().union(*(crew.skills for crew in crews))
    return next((one.skill for one in said if one.skill and one.skill not in there), None)
