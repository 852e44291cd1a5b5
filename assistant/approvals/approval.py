"""A run that waits, and what was decided on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from assistant.router import Route, RoutedCall

UNANSWERED = timedelta(days=7)
"""How long a run waits. No answer by then means no."""
Decision = Literal["approve", "edit", "reject"]
Status = Literal["waiting", "approved", "edited", "rejected", "unanswered"]


@dataclass(frozen=True)
class Outcome:
    """What somebody decided."""

    decision: Decision
    by: str
    at: datetime
    reason: str
    seconds: float | None
    """Since that person first saw it; None where it was decided unseen."""
    args: Mapping[str, Any] | None = None
    """The arguments of the call, where they were edited."""


@dataclass(frozen=True)
class Approval:
    """One run that waits or waited."""

    id: str
    """`AP-0001`, counted through the case."""
    run: str
    """Names the kept state of the run."""
    question: str
    route: Route
    waiting: tuple[str, ...]
    """Ids of the calls that wait (`call-0`, counted among those of the route that can be made)."""
    asked_by: str
    asked_at: datetime
    outcome: Outcome | None = None
    ended: int | None = None
    """Number of the event with what came of the run after the decision; None while it has not been gone on with."""

    @property
    def left(self) -> bool:
        """Whether it was decided and not gone on with: the program was killed in between, or nobody has done it yet."""
        return self.outcome is not None and self.ended is None

    @property
    def calls(self) -> list[RoutedCall]:
        """The calls that wait."""
        return [call for id_, call in numbered(self.route).items() if id_ in self.waiting]

    def status(self, now: datetime) -> Status:
        """What it is at a time."""
        if self.outcome is not None:
            told: dict[Decision, Status] = {"approve": "approved", "edit": "edited", "reject": "rejected"}
            return told[self.outcome.decision]
        return "waiting" if now < self.asked_at + UNANSWERED else "unanswered"


def numbered(route: Route) -> dict[str, RoutedCall]:
    """The calls of a route that can be made, by the ids under which the loop makes them."""
    return {f"call-{n}": call for n, call in enumerate(call for call in route.calls if call.blocked is None)}
