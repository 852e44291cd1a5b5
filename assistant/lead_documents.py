"""What the command line prints of candidates and what examiners made of them."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Verification
from tools.verification import Assessed


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class JudgementRow(_Document):
    """What one examiner said of one candidate, once every examiner has judged."""

    by: str
    at: str
    """ISO 8601, UTC."""
    verdict: int
    """-3 to 3."""
    words: str
    """The verdict in the words of the scale."""
    features: list[Assessed]
    not_assessed: list[str]
    """Features of the list of which nothing was said."""
    remark: str


class LeadRow(_Document):
    """A candidate as it stands: what an examiner may know of it beforehand."""

    evidence: str
    exhibit: str
    fragment: str
    candidate: str
    gallery: str
    person: str | None
    """As enrolled; None until two examiners have judged."""
    verification: Verification
    standing: str
    """What must stand with it wherever it is shown."""
    judged_by: list[str]
    """Who has judged it; what they said is in `judgements`."""
    judgements: list[JudgementRow]
    """Empty until two examiners have judged."""


class VerifyDocument(_Document):
    """`exhibit verify` with a verdict: from then on the examiner may know what the search said."""

    lead: LeadRow
    by: str
    verdict: int
    words: str
    score: float | None
    threshold: float
    rank: int
    gallery_size: int
    fpir: float
    fnir: float
    conditions: list[str]
    ledger_seq: int


class VerifyListDocument(_Document):
    """`exhibit verify --list`."""

    leads: list[LeadRow]
