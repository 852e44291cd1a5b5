"""A person confirms or corrects what a machine wrote down, or takes that back: kept in the case, and on record."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.accounts import Right
from assistant.session import Session
from tools import confirmations
from tools.case import Case
from tools.confirmations import Confirmation
from tools.errors import ToolError
from tools.evidence import Utterance
from tools.transcript import Line, Transcript, transcript

LONGEST = 5000
"""Characters of a correction; an utterance of the recogniser has 30 seconds at most, some 600 characters."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of writing round, and halves of characters: they hide what a text says."""

Reader = Callable[[Case, str], Transcript | None]
"""Gives the transcript of a recording as it stands, or None."""


@dataclass(frozen=True)
class Confirmed:
    """What came of it."""

    record: Confirmation
    before: Utterance
    """The utterance as it stood."""
    line: Line
    """The utterance as it stands now."""
    ledger_seq: int
    """Number of the event in the ledger."""


def confirm(
    session: Session,
    exhibit: str,
    evidence: str,
    text: str | None = None,
    *,
    seen: int | None = None,
    reader: Reader = transcript,
) -> Confirmed:
    """Say that an utterance is what is said there, or what is said there instead. From then on it may be cited.

    Args:
        session: the open case; its officer is the one who says so.
        exhibit: the recording. That its bytes are what they were is for the caller to make sure of.
        evidence: id of the utterance, the machine's own or that of the utterance as it stands.
        text: what is said there, as the person hears it; None: what the machine wrote.
        seen: number of the newest record of this utterance that the person has seen, 0 for none; None: the one that stands now.
        reader: gives the transcript of a recording.

    Raises:
        NotAllowed: the officer may not confirm in this case.
        ToolError: there is no such utterance, the text cannot be kept, or somebody else was faster.
        IntegrityError: what is stored is not what it was.
        LedgerDamaged: the record of the case is not what it was: nothing was confirmed.
    """
    session.require(Right.CONFIRM)
    line = read(session, exhibit, reader).line(evidence)
    said = None if text is None else _said(text)
    if said == line.made.text:
        said = None
    return _keep(session, line, "confirmed" if said is None else "corrected", said, seen, reader)


def withdraw(session: Session, exhibit: str, evidence: str, *, seen: int | None = None, reader: Reader = transcript) -> Confirmed:
    """Take back what was confirmed or corrected: the utterance is the machine's again. Arguments and errors as in `confirm`."""
    session.require(Right.CONFIRM)
    return _keep(session, read(session, exhibit, reader).line(evidence), "withdrawn", None, seen, reader)


def read(session: Session, exhibit: str, reader: Reader = transcript) -> Transcript:
    """The transcript of a recording; ToolError when there is none."""
    found = reader(session.case, exhibit)
    if found is None:
        raise ToolError(f"{exhibit} has not been transcribed yet: run `exhibit process`.")
    return found


def _said(text: str) -> str:
    """A text as one line."""
    if (hidden := _UNREADABLE.search(text)) is not None:
        raise ToolError(f"The text has a character that cannot be seen (U+{ord(hidden[0]):04X}): leave it out.")
    said = " ".join(text.split())
    if not said:
        raise ToolError("The text is empty: write what is said there.")
    if len(said) > LONGEST:
        raise ToolError(f"The text has {len(said):,} characters; an utterance has {LONGEST:,} at most.")
    return said


def _keep(session: Session, line: Line, verdict: confirmations.Verdict, text: str | None, seen: int | None, reader: Reader) -> Confirmed:
    exhibit = line.made.citations[0].exhibit
    events: list[int] = []

    def recorded(record: Confirmation) -> None:
        """The event is written before the record is final: nothing is confirmed that is not in the ledger."""
        data = {
            "number": record.number,
            "id": record.id,
            "exhibit": exhibit,
            "evidence": record.evidence,
            "fragment": line.made.citations[0].fragment,
            "verdict": verdict,
            "before": line.stands.text,
            "after": line.made.text if text is None else text,
        }
        events.append(session.record("confirmation", data).seq)

    if seen is None:
        seen = line.newest.number if line.newest is not None else 0
    record = confirmations.add(session.case, exhibit, line.evidence, verdict, text, session.officer, seen=seen, recorded=recorded)
    return Confirmed(record, line.stands, read(session, exhibit, reader).line(line.evidence), events[0])
