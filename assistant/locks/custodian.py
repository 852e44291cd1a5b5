"""Who may release what lies in quarantine: the one place that is asked. Roles and accounts, when there are some, are asked for here."""

from assistant.session import Session
from assistant.verification.examiners import is_among, named
from assistant.verification.recorded import recorded
from tools.errors import ToolError

_ENQUIRY = frozenset(
    "case_new question route tool_call answer refused failed exhibit_added exhibit_rejected view confirmation speaker_name indexed "
    "gallery_new gallery_add caution scope glossary".split()
)
"""Events by which an officer has worked on the enquiry. Keeping the list of privileged correspondents, and releasing, are not among
them: that is the custodian's own work."""


def may_release(session: Session, exhibit: str, by: str) -> str:
    """Pass, or refuse somebody who works on the enquiry: who wants to know what the letter says does not decide whether it may be read.

    Args:
        session: the open case.
        exhibit: to be released or kept closed.
        by: who decides.

    Returns:
        The name as it is kept.

    Raises:
        ToolError: this person may not, or no name is given.
        LedgerDamaged: the record cannot be read.
    """
    custodian = named(by)
    if is_among(custodian, officers(session)):
        raise ToolError(
            f"{custodian} works on this enquiry by its record and does not decide on {exhibit}: a custodian does who takes no part in it "
            "(--by NAME)."
        )
    return custodian


def officers(session: Session) -> list[str]:
    """Everybody who has worked on the enquiry by its record, and who added its exhibits."""
    worked = {event.officer for event in recorded(session) if event.event in _ENQUIRY}
    return sorted(worked | {exhibit.added_by for exhibit in session.case.exhibits()})
