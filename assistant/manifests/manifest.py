"""What a run of a tool hung on and what it gave: enough to repeat it and to say whether the same comes out."""

import hashlib
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.ledger.event import canonical
from tools.evidence import Evidence


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Inputs(_Part):
    """What a run was about."""

    exhibits: dict[str, str]
    """SHA-256 of the bytes of each exhibit that its arguments name."""
    readings: dict[str, str]
    """Key of the text of each of them, as it stood with corrections, where the tool builds on that."""
    galleries: dict[str, str]
    """State of each gallery that was searched: it changes with every person and picture."""
    settings: dict[str, Any]
    """Settings of the case that the result depends on."""
    case: str | None
    """SHA-256 over the keys of all texts of the case, for a tool that goes through the whole case; else None."""
    plan: str | None = None
    """Commitment to the sealed seed of a patrol plan."""


class Machine(_Part):
    """What of a machine can change a number."""

    processor: str
    architecture: str
    threads: int
    """That the tool's libraries were told to use."""
    system: str
    """Kernel and C library, whose mathematics the tools use."""
    python: str


class Manifest(_Part):
    """One run of a tool."""

    tool: str
    version: str
    """Of the tool's code, as `Tool.version`."""
    args: dict[str, Any]
    weights: dict[str, str]
    """SHA-256 of the weights of each task."""
    seed: int | None
    """Where the caller gave one. A sealed one stands as its commitment in the inputs; other tools that draw have theirs in their code."""
    inputs: Inputs
    output: str
    """SHA-256 of the evidence, see `output_of`."""
    evidence: tuple[str, ...]
    """Ids of the evidence as the tool made it, before what people say of it."""
    files: dict[str, str]
    """SHA-256 of the files beside the evidence, by their path in the case folder."""
    rounds: dict[str, tuple[int, ...]]
    """Of searches that last so many seconds: a repetition makes as many, however long they take."""
    libraries: dict[str, str]
    """Versions of the distributions that the tool's code uses and that were loaded, see `libraries_of`."""
    machine: Machine
    started: str
    """ISO 8601, UTC."""
    seconds: float

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: it stands in the record."""
        return hashlib.sha256(canonical(self.model_dump(mode="json")).encode()).hexdigest()


def canonical_lines(evidence: Sequence[Evidence]) -> list[str]:
    """Each piece of evidence, all that the tool said of it, as canonical JSON."""
    return [canonical(item.model_dump(mode="json", exclude=set(type(item).model_computed_fields))) for item in evidence]


def output_of(evidence: Sequence[Evidence]) -> str:
    """SHA-256 of evidence in its order: of its canonical JSON, one piece a line."""
    return hashlib.sha256("\n".join(canonical_lines(evidence)).encode()).hexdigest()
