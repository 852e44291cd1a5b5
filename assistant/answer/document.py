"""The answer as a document: its JSON is a public interface."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.evidence import AnyEvidence, Citation

Status = Literal["answered", "not_found", "refused", "needs_approval", "failed"]


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Sentence(_Document):
    """One statement with the places that support it. There is none without a citation."""

    text: str
    citations: tuple[Citation, ...] = Field(min_length=1)
    quoted: bool = False
    """The words are the exhibit's own, not the language model's."""
    spoken_by: tuple[str, ...] = ()
    """Whose voice is heard at the cited places of recordings: S1, S2, … of an exhibit, or a name with who confirmed it and on what."""
    measured_by: str | None = None
    """The tool that measured this and states it in its own words; the citations say on what."""


class CallRecord(_Document):
    """One tool call that was made for the answer."""

    tool: str
    args: dict[str, Any]
    seconds: float
    cached: bool
    evidence: tuple[str, ...]
    """Ids of what it found."""
    error: str | None


class NotSearched(_Document):
    """An exhibit that was left out, or a part of it, and why."""

    exhibit: str
    reason: str


class InstructionLike(_Document):
    """Text of an exhibit that reads like an instruction to this program. It was not obeyed and not given to the language model; it is
    evidence of whoever wrote it."""

    exhibit: str
    fragment: str | None
    """Its place; None for the exhibit's name."""
    text: str
    """Word for word."""
    family: str
    """What it does, in words."""


class Coverage(_Document):
    """What the answer rests on and what it does not know."""

    searched: tuple[str, ...] = ()
    not_searched: tuple[NotSearched, ...] = ()
    """One that is also in `searched` was looked at but for the part that the reason names."""
    by: tuple[str, ...] = ()
    """How the case was searched: by meaning and by words, always both; nothing where it was not searched."""


class Refusal(_Document):
    """Why a question is not answered."""

    reason: str
    text: str


class Answer(_Document):
    """The answer to one question."""

    question: str
    status: Status
    sentences: tuple[Sentence, ...] = ()
    counter: tuple[Sentence, ...] = ()
    """What speaks against, found by a search of its own."""
    counter_note: str | None = None
    """That what speaks against was searched for, how, and with what result; None where the question is not about somebody's
    involvement."""
    coverage: Coverage = Coverage()
    calls: tuple[CallRecord, ...] = ()
    evidence: tuple[AnyEvidence, ...] = ()
    instruction_like: tuple[InstructionLike, ...] = ()
    """Text that was come upon and is not part of the answer: the officer reads it here and at its place."""
    refusal: Refusal | None = None
    note: str | None = None
    """What else the officer should know: why nothing was found, what failed, what to do."""
    approval: str | None = None
    """Id of the approval that the question waits for (`exhibit approvals`)."""
    seconds: float = 0.0
    ledger_seq: int = 0
    """Number of the answer's event in the ledger."""
