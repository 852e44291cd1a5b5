"""Looks at exhibits, on record with what they are for: the justification of a consultation (Article 25 of Directive (EU) 2016/680)."""

from collections.abc import Mapping

from assistant.accounts import Right
from assistant.ledger import LedgerEvent
from assistant.session import Session
from tools.errors import CaseError, ToolError

SHORTEST, LONGEST = 3, 200
"""Characters of a purpose."""
PURPOSES = ("Enquiry into the offence", "Preparing an interview", "Reviewing what was done", "Preparing disclosure")
"""What is offered; anything else is said in the officer's own words."""


class PurposeMissing(CaseError):
    """Who looks at a case must say what for first."""


def purpose_of(words: str) -> str:
    """A purpose as it is kept; ToolError when it says nothing."""
    said = " ".join(words.split())
    if not SHORTEST <= len(said) <= LONGEST or not said.isprintable():
        raise ToolError(f"Say what you look at this case for, in {SHORTEST} to {LONGEST} characters.")
    return said


def may_view(session: Session, *, blind: bool = False) -> None:
    """Pass where the officer may look at exhibits of the case now.

    Args:
        session: the open case.
        blind: only at a candidate to be judged, which examiners may who see nothing else.

    Raises:
        NotAllowed: the officer holds no role that may.
        PurposeMissing: the station has accounts, and it was not said what the look is for.
    """
    if not (blind and session.standing.holds(Right.JUDGE)):
        session.require(Right.VIEW)
    if session.purpose is None and not session.standing.single_user:
        raise PurposeMissing(
            "Say first what you look at this case for: it is on record with each look (on the command line --purpose or EXHIBIT_PURPOSE)."
        )


def viewed(session: Session, look: Mapping[str, object], *, blind: bool = False) -> LedgerEvent:
    """Put a look on record: at which exhibit and place in it, and how it came about. Arguments and errors as for `may_view`."""
    may_view(session, blind=blind)
    return session.record("view", dict(look))
