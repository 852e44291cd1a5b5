"""How long those who approve look at what they approve."""

from collections.abc import Iterable

from assistant.approvals.approval import Approval
from assistant.review.meter import Reviewer, metered


def reviewers(approvals: Iterable[Approval]) -> list[Reviewer]:
    """Everybody who decided, by name; the meter of reviews counts in the same way."""
    return metered((each.outcome.by, each.outcome.seconds) for each in approvals if each.outcome is not None)
