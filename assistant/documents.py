"""What the command line prints with --json: one type for each document, a public interface."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.answer import Refusal
from assistant.retention_documents import TombstoneRow
from tools.evidence import AnyEvidence


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ErrorDocument(_Document):
    """Any command that could not be done."""

    error: str


class CardRow(_Document):
    """A card, or that something lacks a valid one."""

    name: str
    kind: str
    """weights, tool, decision."""
    valid: bool
    reason: str | None
    """Why it is not valid: what it describes is not used."""
    use: str | None
    conditions: str | None
    data: str | None
    overall: str | None
    """Error rates over all of the data."""
    by_group: str | None
    """Error rates by group of persons, or that they were not measured."""
    measured: str | None
    """ISO 8601."""
    how: str | None


class CardsDocument(_Document):
    """`exhibit models cards`."""

    cards: list[CardRow]
    error: str | None = None


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
    parent: str | None
    """The mail or archive that it came out of."""
    withheld: str | None = None
    """Why it lies in quarantine as privileged; None where it does not."""


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


class ExhibitRow(AddedRow):
    """An exhibit of the register."""

    kind: str
    source: str
    added_at: str
    """ISO 8601, UTC."""
    added_by: str
    facts: dict[str, str | int | float]


class CaseShowDocument(_Document):
    """`exhibit case show`."""

    case: CaseRow
    exhibits: list[ExhibitRow]
    deleted: list[TombstoneRow] = []
    """What is left of exhibits that were deleted."""


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
    needs_approval: bool = False
    """It was not done because no authorisation covers it; `error` says which and how to ask for it."""
    authorisation: str | None = None
    """The authorisation on which it was done."""
    note: str | None = None
    """What must stand with the result."""
    run: int | None = None
    """Number of the run that found it, for `exhibit replay`."""


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
