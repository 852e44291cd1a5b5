"""What a supervisor looks at, each with the reasons why, derived from the record whenever it is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.accounts import Right
from assistant.ledger import LedgerEvent
from assistant.review.colleagues import colleagues, named_in
from assistant.review.draw import drawn, lot
from assistant.review.kinds import override
from assistant.review.link import CaseWords, asked, unlinked
from assistant.review.off_shift import off_shift
from assistant.review.record import intact
from assistant.review.refusals import bursts
from assistant.review.transcript import Transcript, transcripts
from assistant.review.verdicts import Review, holding, reviews_of
from assistant.session import Session

Why = Literal["biometric", "override", "flag", "off_shift", "no_link", "colleague", "refusals", "random"]

NO_HOURS = "Work outside working hours is not looked for: none are set at this station (EXHIBIT_SHIFTS)."


@dataclass(frozen=True)
class Reason:
    """Why something is looked at. It says nothing of the person who did it."""

    why: Why
    text: str


@dataclass(frozen=True)
class Entry:
    """One transcript of the queue."""

    transcript: Transcript
    reasons: tuple[Reason, ...]
    reviews: tuple[Review, ...]
    """Verdicts on the whole of it, in order."""
    mine: bool
    """The reviewer took part in it: somebody else must review it."""

    @property
    def done(self) -> bool:
        """Whether somebody gave a verdict on the whole after all that happened to it."""
        flagged = [event.seq for event in self.transcript.reviews if event.event == "flag"]
        return bool(self.reviews) and self.reviews[-1].seq > max((self.transcript.events[-1].seq, *flagged))


@dataclass(frozen=True)
class Queue:
    """The queue of a case."""

    entries: tuple[Entry, ...]
    """What waits first, in order."""
    transcripts: int
    """Of how many transcripts, drawn or not."""
    drawn: int
    """How many of them the draw picked, whatever other reasons there are."""
    notes: tuple[str, ...]
    """What was not looked for, and why."""


def queue(session: Session) -> Queue:
    """What is to be reviewed, and what was.

    The record alone decides on biometric uses, overrides, flags, refusals and the draw; working hours as they are set now, names by
    the accounts that there are now, links by what stands in the case now.

    Raises:
        NotAllowed: the officer may not review.
        LedgerDamaged: the record is not intact.
    """
    session.require(Right.REVIEW)
    return queue_of(session, intact(session))


def queue_of(session: Session, events: Sequence[LedgerEvent]) -> Queue:
    """The queue of a record that was read."""
    found = transcripts(events)
    search = _Search(session, events, found)
    entries = [entry for each in found if (entry := search.entry(session, each)).reasons]
    hours = session.settings.working_hours
    return Queue(
        entries=tuple(sorted(entries, key=lambda entry: (entry.done, entry.transcript.seq))),
        transcripts=len(found),
        drawn=sum(drawn(each.first) for each in found),
        notes=() if hours.station or hours.own else (NO_HOURS,),
    )


def entry_of(session: Session, events: Sequence[LedgerEvent], seq: int) -> Entry:
    """The transcript that an event of a record belongs to, whether it is in the queue or not; ToolError when there is none."""
    found = transcripts(events)
    return _Search(session, events, found).entry(session, holding(found, seq))


class _Search:
    """Looks for reasons."""

    def __init__(self, session: Session, events: Sequence[LedgerEvent], found: Sequence[Transcript]) -> None:
        self._off_shift = off_shift(found, session.settings.working_hours)
        self._case = CaseWords(session.case)
        self._known = colleagues(session, events)
        self._bursts = bursts(found)

    def entry(self, session: Session, each: Transcript) -> Entry:
        """A transcript as it stands for the officer of a session, with or without reasons."""
        return Entry(each, tuple(self._reasons(each)), tuple(reviews_of(each, each.end.seq)), session.officer in each.people)

    def _reasons(self, each: Transcript) -> Iterator[Reason]:
        """Why a transcript is looked at; nothing where it is not."""
        uses = [event for event in each.events if event.event == "biometric_begin"]
        if uses:
            yield Reason("biometric", f"a use on persons: {', '.join(dict.fromkeys(str(use.data['action']) for use in uses))}")
        for text in dict.fromkeys(filter(None, map(override, each.events))):
            yield Reason("override", text)
        for flag in each.reviews:
            if flag.event == "flag":
                what = "wrong" if flag.data["as"] == "wrong" else "wrong evidence"
                yield Reason("flag", f"flagged “{what}” by {flag.officer}: {flag.data['comment']}")
        if each.seq in self._off_shift:
            yield Reason("off_shift", self._off_shift[each.seq])
        for text in unlinked(each, self._case):
            yield Reason("no_link", text)
        for text in named_in(asked(each), each.officer, self._known):
            yield Reason("colleague", text)
        if each.seq in self._bursts:
            yield Reason("refusals", self._bursts[each.seq])
        if drawn(each.first):
            yield Reason("random", f"drawn at random ({lot(each.first):.4f} of 1, below 0.05)")
