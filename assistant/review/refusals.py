"""Many refusals in a short time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from assistant.review.kinds import refusal
from assistant.review.transcript import Transcript

MANY = 5
"""So many refusals of one officer count as many; set by hand."""
WITHIN = timedelta(minutes=15)
"""The time in which they fall; set by hand."""


def bursts(found: Sequence[Transcript]) -> Mapping[int, str]:
    """By the number of each transcript that is at least the fifth refusal of its officer within a quarter of an hour: the reason to look.

    Refused is what was not answered, what lacked an authorisation, and what waits for an approval. One transcript is one refusal.
    """
    by_officer: dict[str, list[Transcript]] = {}
    for each in found:
        if any(map(refusal, each.events)):
            by_officer.setdefault(each.officer, []).append(each)
    reasons = {}
    for refused in by_officer.values():
        for position, last in enumerate(refused):
            near = [each for each in refused[: position + 1] if last.at - each.at <= WITHIN]
            if len(near) >= MANY:
                numbers = ", ".join(str(each.seq) for each in near)
                reasons[last.seq] = f"{len(near)} refusals within {WITHIN.seconds // 60} minutes (nos. {numbers})"
    return reasons
