"""The record of a case as a reviewer reads it: whole, and only when it is intact."""

from assistant.ledger import LedgerDamaged, LedgerEvent, verify_case
from assistant.ledger.verify import events
from assistant.session import Session


def intact(session: Session) -> list[LedgerEvent]:
    """Every event in order.

    Raises:
        LedgerDamaged: the record is not what this station wrote: nothing is reviewed on it.
    """
    ledger = session.ledger
    verdict = verify_case(session.case.folder, session.case.id, {ledger.public}, ledger.station_head_path.parent)
    if not verdict.ok:
        raise LedgerDamaged(
            f"The record of the case is not intact, and nothing is reviewed on it: {verdict.reason} (`exhibit ledger verify`)."
        )
    return list(events(session.case.folder))
