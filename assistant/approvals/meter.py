"""How long those who approve look at what they approve."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from assistant.approvals.approval import HASTY_SECONDS, Approval


@dataclass(frozen=True)
class Reviewer:
    """One person's decisions."""

    by: str
    decisions: int
    median_seconds: float | None
    """Of those that were made on what the person had seen."""
    hasty: int
    """Decisions made within `HASTY_SECONDS`, or unseen."""


def reviewers(approvals: Iterable[Approval]) -> list[Reviewer]:
    """Everybody who decided, by name."""
    seconds: dict[str, list[float | None]] = {}
    for each in approvals:
        if each.outcome is not None:
            seconds.setdefault(each.outcome.by, []).append(each.outcome.seconds)
    found = []
    for by, all_seconds in sorted(seconds.items()):
        looked = [one for one in all_seconds if one is not None]
        hasty = sum(one is None or one < HASTY_SECONDS for one in all_seconds)
        found.append(Reviewer(by, len(all_seconds), median(looked) if looked else None, hasty))
    return found
