"""Who may judge a candidate: the one place that is asked. Roles and accounts, when there are some, are asked for here."""

import unicodedata
from collections.abc import Sequence

from assistant.accounts import Right
from assistant.session import Session
from assistant.verification.recorded import recorded
from tools.errors import ToolError
from tools.evidence import Candidate

LONGEST = 100
"""Characters of a name."""


def may_judge(session: Session, candidate: Candidate, examiner: str) -> None:
    """Pass, or refuse an examiner who is not independent.

    Who ran the search has seen the score, the rank and the other candidates before any feature was compared, and who enrolled the
    person wants the gallery to be of use: neither judges (on such bias: Dror and others, "Linear Sequential Unmasking-Expanded",
    Forensic Science International: Synergy 3, 2021). The record says who did what.

    Raises:
        NotAllowed: who works here is no examiner of this case.
        ToolError: this examiner may not judge this candidate.
        LedgerDamaged: the record cannot be read.
    """
    session.require(Right.JUDGE)
    if not session.standing.single_user and not is_among(examiner, [session.officer]):
        raise ToolError(f"You are logged in as {session.officer} and cannot judge in the name of {examiner}: each examiner logs in.")
    if is_among(examiner, searched_by(session, candidate)):
        raise ToolError(
            f"{examiner} ran the search that found this candidate and has seen its score and rank: an examiner judges without them. "
            "Let two others judge (--by NAME)."
        )
    if is_among(examiner, enrolled_by(session, candidate)):
        raise ToolError(
            f"{examiner} put this person into the gallery {candidate.gallery!r} and does not judge. Let two others judge (--by NAME)."
        )


def searched_by(session: Session, candidate: Candidate) -> list[str]:
    """The officers who ran a search that found a candidate, by the record."""
    ran = (event.officer for event in recorded(session) if event.event == "tool_call" and candidate.id in event.data.get("evidence", ()))
    return sorted(set(ran))


def enrolled_by(session: Session, candidate: Candidate) -> list[str]:
    """The officers who put pictures of a candidate into a gallery, by the record."""
    added = (e.officer for e in recorded(session) if e.event == "gallery_add" and e.data.get("candidate") == candidate.candidate)
    return sorted(set(added))


def named(examiner: str) -> str:
    """The name of an examiner as it is kept: one line, with single spaces.

    Raises:
        ToolError: it is no name.
    """
    name = " ".join(unicodedata.normalize("NFKC", examiner).split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise ToolError(f"Say who judges: a name of 1 to {LONGEST} characters on one line (--by NAME).")
    return name


def is_among(examiner: str, names: Sequence[str]) -> bool:
    """Whether an examiner is one of several persons, however the name is written."""
    return _key(examiner) in map(_key, names)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
