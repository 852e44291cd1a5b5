"""What the command line prints with --json: one type for each document, a public interface."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Refusal
from assistant.lead_documents import VerifyDocument, VerifyListDocument
from assistant.transcript_documents import ConfirmDocument, TranscriptDocument
from tools.evidence import AnyEvidence, Box
from tools.galleries import Kind


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


class GalleryRow(_Document):
    """A gallery and how much is in it."""

    name: str
    persons: int
    faces: int
    kind: Kind
    reason: str
    legal_basis: str
    owner: str
    expires: str
    """ISO 8601, UTC: from then on it cannot be searched."""
    expired: bool
    fpir: float
    """False-positive identification rate wished for, of one search with one face."""


class EnrolledRow(_Document):
    """A picture that is now in a gallery."""

    file: str
    person: str
    candidate: str
    """What the person is called where no name may stand."""
    face: str
    box: Box
    quality: float
    notes: list[str]
    """What to look into: likeness to others, unlikeness to the person's own pictures."""


class GalleryDocument(_Document):
    """`exhibit gallery new` and `gallery add`."""

    gallery: GalleryRow
    enrolled: list[EnrolledRow]
    rejected: list[RejectedRow]
    error: str | None = None


class GalleriesDocument(_Document):
    """`exhibit gallery list`."""

    galleries: list[GalleryRow]


class GalleryFaceRow(_Document):
    """One picture of a person of a gallery."""

    face: str
    file: str
    sha256: str
    box: Box
    quality: float
    added_at: str
    added_by: str


class GalleryPersonRow(_Document):
    """A person of a gallery."""

    person: str
    candidate: str
    faces: list[GalleryFaceRow]


class GalleryShowDocument(_Document):
    """`exhibit gallery show`."""

    gallery: GalleryRow
    people: list[GalleryPersonRow]


class GalleryRemoveDocument(_Document):
    """`exhibit gallery remove`."""

    gallery: GalleryRow | None
    """What is left of it; None when the whole gallery was removed."""
    removed: list[str]
    """Candidate ids of the persons who were removed."""
    faces: int
    """Templates that were removed, each with its picture."""
    results: int
    """Kept results that named one of them and were removed."""


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
    "verify": VerifyDocument,
    "verify-list": VerifyListDocument,
    "gallery": GalleryDocument,
    "gallery-list": GalleriesDocument,
    "gallery-show": GalleryShowDocument,
    "gallery-remove": GalleryRemoveDocument,
    "ledger": LedgerDocument,
    "ledger-show": LedgerShowDocument,
    "bench": BenchDocument,
    "error": ErrorDocument,
}
"""The document of each command."""
