"""A report as a document: what is printed on paper and on the screen is made of this and of nothing else."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EditShown(_Document):
    """A sentence that a person worded anew."""

    by: str
    at: datetime
    old: str
    new: str
    reason: str
    faults: tuple[str, ...]
    """What the claim gate says of the new words; empty where it passes them."""
    seq: int


class RemarkShown(_Document):
    """What a person has to say about a finding or a sentence."""

    by: str
    at: datetime
    text: str
    seq: int


class Cited(_Document):
    """One cited place with what stands there."""

    exhibit: str
    title: str
    sha256: str
    fragment: str
    where: str
    """The fragment in words."""
    quote: str
    said: str | None
    """For speech that a person confirmed or corrected: who, and what the machine had written."""
    picture: str | None
    """Key of its picture."""
    unpictured: str | None
    """Why there is no picture, where there should be one."""


class Statement(_Document):
    """One sentence of a finding."""

    id: str
    """`F2.S1`; what speaks against has C in place of S."""
    text: str
    withheld: str | None
    """Why nothing of it is shown any more."""
    quoted: bool
    origin: str
    """Whose words they are, where no person has worded them anew."""
    spoken_by: tuple[str, ...]
    measured_by: str | None
    standing: str | None
    """What must stand with a candidate."""
    cited: tuple[Cited, ...]
    machine: str
    """As the program worded it."""
    checked: bool
    """Whether the claim gate passes it as it stands."""
    edits: tuple[EditShown, ...]
    remarks: tuple[RemarkShown, ...]


class LeadShown(_Document):
    """One candidate of a search."""

    candidate: str
    """Never the person's name while the candidate is not a verified lead."""
    person: str | None
    """As enrolled, of a verified lead."""
    standing: str
    rank: int
    score: float | None
    judged_by: tuple[str, ...]


class SearchShown(_Document):
    """One face that was searched for in a gallery, with everybody that was found for it."""

    place: str
    gallery: str
    gallery_size: int
    threshold: float
    fpir: float
    fnir: float
    conditions: tuple[str, ...]
    leads: tuple[LeadShown, ...]


class LeftOut(_Document):
    """An exhibit, or a part of it, that was not searched."""

    exhibit: str
    title: str
    reason: str


class DraftShown(_Document):
    """A sentence as the language model first wrote it."""

    text: str
    faults: tuple[str, ...]


class Finding(_Document):
    """One question with what was found."""

    id: str
    seq: int
    """Number of the answer's event in the ledger."""
    question: str
    asked_by: str
    asked_at: datetime
    statements: tuple[Statement, ...]
    counter: tuple[Statement, ...]
    counter_note: str | None
    note: str | None
    searches: tuple[SearchShown, ...]
    searched: tuple[str, ...]
    by: tuple[str, ...]
    not_searched: tuple[LeftOut, ...]
    suspect: int
    """Lines that read like an instruction to this program and are no part of the answer."""
    tools: tuple[str, ...]
    drafts: tuple[DraftShown, ...]
    remarks: tuple[RemarkShown, ...]


class Uncertain(_Document):
    """A stretch of speech that the recogniser doubts and that nobody has confirmed."""

    start: float
    end: float
    heard: str
    why: tuple[str, ...]


class ExhibitShown(_Document):
    """An exhibit of the case."""

    id: str
    title: str
    kind: str
    media: str
    file: str
    sha256: str
    size: int
    source: str
    added_at: datetime
    added_by: str
    parent: str | None
    locked: str | None
    """Why it, or a part of it, is left out."""
    cited: bool
    uncertain: tuple[Uncertain, ...]


class ToolShown(_Document):
    """A tool that was used."""

    name: str
    does: str
    versions: tuple[str, ...]
    runs: int
    cards: tuple[str, ...]


class CardShown(_Document):
    """Limits and error rates, as they were measured."""

    name: str
    sha256: str
    parts: tuple[tuple[str, str], ...]
    """Heading and Markdown."""


class WeightsShown(_Document):
    """A set of model weights that was used."""

    name: str
    task: str
    licence: str
    publisher: str
    digest: str
    """SHA-256 of the names and hashes of all files: what the record of a call has."""
    files: tuple[tuple[str, str], ...]
    """Name and SHA-256."""
    card: str | None
    as_used: bool
    """Whether the record of the calls names these very bytes."""


class AuthorisationShown(_Document):
    """An authorisation on which something was done."""

    id: str
    actions: tuple[str, ...]
    status: str
    purpose: str
    ground: str
    """The offence or the missing person."""
    legal_basis: str
    decision: str
    exhibits: tuple[str, ...]
    gallery: str | None
    expires: datetime
    asked_by: str
    asked_at: datetime


class ReviewShown(_Document):
    """What another person says of the draft."""

    verdict: str
    by: str
    at: datetime
    remark: str
    seq: int


class SigningShown(_Document):
    """That somebody signed, on record."""

    by: str
    at: datetime
    seq: int
    document: str
    hash: str
    signature: str
    key: str


class LedgerShown(_Document):
    """The record that everything here stands in."""

    events: int
    hash: str
    root: str
    signature: str
    key: str
    proofs: tuple[int, ...]
    """Numbers of the events whose proofs of inclusion go with the report."""
    without: tuple[int, ...]
    """Numbers of those whose content is withheld, and which therefore do not."""


class Report(_Document):
    """The whole report."""

    id: str
    status: Literal["draft", "returned", "reviewed", "released"]
    case_id: str
    case_title: str
    program: str
    version: str
    drafted_by: str
    drafted_at: datetime
    made_at: datetime
    single_user: bool
    findings: tuple[Finding, ...]
    negative: tuple[Finding, ...]
    """Questions to which nothing was found."""
    unanswered: dict[str, int]
    exhibits: tuple[ExhibitShown, ...]
    tools: tuple[ToolShown, ...]
    cards: tuple[CardShown, ...]
    weights: tuple[WeightsShown, ...]
    authorisations: tuple[AuthorisationShown, ...]
    authorised: str | None
    """Why no authorisation stands here, where the station asks for none."""
    reviews: tuple[ReviewShown, ...]
    signing: SigningShown | None
    ledger: LedgerShown | None

    @property
    def statements(self) -> list[Statement]:
        """Every sentence of it."""
        return [each for finding in (*self.findings, *self.negative) for each in (*finding.statements, *finding.counter)]
