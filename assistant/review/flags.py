"""Somebody who works on the case says that an answer is wrong, or rests on the wrong evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.accounts import Right
from assistant.ledger import LedgerEvent
from assistant.review.record import intact
from assistant.review.transcript import Transcript, transcripts
from assistant.review.verdicts import LONGEST, holding
from assistant.session import Session
from tools.errors import ToolError

FLAG = "flag"
As = Literal["wrong", "evidence"]
"""The answer is wrong; or it is not what its evidence says, or rests on the wrong evidence."""


@dataclass(frozen=True)
class Flag:
    """One flag."""

    seq: int
    """Number of its event."""
    of: int
    """The question, by the number of its event."""
    on: int
    """The answer, by the number of its event."""
    what: As
    comment: str
    expected: str
    """What would have been right, in words, with the numbers of the exhibits that it should rest on; empty where that is not known."""
    by: str
    at: datetime


def flag(session: Session, seq: int, what: As, comment: str, expected: str = "") -> Flag:
    """Flag the answer with a number in the record.

    Args:
        session: the open case; its officer flags.
        seq: of the answer's event, or of its question's.
        what: what is wrong.
        comment: why.
        expected: what would have been right.

    Raises:
        NotAllowed: the officer may not flag.
        ToolError: there is no such answer, or no comment.
        LedgerDamaged: the record is not intact.
    """
    session.require(Right.FLAG)
    about = holding(transcripts(intact(session)), seq)
    if about.kind != "question" or about.end is about.first:
        raise ToolError(f"No. {seq} is no answer: give the number that stands below it (“record no.”).")
    said, right = " ".join(comment.split()), " ".join(expected.split())
    if not 3 <= len(said) <= LONGEST or len(right) > LONGEST or not (said + right).isprintable():
        raise ToolError(f"Say what is wrong with it, in 3 to {LONGEST} characters that can be seen (--comment).")
    return _read(session.record(FLAG, {"of": about.seq, "on": about.end.seq, "as": what, "comment": said, "expected": right}))


def flags_of(about: Transcript) -> list[Flag]:
    """The flags on an answer, in order."""
    return [_read(event) for event in about.reviews if event.event == FLAG]


def flagged(found: Sequence[Transcript]) -> list[tuple[Transcript, list[Flag]]]:
    """The answers that somebody flagged, each with its flags."""
    return [(each, flags) for each in found if (flags := flags_of(each))]


def _read(event: LedgerEvent) -> Flag:
    data = event.data
    at = datetime.fromisoformat(event.time)
    return Flag(event.seq, data["of"], data["on"], data["as"], data["comment"], data["expected"], event.officer, at)
