"""One tool on one exhibit, and what came of it."""

from dataclasses import dataclass

from assistant import execution
from assistant.session import Session
from models.errors import WeightsCorrupt
from tools.errors import IntegrityError


@dataclass(frozen=True)
class Task:
    """One tool to be run on one exhibit."""

    exhibit: str
    tool: str


@dataclass(frozen=True)
class Outcome:
    """What came of a task."""

    exhibit: str
    tool: str
    evidence: int = 0
    """How many pieces of evidence were found."""
    seconds: float = 0.0
    reason: str | None = None
    """Why it could not be done."""
    integrity: bool = False
    """The reason is that the exhibit, or the weights, are not what they were."""


def perform(session: Session, task: Task) -> Outcome:
    """Do a task, by whoever runs tools here; Stopped when the user stopped it."""
    try:
        result = execution.run(session, execution.ToolCall(task.tool, {"exhibit": task.exhibit}))
    except (
        IntegrityError,
        WeightsCorrupt,
    ) as error:  # on record already; the other exhibits are not affected
        return Outcome(task.exhibit, task.tool, reason=str(error), integrity=True)
    return Outcome(
        task.exhibit,
        task.tool,
        len(result.evidence),
        round(result.seconds, 3),
        result.error,
    )
