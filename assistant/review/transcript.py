"""What is reviewed as one: a question with all that came of it, a tool call that nobody asked a question for, or something that somebody
did."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from assistant.ledger import LedgerEvent
from assistant.review.kinds import ENDS, MACHINE, OWN, PARTS, words

Kind = Literal["question", "call", "act"]


@dataclass
class Transcript:
    """Events that belong together, in order."""

    kind: Kind
    events: list[LedgerEvent]
    reviews: list[LedgerEvent] = field(default_factory=list)
    """What reviewing left on it: looks, verdicts, flags."""

    @property
    def first(self) -> LedgerEvent:
        """What it began with."""
        return self.events[0]

    @property
    def seq(self) -> int:
        """Number of its first event: what it is called."""
        return self.first.seq

    @property
    def officer(self) -> str:
        """Whose doing it is."""
        return self.first.officer

    @property
    def at(self) -> datetime:
        """When it began."""
        return datetime.fromisoformat(self.first.time)

    @property
    def people(self) -> frozenset[str]:
        """Everybody who took part: none of them reviews it. Who opens the evidence beside it or waits for it takes no part."""
        named = {str(event.data["by"]) for event in self.events if event.event == "release"}
        return frozenset({event.officer for event in self.events} | named)

    @property
    def calls(self) -> list[LedgerEvent]:
        """Its tool calls."""
        return [event for event in self.events if event.event == "tool_call"]

    @property
    def end(self) -> LedgerEvent:
        """The event that a verdict on the whole is about: the answer, the call, or what was done."""
        if self.kind == "question":
            return next((event for event in reversed(self.events) if event.event in ENDS), self.first)
        return self.calls[-1] if self.calls else self.first

    @property
    def question(self) -> str | None:
        """What was asked; None where nothing was."""
        return next((str(event.data["question"]) for event in self.events if event.data.get("question")), None)

    @property
    def title(self) -> str:
        """What it is, in one line."""
        if self.kind == "question":
            return self.question or words(self.first)
        if self.calls or self.first.event == "biometric_begin":
            data = self.end.data
            return f"{data.get('tool') or data['action']} {data.get('args') or [each['exhibit'] for each in data.get('input', ())]}"
        return words(self.first) + (f" and {len(self.events) - 1} more" if len(self.events) > 1 else "")

    def find(self, event: str) -> dict[str, Any] | None:
        """The data of the last event of a kind."""
        return next((each.data for each in reversed(self.events) if each.event == event), None)


def transcripts(events: Iterable[LedgerEvent]) -> list[Transcript]:
    """The transcripts of a record, in order.

    What is recorded for a question carries its name (`Session.inquiry`). In records of before it did, what an officer's question led to
    is what the same officer's events say until its end.
    """
    return _Sorting().sorted(events)


class _Sorting:
    """Puts each event where it belongs."""

    def __init__(self) -> None:
        self._found: list[Transcript] = []
        self._named: dict[str, Transcript] = {}
        self._by_seq: dict[int, Transcript] = {}
        self._open: dict[str, Transcript] = {}
        self._begun: dict[tuple[str, str], Transcript] = {}
        self._waiting: dict[str, Transcript] = {}
        self._looking: dict[str, Transcript] = {}

    def sorted(self, events: Iterable[LedgerEvent]) -> list[Transcript]:
        for event in events:
            if event.event in OWN:
                if (about := self._by_seq.get(event.data.get("of", 0))) is not None:
                    about.reviews.append(event)
                continue
            if event.event == "view" and event.data.get("answer") in self._by_seq:
                self._by_seq[event.data["answer"]].reviews.append(event)
                continue
            found = self._place(event)
            if found is not None:
                self._by_seq[event.seq] = found
                if event.event == "approval_wanted":
                    self._waiting[event.data["id"]] = found
                if event.event != "view":
                    self._looking.pop(event.officer, None)
        return self._found

    def _place(self, event: LedgerEvent) -> Transcript | None:
        name, kind, officer = event.data.get("inquiry"), event.event, event.officer
        if isinstance(name, str):
            if name in self._named:
                return _joined(self._named[name], event)
            self._named[name] = self._new("question", event)
            return self._named[name]
        if kind == "approval_given" and event.data["id"] in self._waiting:
            return _joined(self._waiting[event.data["id"]], event)
        if kind == "question":
            self._open[officer] = self._new("question", event)
            return self._open[officer]
        if officer in self._open and kind in PARTS:
            return _joined(self._open.pop(officer) if kind in ENDS else self._open[officer], event)
        if kind in ("route", *ENDS):
            stopped = self._stopped(event) if kind == "stopped" else None
            return self._new("question", event) if stopped is None else _joined(stopped, event)
        return self._call(event) if kind in ("biometric_begin", "biometric_end", "tool_call") else self._act(event)

    def _stopped(self, event: LedgerEvent) -> Transcript | None:
        """The question that somebody stopped: the newest of that person and those words which has not ended."""
        mine = (each for each in reversed(self._found) if each.officer == event.officer and each.question == event.data["question"])
        found = next(mine, None)
        return None if found is None or found.end.event in ENDS else found

    def _call(self, event: LedgerEvent) -> Transcript | None:
        """A call outside a question. One on persons begins with an event of its own, so that it is seen even where it never ended."""
        if event.event == "biometric_begin":
            self._begun[event.officer, event.data["action"]] = made = self._new("call", event)
            return made
        if event.event == "biometric_end":
            return _joined(self._by_seq[event.data["begun"]], event) if event.data["begun"] in self._by_seq else None
        begun = self._begun.pop((event.officer, event.data["tool"]), None)
        return self._new("call", event) if begun is None else _joined(begun, event)

    def _act(self, event: LedgerEvent) -> Transcript | None:
        """Something that somebody did; looks at exhibits with nothing done in between are one."""
        if event.event in MACHINE:
            return None
        if event.event == "view" and event.officer in self._looking:
            return _joined(self._looking[event.officer], event)
        made = self._new("act", event)
        if event.event == "view":
            self._looking[event.officer] = made
        return made

    def _new(self, kind: Kind, event: LedgerEvent) -> Transcript:
        self._found.append(Transcript(kind, [event]))
        return self._found[-1]


def _joined(transcript: Transcript, event: LedgerEvent) -> Transcript:
    transcript.events.append(event)
    return transcript
