"""What `exhibit replay` prints with --json."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class DifferenceRow(_Document):
    """One place where the result of a repetition is not what it was."""

    position: int
    """Of the evidence, counted from 1."""
    evidence: str | None
    """Its id before; None where there was none."""
    field: str
    before: Any
    now: Any
    by: float | None
    """How much a number has changed."""


class ReplayedRow(_Document):
    """A run that was repeated, or that cannot be."""

    run: int
    event: int
    """Number of the ledger event that told of it."""
    tool: str
    args: dict[str, Any]
    manifest: str
    """SHA-256 of its manifest, as the ledger has it."""
    outcome: Literal["identical", "different", "not_repeatable"]
    reasons: list[str]
    """Why it cannot be repeated; of a difference, what may have led to it."""
    differences: list[DifferenceRow]
    files: list[str]
    """Files beside the evidence whose bytes are not the same."""
    seconds: float
    ledger_seq: int | None
    """Number of the event of this repetition; None where it was not allowed."""


class ReplayDocument(_Document):
    """`exhibit replay`."""

    replayed: list[ReplayedRow]
    identical: int
    different: int
    not_repeatable: int
