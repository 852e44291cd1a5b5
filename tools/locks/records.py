"""What people and rules decided about locks: a record that only grows, each entry held against its own hash.

The newest record of a subject is what stands. `lock` says which kind of lock, `subject` what it is about: an entry of the list of
privileged correspondents, an exhibit, a warrant.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from tools.case import Case
from tools.errors import IntegrityError

Lock = Literal["privilege", "quarantine", "caution", "scope", "hold", "retention"]


@dataclass(frozen=True)
class Record:
    """One decision."""

    number: int
    """Counted from 1 through the whole case."""
    lock: str
    subject: str
    verdict: str
    content: str
    """What belongs to it, as JSON with sorted keys."""
    reason: str
    """In words, for people; it never tells what an exhibit says."""
    officer: str
    at: datetime

    @property
    def id(self) -> str:
        """`lk-` and the first 24 hex digits of the SHA-256 of everything else."""
        whole = json.dumps([*vars(self).values()], default=datetime.isoformat, ensure_ascii=False)
        return "lk-" + hashlib.sha256(whole.encode()).hexdigest()[:24]

    def values(self) -> dict[str, Any]:
        """`content`, parsed."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    def event(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {
            "number": self.number,
            "id": self.id,
            "subject": self.subject,
            "verdict": self.verdict,
            "content": self.values(),
            "reason": self.reason,
            "by": self.officer,
        }


Hears = Callable[[Record], object]
"""Hears of a record before it is final: where it fails, nothing is kept."""


def unheard(record: Record) -> None:
    """Nobody needs to hear of it."""


def add(
    case: Case, lock: Lock, subject: str, verdict: str, content: Mapping[str, Any], reason: str, officer: str, recorded: Hears = unheard
) -> Record:
    """Keep a record.

    Args:
        case: the open case.
        lock, subject, verdict, content, reason: as in `Record`.
        officer: who decided.
        recorded: hears of it before it is final.
    """
    with case.database.write() as connection:
        [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM locks").fetchone()
        body = json.dumps(dict(content), sort_keys=True, ensure_ascii=False)
        made = Record(number, lock, subject, verdict, body, reason, officer, datetime.now(UTC))
        connection.execute(
            "INSERT INTO locks (number, lock, subject, verdict, content, reason, officer, at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, lock, subject, verdict, body, reason, officer, made.at.isoformat(), made.id),
        )
        recorded(made)
    return made


def newest(case: Case, lock: Lock) -> dict[str, Record]:
    """The newest record of each subject, in the order in which they were made.

    Raises:
        IntegrityError: a stored record is not what was decided.
    """
    rows = case.database.connection.execute(
        "SELECT * FROM locks WHERE number IN (SELECT max(number) FROM locks WHERE lock = ? GROUP BY subject) ORDER BY number", (lock,)
    ).fetchall()
    return {row["subject"]: _record(row) for row in rows}


def last(case: Case) -> int:
    """Number of the newest record of all; 0 where there is none. It changes whenever a lock does."""
    [number] = case.database.connection.execute("SELECT coalesce(max(number), 0) FROM locks").fetchone()
    return int(number)


def _record(row: sqlite3.Row) -> Record:
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError as error:
        raise IntegrityError(f"The stored lock {row['id']} cannot be read: {error}.") from error
    found = Record(row["number"], row["lock"], row["subject"], row["verdict"], row["content"], row["reason"], row["officer"], at)
    if found.id != row["id"]:
        raise IntegrityError(f"The stored lock {row['id']} of {row['subject']} is not what {row['officer']} decided.")
    return found
