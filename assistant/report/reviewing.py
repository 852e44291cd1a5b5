"""Peer review: another person than those who made a draft says whether it may be released."""

from typing import Literal

from assistant.accounts import NotAllowed, Right
from assistant.report.drafting import LONGEST
from assistant.report.recorded import REVIEWED, Drafted, find
from assistant.session import Session
from assistant.verification.examiners import is_among
from tools.errors import ToolError


def review(session: Session, report: str | None, verdict: Literal["approved", "returned"], remark: str) -> Drafted:
    """Approve a draft for release, or return it to those who made it.

    Args:
        session: the open case, in the name of the reviewer.
        report: id of the report; None for the newest.
        verdict: what is said of it.
        remark: why, in words.

    Raises:
        NotAllowed: the reviewer has no role in which answers are judged, or drafted, edited or remarked.
        ToolError: it is released, or nothing is said.
    """
    session.require(Right.FLAG)
    drafted = find(session, report)
    if drafted.release is not None:
        raise ToolError(f"{drafted.id} is released: there is nothing to review.")
    if is_among(session.officer, drafted.authors):
        raise NotAllowed(f"{session.officer} drafted or edited {drafted.id} and does not review it: let somebody else (--by NAME).")
    said = " ".join(remark.split())
    if not 3 <= len(said) <= LONGEST:
        raise ToolError(f"Say what you looked at and what you make of it, in 3 to {LONGEST} characters (--remark).")
    session.record(REVIEWED, {"report": drafted.id, "verdict": verdict, "remark": said, "content": drafted.content})
    return find(session, drafted.id)
