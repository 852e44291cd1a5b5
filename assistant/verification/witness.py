"""What is kept of verdicts, held against the record of the case."""

from collections.abc import Iterable

from assistant.session import Session
from assistant.verification.recorded import recorded
from tools.errors import IntegrityError
from tools.evidence import Candidate, Evidence
from tools.verification import Lead, applied, leads
from tools.verification import lead as stored


def as_they_stand(session: Session, made: Iterable[Evidence]) -> list[Evidence]:
    """Evidence with what examiners made of its candidates.

    Raises:
        IntegrityError: a verdict that is kept was never recorded: somebody put it into the case's database.
        LedgerDamaged: the record cannot be read.
    """
    found = applied(session.case, list(made))
    judged = {item.id for item in found if isinstance(item, Candidate) and item.verification != "unverified"}
    if judged:
        _witnessed(session, [stored(session.case, evidence) for evidence in sorted(judged)])
    return found


def lead(session: Session, evidence: str) -> Lead:
    """One candidate; ToolError when there is none, and errors as in `as_they_stand`."""
    found = stored(session.case, evidence)
    _witnessed(session, [found])
    return found


def all_leads(session: Session) -> list[Lead]:
    """Every candidate of a case; errors as in `as_they_stand`."""
    found = leads(session.case)
    _witnessed(session, found)
    return found


def _witnessed(session: Session, found: Iterable[Lead]) -> None:
    verdicts = [verdict.record for lead in found for verdict in lead.verdicts]
    if not verdicts:
        return
    events = {(event.data.get("id"), event.data.get("commitment")) for event in recorded(session) if event.event == "verification"}
    for verdict in verdicts:
        if (verdict.id, verdict.commitment) not in events:
            raise IntegrityError(
                f"The verdict {verdict.id} on {verdict.evidence} is kept in the case but not on record: it does not count."
            )
