"""Setting rules and holds: who may, and that each is an event of the ledger before it is final."""

from assistant.accounts import Right
from assistant.locks.recording import recorder
from assistant.session import Session
from tools.locks.records import Record
from tools.retention import holds, rules
from tools.retention.holds import Hold
from tools.retention.rules import Rule


def set_rule(session: Session, kind: str, days: int, basis: str, reason: str = "") -> Rule:
    """Set how long a kind is kept; NotAllowed, and errors as in `tools.retention.rules.set_rule`."""
    session.require(Right.RETAIN)
    return rules.set_rule(session.case, kind, days, basis, reason, session.officer, recorder(session, "retention_rule"))


def clear_rule(session: Session, kind: str, reason: str) -> Record:
    """Take a rule off; NotAllowed, and errors as in `tools.retention.rules.clear_rule`."""
    session.require(Right.RETAIN)
    return rules.clear_rule(session.case, kind, reason, session.officer, recorder(session, "retention_rule"))


def set_hold(session: Session, exhibit: str | None, reason: str, *, urgent: bool = False) -> Hold:
    """Stop deletion of one exhibit or of the whole case; NotAllowed, and errors as in `tools.retention.holds.set_hold`."""
    session.require(Right.HOLD)
    return holds.set_hold(session.case, exhibit, reason, session.officer, urgent=urgent, recorded=recorder(session, "hold"))


def lift_hold(session: Session, exhibit: str | None, reason: str) -> Record:
    """Take a hold off: for supervisors. NotAllowed, and errors as in `tools.retention.holds.lift_hold`."""
    session.require(Right.RETAIN)
    return holds.lift_hold(session.case, exhibit, reason, session.officer, recorder(session, "hold"))
