"""What `exhibit patrol` prints with --json."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import PatrolStop


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class PatrolPlanRow(_Document):
    """A plan that is kept in a case."""

    plan: str
    made: str
    """ISO 8601, UTC."""
    units: int
    hours: str
    commitment: str
    """SHA-256 of the sealed seed."""
    follows: str | None
    """The plan that it was made from during the shift."""
    stops: int


class PatrolListDocument(_Document):
    """`exhibit patrol list`."""

    plans: list[PatrolPlanRow]


class PatrolReplanDocument(_Document):
    """`exhibit patrol replan`."""

    plan: str
    follows: str
    seconds: float
    evidence: list[PatrolStop]
    ledger_seq: int


class PatrolRevealDocument(_Document):
    """`exhibit patrol reveal`."""

    plan: str
    seed: str
    """Hex."""
    commitment: str
    recorded: bool
    """Whether the record held this commitment before the seed was shown."""
    same: bool | None
    """Whether the draw made again from the seed gives the same plan; None where it was not made again."""
    why_not: str
    ledger_seq: int


class PatrolPublishDocument(_Document):
    """`exhibit patrol publish`."""

    files: list[str]
    """What was written."""
    ledger_seq: int
