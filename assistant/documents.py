"""What the command line prints with --json: one type for each document, a public interface."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Refusal
from tools.confirmations import Verdict
from tools.evidence import AnyEvidence, Utterance


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ErrorDocument(_Document):
    """Any command that could not be done."""

    error: str


class WeightsRow(_Document):
    """One set of model weights."""

    name: str
    task: str
    licence: str
    present: bool
    verified: bool
    source: str


class ModelsDocument(_Document):
    """`exhibit models …`."""

    models: list[WeightsRow]
    error: str | None = None


class CaseRow(_Document):
    """A case."""

    dir: str
    title: str
    id: str


class CaseDocument(_Document):
    """`exhibit case new`."""

    case: CaseRow


class GlossaryDocument(_Document):
    """`exhibit case glossary`: the names as they are kept."""

    glossary: list[str]


class AddedRow(_Document):
    """A file that is now an exhibit."""

    exhibit: str
    file: str
    sha256: str
    media: str
    title: str
    mime: str
    size: int


class RejectedRow(_Document):
    """A file that was not added."""

    file: str
    reason: str
    duplicate_of: str | None = None


class AddDocument(_Document):
    """`exhibit add`."""

    added: list[AddedRow]
    rejected: list[RejectedRow]
    error: str | None = None


class ProcessedRow(_Document):
    """A tool that went through an exhibit."""

    exhibit: str
    tool: str
    evidence: int
    seconds: float


class FailedRow(_Document):
    """A tool that could not."""

    exhibit: str
    tool: str
    reason: str


class ProcessDocument(_Document):
    """`exhibit process`."""

    processed: list[ProcessedRow]
    failed: list[FailedRow]


class RunDocument(_Document):
    """One line of `exhibit run`."""

    tool: str
    args: dict[str, Any]
    seconds: float
    cached: bool
    evidence: list[AnyEvidence]
    error: str | None


class RoutedCall(_Document):
    """A call that would be made."""

    tool: str
    args: dict[str, Any]
    blocked: str | None
    """Why it would not be made as things are."""


class RouteDocument(_Document):
    """One line of `exhibit route`."""

    question: str
    calls: list[RoutedCall]
    refusal: Refusal | None
    seconds: float


class ConfirmationRow(_Document):
    """What one person says of one utterance."""

    evidence: str
    """Id of the utterance as the machine made it."""
    verdict: Verdict
    text: str | None
    """The words, for a correction."""
    by: str
    at: str
    """ISO 8601, UTC."""


class TranscriptRow(_Document):
    """One utterance of a recording."""

    evidence: str
    """Its id as the machine made it: what `exhibit confirm` takes, whatever was corrected since."""
    utterance: Utterance
    """As it stands."""
    confirmation: ConfirmationRow | None
    """What stands of it, if anything."""


class SpeakerNameRow(_Document):
    """A name that a person gave to a voice of a recording, or took back."""

    exhibit: str
    speaker: str
    """S1, S2, …"""
    name: str | None
    """None where it was taken back."""
    comparison: str
    """Id of the comparison of voices that it rests on."""
    by: str
    at: str
    """ISO 8601, UTC."""


class NameDocument(SpeakerNameRow):
    """`exhibit name`."""

    log10_lr: float
    """Of the comparison."""
    ledger_seq: int


class TranscriptDocument(_Document):
    """`exhibit transcript`."""

    exhibit: str
    title: str
    utterances: list[TranscriptRow]
    names: list[SpeakerNameRow]
    """Names that people gave to its voices."""
    lapsed: list[ConfirmationRow]
    """Confirmations of an earlier transcript's utterances, which this one does not have: they do not apply."""
    uncertain: int
    """How many utterances are uncertain and not confirmed."""
    uncertain_seconds: float


class ConfirmDocument(_Document):
    """`exhibit confirm`."""

    exhibit: str
    evidence: str
    verdict: Verdict
    before: str
    after: str
    citable: bool
    """Whether an answer may rest on the utterance now."""
    by: str
    at: str
    ledger_seq: int


class LedgerDocument(_Document):
    """`exhibit ledger verify` and `export`."""

    ok: bool
    events: int
    head: str | None
    first_bad: int | None
    reason: str | None = None
    keys: list[str] = []


class LedgerShowDocument(LedgerDocument):
    """`exhibit ledger show`: with the events themselves."""

    shown: list[dict[str, Any]]


class BenchRow(_Document):
    """One measurement: ours and the peer's, on the same items in the same run."""

    metric: str
    unit: str
    ours: float
    peer: float | None
    peer_name: str | None
    ratio: float | None
    """ours / peer."""
    higher_is_better: bool
    n: int
    """How many items were measured."""


class BenchDocument(_Document):
    """`exhibit bench`."""

    bench: str
    date: str
    machine: str
    rows: list[BenchRow]


DOCUMENTS: dict[str, type[BaseModel]] = {
    "models": ModelsDocument,
    "case": CaseDocument,
    "glossary": GlossaryDocument,
    "add": AddDocument,
    "process": ProcessDocument,
    "run": RunDocument,
    "route": RouteDocument,
    "ask": Answer,
    "transcript": TranscriptDocument,
    "confirm": ConfirmDocument,
    "name": NameDocument,
    "ledger": LedgerDocument,
    "ledger-show": LedgerShowDocument,
    "bench": BenchDocument,
    "error": ErrorDocument,
}
"""The document of each command."""
