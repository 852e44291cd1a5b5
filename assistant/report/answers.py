"""Answers as the record keeps them: what a report is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.answer import CallRecord, Coverage, InstructionLike, Sentence
from assistant.authorisation.recorded import events
from assistant.ledger import LedgerEvent
from assistant.session import Session
from tools.errors import ToolError

ANSWER, QUESTION, CALL = "answer", "question", "tool_call"
_LEFT = ("refused", "failed", "needs_approval")


@dataclass(frozen=True)
class MachineDraft:
    """A sentence as the language model first wrote it."""

    text: str
    faults: tuple[str, ...]
    """Why the claim gate did not let it pass; empty where it did."""


@dataclass(frozen=True)
class Made:
    """A tool call that was made for an answer, by its event."""

    seq: int
    tool: str
    version: str
    args: dict[str, Any]
    weights: dict[str, str]
    """Identity of the weights of each task."""
    evidence: tuple[str, ...]
    authorisation: str | None
    at: datetime


@dataclass(frozen=True)
class Answered:
    """One answer on record."""

    seq: int
    at: datetime
    by: str
    """Who asked."""
    question: str
    sentences: tuple[Sentence, ...]
    counter: tuple[Sentence, ...]
    counter_note: str | None
    coverage: Coverage
    note: str | None
    suspect: tuple[InstructionLike, ...]
    drafts: tuple[MachineDraft, ...]
    calls: tuple[Made, ...]

    @property
    def found(self) -> bool:
        """Whether something was found; otherwise it is a negative result."""
        return bool(self.sentences or self.counter)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of everything that its calls found."""
        return tuple(dict.fromkeys(id_ for call in self.calls for id_ in call.evidence))


@dataclass(frozen=True)
class Record:
    """What a case's record has for reports."""

    answers: dict[int, Answered]
    calls: tuple[Made, ...]
    """Every tool call that was done."""
    unanswered: dict[str, int]
    """How many questions were refused, failed or wait, by which of these."""

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of everything that any tool was recorded to have found."""
        return frozenset(id_ for call in self.calls for id_ in call.evidence)

    def chosen(self, seqs: Iterable[int]) -> list[Answered]:
        """Some answers; ToolError where a number is not that of an answer."""
        wanted = list(dict.fromkeys(seqs))
        if wrong := [seq for seq in wanted if seq not in self.answers]:
            known = ", ".join(map(str, self.answers)) or "none"
            raise ToolError(f"Event {', '.join(map(str, wrong))} of the record is no answer. Answers: {known}.")
        return [self.answers[seq] for seq in wanted]


def record(session: Session) -> Record:
    """Read the answers of a case from its record.

    Raises:
        LedgerDamaged: an event is not what this station wrote.
    """
    answers: dict[int, Answered] = {}
    calls: list[Made] = []
    asked: dict[str, LedgerEvent] = {}
    left: dict[str, int] = {}
    if not session.ledger.path.exists():
        return Record(answers, (), left)
    for event in events(session, ANSWER, QUESTION, CALL, *_LEFT):
        if event.event == QUESTION:
            asked[event.officer] = event
        elif event.event == CALL:
            if event.data.get("error") is None:
                calls.append(_made(event))
        elif event.event == ANSWER:
            answers[event.seq] = _answered(event, asked.get(event.officer), calls)
        else:
            left[event.event] = left.get(event.event, 0) + 1
    return Record(answers, tuple(calls), left)


def _answered(event: LedgerEvent, asked: LedgerEvent | None, calls: Iterable[Made]) -> Answered:
    data = event.data
    question = data.get("question") or (asked.data["question"] if asked is not None else "")
    since = asked.seq if asked is not None else event.seq
    within = [call for call in calls if call.seq > since]
    if "calls" in data:  # answers on older records do not name them
        named = [(call.tool, call.args) for call in map(CallRecord.model_validate, data["calls"])]
        within = [call for call in within if (call.tool, call.args) in named]
    return Answered(
        seq=event.seq,
        at=datetime.fromisoformat(event.time),
        by=event.officer,
        question=question,
        sentences=tuple(map(Sentence.model_validate, data["sentences"])),
        counter=tuple(map(Sentence.model_validate, data["counter"])),
        counter_note=data.get("counter_note"),
        coverage=Coverage.model_validate(data["coverage"]),
        note=data["note"],
        suspect=tuple(map(InstructionLike.model_validate, data.get("instruction_like", ()))),
        drafts=tuple(MachineDraft(draft["text"], tuple(draft["faults"])) for draft in data["drafts"]),
        calls=tuple(within),
    )


def _made(event: LedgerEvent) -> Made:
    data = event.data
    return Made(
        seq=event.seq,
        tool=data["tool"],
        version=data.get("version", ""),
        args=data["args"],
        weights=data.get("weights", {}),
        evidence=tuple(data.get("evidence", ())),
        authorisation=data.get("authorisation"),
        at=datetime.fromisoformat(event.time),
    )
