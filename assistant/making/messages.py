"""What a tool's process and the program say to each other.

The program sends jobs as Python objects. What comes back from a process that has opened a stranger's files is JSON: it is checked, and
nothing of it is ever run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from models import errors as of_weights
from models.errors import WeightsCorrupt, WeightsError
from tools import errors as of_tools
from tools.errors import CaseError, IntegrityError, ToolError
from tools.evidence import AnyEvidence, Evidence
from tools.searches import Earlier


@dataclass(frozen=True)
class Job:
    """One tool to be run."""

    folder: Path
    secret: bytes | None
    tool: str
    args: dict[str, Any]
    again: Earlier | None


Word = Literal["stop", "go on"]
"""Said by the program while a job is done: stop it; or, where it is done, write its files."""


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Telling(_Message):
    """How far a tool is."""

    kind: Literal["telling"] = "telling"
    share: float
    doing: str


class Ready(_Message):
    """The tool is done; its files are not written yet."""

    kind: Literal["ready"] = "ready"


class Done(_Message):
    """The tool is done, its files are written; its evidence follows as a message of its own."""

    kind: Literal["done"] = "done"
    files: dict[str, str]
    rounds: dict[str, tuple[int, ...]]
    loaded: frozenset[str]
    threads: int


class Failed(_Message):
    """The tool gave no evidence."""

    kind: Literal["failed"] = "failed"
    error: tuple[str, ...]
    """Names of the error's class and of those above it, the nearest first."""
    words: str


Message = TypeAdapter[Telling | Ready | Done | Failed](Telling | Ready | Done | Failed)
_EVIDENCE: TypeAdapter[list[AnyEvidence]] = TypeAdapter(list[AnyEvidence])
_ABOVE = (CaseError, IntegrityError, WeightsError, WeightsCorrupt)
_KNOWN = {
    name: kind
    for module in (of_tools, of_weights)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, _ABOVE)
}


def failure(error: Exception) -> Failed:
    """What is said of an error."""
    return Failed(error=tuple(kind.__name__ for kind in type(error).__mro__), words=str(error))


def error_of(failed: Failed) -> Exception:
    """The error that was said: of the nearest class that the program knows."""
    kind = next((_KNOWN[name] for name in failed.error if name in _KNOWN), ToolError)
    return kind(failed.words)


def packed(evidence: Sequence[Evidence]) -> bytes:
    """Evidence as JSON."""
    return b"[" + b",".join(item.model_dump_json(exclude=set(type(item).model_computed_fields)).encode() for item in evidence) + b"]"


def unpacked(text: bytes) -> list[AnyEvidence]:
    """The evidence of `packed`; ValidationError where it is none."""
    return _EVIDENCE.validate_json(text)
