"""What the command line prints of retention: rules, what is due, what was deleted, legal holds."""

from pydantic import BaseModel, ConfigDict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class RuleRow(_Document):
    """A rule that stands."""

    number: int
    """What tombstones name it by."""
    kind: str
    days: int
    basis: str
    """The legal basis."""
    reason: str
    by: str
    at: str
    """ISO 8601, UTC."""


class KindRow(_Document):
    """A kind that rules can be for."""

    kind: str
    what: str
    """What goes, and from when its days are counted."""
    kept: bool
    """No rule stands for all of it: what no narrower rule is for is kept."""


class RetentionRulesDocument(_Document):
    """`exhibit retention rules`, `set` and `clear`."""

    rules: list[RuleRow]
    kinds: list[KindRow]


class DueRow(_Document):
    """One thing whose period has run out."""

    kind: str
    """exhibit, result, gallery, plan, report, waiting."""
    subject: str
    about: str
    """Its medium, tool, or kind of gallery."""
    sha256: str | None
    since: str
    due: str
    rule: int
    basis: str
    takes: dict[str, int]
    """What goes with it, counted; what several things share is counted at each."""
    kept: str | None
    """Why it stays all the same; null where it goes."""


class RemainsRow(_Document):
    """What the ledger will go on saying of an exhibit: it is never rewritten."""

    exhibit: str
    events: int
    with_words: int
    """Events that hold words of it, its title or its file's name."""
    kinds: dict[str, int]


class RetentionDueDocument(_Document):
    """`exhibit retention due`, and `apply` without --yes."""

    at: str
    items: list[DueRow]
    ledger: list[RemainsRow]
    digest: str | None
    """What `apply --yes` is given; null for `due`, which is no dry run."""


class TombstoneRow(_Document):
    """What is left of one thing."""

    number: int
    kind: str
    subject: str
    about: str
    sha256: str | None
    rule: int
    basis: str
    by: str
    at: str


class RetentionGoneDocument(_Document):
    """`exhibit retention gone`, and `apply --yes`: what was deleted."""

    tombstones: list[TombstoneRow]
    names_taken_back: int = 0
    """Names of voices in other recordings that rested on a comparison that was deleted."""


class HoldRow(_Document):
    """A legal hold that stands."""

    subject: str
    """An exhibit, or `case`."""
    urgent: bool
    """It also keeps what an unapproved urgent use has found."""
    reason: str
    by: str
    at: str


class HoldsDocument(_Document):
    """`exhibit hold`."""

    holds: list[HoldRow]
