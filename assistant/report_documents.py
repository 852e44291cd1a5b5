"""What `exhibit report` prints with --json."""

from pydantic import BaseModel, ConfigDict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class StatementRow(_Document):
    """One sentence of a report."""

    id: str
    """`F2.S1`; what speaks against has C in place of S."""
    text: str
    machine: str
    """As the program worded it."""
    checked: bool
    """Whether the claim gate passes it as it stands."""
    faults: list[str]
    """What the claim gate says of a person's words; empty where it passes them."""
    edited_by: list[str]
    standing: str | None
    """What must stand with a candidate."""
    withheld: str | None
    """Why nothing of it is shown."""
    places: list[str]
    """Exhibit and fragment of each citation."""


class FindingRow(_Document):
    """One question with what was found."""

    id: str
    question: str
    answer: int
    """Number of the answer's event in the ledger."""
    statements: list[StatementRow]
    counter: list[StatementRow]


class ReportReviewRow(_Document):
    """What another person said of a draft."""

    by: str
    at: str
    """ISO 8601, UTC."""
    verdict: str
    remark: str


class ReportRow(_Document):
    """A report as it stands."""

    id: str
    status: str
    """draft, returned, reviewed or released."""
    drafted_by: str
    drafted_at: str
    """ISO 8601, UTC."""
    findings: list[FindingRow]
    negative: list[FindingRow]
    """Questions to which nothing was found."""
    edits: int
    remarks: int
    reviews: list[ReportReviewRow]
    signed_by: str | None
    document: str | None
    """SHA-256 of the signed document."""
    files: dict[str, str]
    """SHA-256 of each released file, by its ending."""


class ReportDocument(_Document):
    """`exhibit report draft`, `edit`, `review`, `release` and `show`."""

    report: ReportRow


class ReportFileDocument(_Document):
    """`exhibit report CASE -o FILE`."""

    report: str
    status: str
    file: str
    sha256: str
    pages: int | None
    """Of a PDF; None for other files."""
    findings: int
    negative: int
    later: list[int]
    """Answers on record that are not in it, by the numbers of their events."""


class WithheldRow(_Document):
    """An exhibit, or a part of it, that is not handed over."""

    exhibit: str
    reason: str


class DefenceDocument(_Document):
    """`exhibit report CASE --defence -o FILE.zip`."""

    report: str
    file: str
    sha256: str
    exhibits: int
    """Handed over whole."""
    withheld: list[WithheldRow]
