"""A custodian releases what lies in quarantine, or keeps it closed."""

from assistant.accounts import Right
from assistant.locks.custodian import may_release
from assistant.locks.recording import recorder
from assistant.session import Session
from assistant.verification.examiners import is_among
from tools.errors import ToolError
from tools.locks import quarantine
from tools.locks.quarantine import Held


def decide(session: Session, exhibit: str, reason: str, by: str, *, keep: bool = False) -> list[Held]:
    """Release an exhibit with what was closed because of it, or confirm that it stays closed.

    Args:
        session: the open case.
        exhibit: by its id.
        reason: why; it is kept.
        by: who decides; not an officer of the enquiry.
        keep: it stays closed.

    Raises:
        NotAllowed: the officer is no custodian of this case.
        ToolError: this person may not, it is not in quarantine, or no reason is given.
        NoSuchExhibit: there is none.
    """
    session.require(Right.RELEASE)
    if not session.standing.single_user and not is_among(by, [session.officer]):
        raise ToolError(f"You are logged in as {session.officer} and cannot decide in the name of {by}: each custodian logs in.")
    custodian = may_release(session, session.case.look_up(exhibit).id, by)
    verdict: quarantine.Verdict = "kept" if keep else "released"
    return quarantine.decide(session.case, exhibit, verdict, reason, custodian, recorder(session, "release"))
