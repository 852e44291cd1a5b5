"""What was begun outside working hours."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from assistant.review.transcript import Transcript
from assistant.working_hours import WorkingHours

IN_A_ROW = timedelta(minutes=15)
"""Calls and acts of one officer with no longer pause between them are one stretch of work: a night's processing is looked at once."""


def off_shift(found: Sequence[Transcript], hours: WorkingHours) -> Mapping[int, str]:
    """By the number of a transcript, that it was begun outside working hours: each question, and the first of calls and acts in a row."""
    reasons = {}
    rows: dict[str, list[Transcript]] = {}
    for each in found:
        if not hours.outside(each.officer, each.at):
            continue
        row = rows.get(each.officer, [])
        if each.kind == "question":
            reasons[each.seq] = _words([each], hours)
            continue
        rows[each.officer] = row = [*row, each] if row and each.at - row[-1].at <= IN_A_ROW else [each]
        reasons[row[0].seq] = _words(row, hours)
    return reasons


def _words(row: Sequence[Transcript], hours: WorkingHours) -> str:
    begun = f"begun on {row[0].at.astimezone(hours.zone):%A %H:%M}, outside the working hours that are set"
    return begun if len(row) == 1 else f"{begun}, with {len(row) - 1} more in a row up to no. {row[-1].seq}"
