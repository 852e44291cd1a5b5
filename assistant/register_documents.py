"""What the command line prints of the register, of what may be the same in it, and of what people decided."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Citation
from tools.register import Decision, Entry, Mention, Reason, Suggestion
from tools.register.decisions import Verdict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class MentionRow(_Document):
    """One place where an exhibit names an entry."""

    exhibit: str
    value: str
    """In the type's standard form where there is one, else as written."""
    written: str
    evidence: list[str]
    citations: list[Citation]
    span: tuple[int, int]
    valid: bool | None
    note: str | None
    title: str | None
    born: str | None


class DecisionRow(_Document):
    """What one person decided."""

    decision: int
    verdict: Verdict
    entries: list[str]
    """Ids of the entries that it is about."""
    undoes: int | None
    reason: str
    by: str
    at: str
    """ISO 8601, UTC."""
    stands: bool
    """Whether it was not taken back."""


class EntryRow(_Document):
    """One entry of the register."""

    entry: str
    type: str
    name: str
    exhibits: list[str]
    parts: list[str]
    """Ids of the entries that it was put together from; its own alone where it was not."""
    merged_by: list[DecisionRow]
    mentions: list[MentionRow]


class RegisterDocument(_Document):
    """`exhibit register`: it depends on what the exhibits name and on the decisions that stand, and on nothing else."""

    entries: list[EntryRow]
    rejected: list[DecisionRow]
    """What stands as not the same."""
    lapsed: list[DecisionRow]
    """Decisions on something that the exhibits, gone through anew, do not name any more: they do not apply."""


class ReasonRow(_Document):
    """What speaks for or against two entries being the same."""

    kind: str
    text: str
    citations: list[Citation]


class SuggestionRow(_Document):
    """Two entries that may be the same: for a person to decide."""

    entries: tuple[EntryRow, EntryRow]
    reasons: list[ReasonRow]
    against: list[ReasonRow]


class SuggestionsDocument(_Document):
    """`exhibit register suggestions`."""

    suggestions: list[SuggestionRow]
    newest: int
    """Number of the newest decision that they rest on."""


class DecisionsDocument(_Document):
    """`exhibit register decisions`."""

    decisions: list[DecisionRow]


class DecidedDocument(_Document):
    """`exhibit register merge`, `reject` and `undo`."""

    decision: DecisionRow
    ledger_seq: int


def entry_row(entry: Entry) -> EntryRow:
    """An entry as it is printed."""
    return EntryRow(
        entry=entry.id,
        type=entry.type,
        name=entry.name,
        exhibits=list(entry.exhibits),
        parts=[seed.id for seed in entry.seeds],
        merged_by=[decision_row(made, stands=True) for made in entry.merged],
        mentions=[_mention(mention) for mention in entry.mentions],
    )


def decision_row(made: Decision, *, stands: bool) -> DecisionRow:
    """A decision as it is printed."""
    return DecisionRow(
        decision=made.number,
        verdict=made.verdict,
        entries=[side[0] for side in made.sides],
        undoes=made.undoes,
        reason=made.reason,
        by=made.officer,
        at=made.at.isoformat(),
        stands=stands,
    )


def suggestion_row(suggestion: Suggestion) -> SuggestionRow:
    """A suggestion as it is printed."""
    a, b = map(entry_row, suggestion.entries)
    return SuggestionRow(entries=(a, b), reasons=list(map(_reason, suggestion.reasons)), against=list(map(_reason, suggestion.against)))


def _reason(reason: Reason) -> ReasonRow:
    return ReasonRow(kind=reason.kind, text=reason.text, citations=list(reason.citations))


def _mention(mention: Mention) -> MentionRow:
    return MentionRow(
        exhibit=mention.exhibit,
        value=mention.value,
        written=mention.written,
        evidence=list(mention.evidence),
        citations=list(mention.citations),
        span=mention.span,
        valid=mention.valid,
        note=mention.note,
        title=mention.title,
        born=mention.born,
    )
