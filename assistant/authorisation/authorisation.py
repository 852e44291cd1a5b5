"""An authorisation as it stands: what was asked for, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from assistant.authorisation.terms import Terms

URGENT = timedelta(hours=48)
"""How long an urgent use may go without a decision (AI Act, Article 26(10))."""
Decision = Literal["approved", "rejected", "revoked"]
Status = Literal["asked", "urgent", "approved", "rejected", "revoked", "expired", "lapsed"]
"""`urgent`: may be used, and the clock runs; `lapsed`: the clock ran out."""


@dataclass(frozen=True)
class Decided:
    """What somebody decided."""

    decision: Decision
    by: str
    at: datetime
    reason: str
    authorised_by: str | None = None
    """The authority, where it was named only with the approval of an urgent use."""
    number: str | None = None


@dataclass(frozen=True)
class Authorisation:
    """One authorisation of a case."""

    id: str
    """`AU-0001`, counted through the case."""
    terms: Terms
    gallery: str | None
    """Id of the gallery: one that is made anew under the same name is another."""
    asked_by: str
    asked_at: datetime
    decided: tuple[Decided, ...] = ()

    def status(self, now: datetime) -> Status:
        """What it is at a time."""
        last = self.decided[-1] if self.decided else None
        if last is not None and last.decision != "approved":
            return last.decision
        if last is None and self.terms.urgent and now >= self.asked_at + URGENT:
            return "lapsed"
        if now >= self.terms.expires:
            return "expired"
        if last is not None:
            return "approved"
        return "urgent" if self.terms.urgent else "asked"

    def stands(self, now: datetime) -> bool:
        """Whether something may be done on it."""
        return self.status(now) in ("approved", "urgent")

    @property
    def was_approved(self) -> bool:
        """Whether somebody ever approved it: what was done on it until it was revoked stays."""
        return any(decided.decision == "approved" for decided in self.decided)

    @property
    def number(self) -> str | None:
        """Of the decision of the authority."""
        later = [decided.number for decided in self.decided if decided.number is not None]
        return later[-1] if later else self.terms.number
