"""What the command line prints of locks: privilege, caution, a warrant's scope."""

from pydantic import BaseModel, ConfigDict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class EntryRow(_Document):
    """An entry of the list by which privileged correspondence is known."""

    kind: str
    """address, domain, number, name, term."""
    value: str
    whose: str
    """lawyer, clergy, doctor, other."""


class HeldRow(_Document):
    """An exhibit in quarantine, or released from it."""

    exhibit: str
    verdict: str
    """held: closed by the list; kept: a custodian confirmed it; released."""
    reasons: list[str]
    """Why it was closed: entries of the list and where they stand, nothing else that it says."""
    decision: str | None
    """The custodian's reason."""
    by: str
    at: str
    """ISO 8601, UTC."""


class PrivilegeDocument(_Document):
    """`exhibit privilege list`, `add` and `remove`."""

    entries: list[EntryRow]
    closed: list[HeldRow]
    """What was put into quarantine by this."""


class QuarantineDocument(_Document):
    """`exhibit quarantine`."""

    held: list[HeldRow]


class ReleaseDocument(_Document):
    """`exhibit release`."""

    decided: list[HeldRow]


class MarkRow(_Document):
    """A statement on which no answer and no lead may rest."""

    exhibit: str
    how: str
    """without caution, under compulsion."""
    reason: str
    by: str
    at: str
    """ISO 8601, UTC."""


class SuggestionRow(_Document):
    """An exhibit that says of itself how it was taken; nobody has marked it."""

    exhibit: str
    quote: str


class MarkDocument(_Document):
    """`exhibit mark`."""

    marks: list[MarkRow]
    suggestions: list[SuggestionRow]


class ScopeRow(_Document):
    """The scope of one warrant."""

    warrant: str
    since: str | None
    """ISO 8601."""
    until: str | None
    """ISO 8601, included."""
    accounts: list[str]
    persons: list[str]
    exhibits: list[str]
    """What it applies to; empty: every mail, mailbox and chat."""


class OutsideRow(_Document):
    """How much of an exhibit lies outside."""

    exhibit: str
    messages: int
    whole: bool
    """Nothing of it lies inside."""
    reason: str


class ScopeDocument(_Document):
    """`exhibit scope`."""

    scopes: list[ScopeRow]
    outside: list[OutsideRow]
