"""What people decide on the register: that entries are the same, that two are not, or that a decision is taken back.

Append-only: taking something back is a record too. What stands is worked out from the records alone, so that a decision that was
taken back leaves the register exactly as if it had never been made.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from tools.case import Case
from tools.errors import IntegrityError, ToolError

Verdict = Literal["merged", "rejected", "undone"]
Sides = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Decision:
    """One record of what one person decided."""

    number: int
    """Counted from 1 through the whole case."""
    verdict: Verdict
    sides: Sides
    """`merged`: the entries that are one, each alone. `rejected`: what the two entries consisted of. `undone`: nothing."""
    undoes: int | None
    """Number of the decision that was taken back."""
    reason: str
    officer: str
    at: datetime

    @property
    def id(self) -> str:
        """`rd-` and the first 24 hex digits of the SHA-256 of everything else."""
        content = json.dumps([*vars(self).values()], default=datetime.isoformat, ensure_ascii=False)
        return "rd-" + hashlib.sha256(content.encode()).hexdigest()[:24]


def add(
    case: Case,
    verdict: Verdict,
    sides: Sides,
    reason: str,
    officer: str,
    *,
    undoes: int | None = None,
    seen: int | None = None,
    recorded: Callable[[Decision], object] = lambda decision: None,
) -> Decision:
    """Keep a record; that it fits what stands is for the caller to have checked against the decisions up to `seen`.

    Args:
        case: the open case.
        verdict: what was decided.
        sides: see `Decision.sides`.
        reason: why, in the officer's words.
        officer: who.
        undoes: number of the decision that is taken back.
        seen: number of the newest decision that was looked at, 0 for none; None: not asked for.
        recorded: hears of the record before it is final: where this fails, nothing is kept.

    Raises:
        ToolError: somebody decided something in the meantime.
    """
    with case.database.write() as connection:
        last = newest(case)
        if seen is not None and seen != last:
            raise ToolError("Somebody decided on the register meanwhile; nothing was changed. Look at it again, and then decide.")
        made = Decision(last + 1, verdict, sides, undoes, reason, officer, datetime.now(UTC))
        connection.execute(
            "INSERT INTO register_decisions (number, verdict, sides, undoes, reason, officer, at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (made.number, verdict, json.dumps(sides), undoes, reason, officer, made.at.isoformat(), made.id),
        )
        recorded(made)
    return made


def newest(case: Case) -> int:
    """Number of the newest decision; 0 where there is none."""
    [number] = case.database.connection.execute("SELECT coalesce(max(number), 0) FROM register_decisions").fetchone()
    return int(number)


def decisions(case: Case) -> list[Decision]:
    """All records in the order they were made.

    Raises:
        IntegrityError: a stored record is not what was recorded, or one is missing.
    """
    made = [_decision(row) for row in case.database.connection.execute("SELECT * FROM register_decisions ORDER BY number")]
    if [each.number for each in made] != list(range(1, len(made) + 1)):
        raise IntegrityError("The decisions on the register are not complete: their numbers have a gap.")
    return made


def standing(made: Sequence[Decision]) -> list[Decision]:
    """What stands: merges and rejections that were not taken back, in order."""
    undone = {each.undoes for each in made}
    return [each for each in made if each.verdict != "undone" and each.number not in undone]


def _decision(row: sqlite3.Row) -> Decision:
    """A stored record; it is held against its own hash."""
    try:
        sides = tuple(tuple(side) for side in json.loads(row["sides"]))
        at = datetime.fromisoformat(row["at"])
    except (ValueError, TypeError) as error:
        raise IntegrityError(f"The stored decision {row['id']} cannot be read: {error}.") from error
    found = Decision(row["number"], row["verdict"], sides, row["undoes"], row["reason"], row["officer"], at)
    if found.id != row["id"]:
        raise IntegrityError(f"The stored decision {row['id']} on the register is not what {row['officer']} recorded.")
    return found
