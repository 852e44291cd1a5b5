"""Writing the decisions about locks to the ledger."""

from typing import Literal

from assistant.session import Session
from tools.locks.records import Hears, Record

Event = Literal["privilege_list", "quarantine", "release", "caution", "scope", "hold", "retention_rule"]


def recorder(session: Session, event: Event) -> Hears:
    """Hears of records and writes each as an event. It names exhibits and entries of lists, and nothing that an exhibit says."""

    def recorded(record: Record) -> None:
        session.record(event, record.event())

    return recorded


def quarantined(session: Session) -> Hears:
    """Hears of exhibits that are put into quarantine."""
    return recorder(session, "quarantine")
