"""The events of a case, to look something up in."""

from assistant.ledger import LedgerDamaged, LedgerEvent
from assistant.ledger.verify import events
from assistant.session import Session


def recorded(session: Session) -> list[LedgerEvent]:
    """Every event in order; LedgerDamaged when the record cannot be read."""
    try:
        return list(events(session.case.folder))
    except ValueError as error:
        raise LedgerDamaged(f"The record of the case cannot be read ({error}).") from error
