"""A supervisor's verdicts and looks, each an event of the record: none is changed, a later one stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assistant.accounts import NotAllowed, Right
from assistant.review.record import intact
from assistant.review.transcript import Transcript, transcripts
from assistant.session import Session
from tools.errors import ToolError

VIEWED, GIVEN = "review_view", "review_verdict"
Verdict = Literal["accepted", "corrected", "refused"]
"""It stands; it stands but for what the comment says; it does not stand."""
LONGEST = 2000
"""Characters of a comment."""


@dataclass(frozen=True)
class Review:
    """One verdict."""

    seq: int
    """Number of its event."""
    of: int
    """The transcript, by the number of its first event."""
    on: int
    """What is judged, by the number of its event: the answer, a call or something that was done."""
    verdict: Verdict
    comment: str
    by: str
    at: datetime
    seconds: float | None
    """Since this person was first shown the transcript; None where it was judged unseen."""


def look(session: Session, what: str, of: int | None = None) -> None:
    """Put on record that a reviewer looks at the queue, at the statistics or at a transcript (`of`). From the first look at a transcript
    on, the time of this person's verdicts on it is measured."""
    session.record(VIEWED, {"what": what} | ({} if of is None else {"of": of}))


def transcript_of(session: Session, seq: int) -> Transcript:
    """The transcript that an event belongs to.

    Raises:
        NotAllowed: the officer may not review.
        ToolError: there is none.
        LedgerDamaged: the record is not intact.
    """
    session.require(Right.REVIEW)
    return holding(transcripts(intact(session)), seq)


def holding(found: list[Transcript], seq: int) -> Transcript:
    """The one of some transcripts that an event belongs to, or ToolError."""
    for each in found:
        if any(event.seq == seq for event in (*each.events, *each.reviews)):
            return each
    raise ToolError(f"Nothing that is reviewed has number {seq} in the record of this case: see `exhibit review queue`.")


def judge(session: Session, seq: int, verdict: Verdict, comment: str = "") -> Review:
    """Give a verdict on a call, by its number, or on the whole that an event belongs to.

    Args:
        session: the open case; its officer is the reviewer.
        seq: number of a tool call's event, or of any other event of a transcript.
        verdict: what is judged.
        comment: why; needed for every verdict but `accepted`.

    Raises:
        NotAllowed: the officer may not review, or took part in it.
        ToolError: there is no such event, or no comment.
        LedgerDamaged: the record is not intact.
    """
    about = transcript_of(session, seq)
    if session.officer in about.people:
        alone = " On a station without accounts there is nobody else: make accounts (`exhibit accounts new`)."
        raise NotAllowed(
            f"{session.officer} took part in no. {about.seq}: somebody else must review it.{alone if session.standing.single_user else ''}"
        )
    said = " ".join(comment.split())
    if len(said) > LONGEST or not said.isprintable() or (verdict != "accepted" and len(said) < 3):
        raise ToolError(
            f"Say what is wrong with it, in 3 to {LONGEST} characters that can be seen (--comment); only “accepted” needs none."
        )
    on = seq if seq in {call.seq for call in about.calls} else about.end.seq
    event = session.record(
        GIVEN, {"of": about.seq, "on": on, "verdict": verdict, "comment": said, "seconds": _seconds(about, session.officer)}
    )
    about.reviews.append(event)
    return list(reviews_of(about))[-1]


def reviews_of(about: Transcript, on: int | None = None) -> Iterator[Review]:
    """The verdicts on a transcript in order, or those on one of its events."""
    for event in about.reviews:
        if event.event == GIVEN and on in (None, event.data["on"]):
            data, at = event.data, datetime.fromisoformat(event.time)
            yield Review(
                event.seq, data["of"], data["on"], data["verdict"], data["comment"], event.officer, at.astimezone(UTC), data["seconds"]
            )


def _seconds(about: Transcript, officer: str) -> float | None:
    looks = [event for event in about.reviews if event.event == VIEWED and event.officer == officer]
    return None if not looks else round((datetime.now(UTC) - datetime.fromisoformat(looks[0].time)).total_seconds(), 1)
