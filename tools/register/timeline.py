"""What the exhibits date: each date with its sentence, in the order of time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tools.case import Case
from tools.evidence import Citation
from tools.register.against import Surroundings
from tools.register.entries import Entry, Register
from tools.register.mention import Mention
from tools.register.texts import Surrounding

_NEAR = 25
"""Characters between a date and the time of day that belongs to it."""
_YEAR, _MONTH = re.compile(r"(\d{4})"), re.compile(r"(\d{4})-(\d\d)")
_WEEK, _DAY = re.compile(r"(\d{4})-W(\d\d)"), re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_UNTIL = re.compile(r"(?: ?h(?:rs|ours)?)? ?(?:to|until|till|and|-|–|—) ?", re.IGNORECASE)
"""What stands between the beginning and the end of a time: from 20:00 to 22:15."""
_NO_NAMES = frozenset({"date", "time", "money"})


@dataclass(frozen=True)
class Event:
    """A sentence that says when something was."""

    when: str
    """ISO 8601: a day with its time where that is stated beside it, a day, a week, a month or a year."""
    starts: datetime
    """The first moment of it; without a time zone, since exhibits state none."""
    ends: datetime
    """The moment after it."""
    exhibit: str
    sentence: str
    citations: tuple[Citation, ...]
    """Of the sentence."""
    evidence: str
    """Id of the date."""
    written: str
    """The date as it stands there."""
    note: str | None
    """What it was resolved against, or what is left open."""
    entries: tuple[Entry, ...]
    """Who and what the sentence names."""


@dataclass(frozen=True)
class Undated:
    """A date that cannot be placed in time."""

    exhibit: str
    written: str
    citations: tuple[Citation, ...]
    reason: str


@dataclass(frozen=True)
class Timeline:
    """Everything that is dated in a case."""

    events: tuple[Event, ...]
    """In the order of time."""
    undated: tuple[Undated, ...]
    """In the order of the exhibits."""


def timeline(case: Case, found: Register) -> Timeline:
    """The dated sentences of a case. A date in a sentence does not say that what the sentence tells of was on that day: the sentence
    stands with it."""
    surroundings = Surroundings(case)
    holder = {mention: entry for entry in found.entries for mention in entry.mentions}
    events, undated = [], []
    for mention in (mention for entry in found.entries if entry.type == "date" for mention in entry.mentions):
        span, sentence = days(mention.value), surroundings.of(mention)
        if span is None or sentence is None:
            undated.append(Undated(mention.exhibit, mention.written, mention.citations, mention.note or "no day, month or year is stated"))
            continue
        inside = [each for each in found.in_exhibit(mention.exhibit) if sentence.span[0] <= each.span[0] < sentence.span[1]]
        events.append(_event(mention, span, sentence, inside, [holder[each] for each in inside if each.type not in _NO_NAMES]))
    order = sorted(events, key=lambda event: (event.starts, event.ends, event.exhibit, event.citations[0].fragment, event.sentence))
    return Timeline(tuple(order), tuple(undated))


def days(value: str) -> tuple[date, date] | None:
    """The first day of what an ISO 8601 value says and the day after it; None where it is none of day, week, month and year."""
    try:
        if match := _DAY.fullmatch(value):
            first = date(*map(int, match.groups()))
            return first, first + timedelta(1)
        if match := _WEEK.fullmatch(value):
            first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return first, first + timedelta(7)
        if match := _MONTH.fullmatch(value):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        if match := _YEAR.fullmatch(value):
            return date(int(match[1]), 1, 1), date(int(match[1]) + 1, 1, 1)
    except ValueError:  # no such day, or one that the calendar of this program does not reach
        return None
    return None


def _event(mention: Mention, span: tuple[date, date], sentence: Surrounding, inside: Sequence[Mention], entries: Sequence[Entry]) -> Event:
    clocks = _clocks(mention, inside, sentence) if span[1] - span[0] == timedelta(1) else None
    starts = datetime.combine(span[0], time.fromisoformat(clocks[0].value) if clocks else time.min)
    ends = (
        datetime.combine(span[0], time.fromisoformat(clocks[1].value)) + timedelta(minutes=1)
        if clocks
        else datetime.combine(span[1], time.min)
    )
    notes = [note for note in (mention.note, *(clock.note for clock in clocks or ())) if note]
    return Event(
        when=starts.isoformat(timespec="minutes") if clocks else mention.value,
        starts=starts,
        ends=ends,
        exhibit=mention.exhibit,
        sentence=sentence.text,
        citations=sentence.citations,
        evidence=mention.evidence[0],
        written=mention.written,
        note="; ".join(dict.fromkeys(notes)) or None,
        entries=tuple({entry.id: entry for entry in entries}.values()),
    )


def _clocks(mention: Mention, inside: Sequence[Mention], sentence: Surrounding) -> tuple[Mention, Mention] | None:
    """The time of day that stands closest to a date, in its sentence, twice; or the two between which something was."""
    clocks = sorted((each for each in inside if each.type == "time"), key=lambda each: each.span)
    away = [max(each.span[0] - mention.span[1], mention.span[0] - each.span[1]) for each in clocks]
    if not away or min(away) > _NEAR:
        return None
    near = away.index(min(away))
    for first in (near - 1, near):
        if 0 <= first < len(clocks) - 1 and clocks[first].value < clocks[first + 1].value:
            gap = sentence.text[clocks[first].span[1] - sentence.span[0] : clocks[first + 1].span[0] - sentence.span[0]]
            if _UNTIL.fullmatch(gap):
                return clocks[first], clocks[first + 1]
    return clocks[near], clocks[near]
