"""What is left of what was deleted: which it was, when, under which rule and by whom; nothing of what it said."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from tools.errors import IntegrityError

Kind = Literal["exhibit", "result", "gallery", "plan", "report"]


@dataclass(frozen=True)
class Tombstone:
    """One thing that was deleted."""

    number: int
    """Counted from 1 through the whole case."""
    kind: Kind
    subject: str
    """Id of the exhibit or gallery, key of the result, id of the plan, name of the report's file; never given to anything else."""
    about: str
    """Its medium, its tool or what kind of gallery it was."""
    sha256: str | None
    """Of the bytes of an exhibit or a report."""
    rule: int
    """Number of the record of the rule."""
    basis: str
    """The rule in words, with its legal basis."""
    officer: str
    at: datetime

    @property
    def id(self) -> str:
        """`ts-` and the first 24 hex digits of the SHA-256 of everything else."""
        whole = json.dumps([*vars(self).values()], default=datetime.isoformat, ensure_ascii=False)
        return "ts-" + hashlib.sha256(whole.encode()).hexdigest()[:24]

    @property
    def words(self) -> str:
        """What is said wherever something still names it."""
        return f"deleted on {self.at:%Y-%m-%d} under rule {self.rule} ({self.basis}) by {self.officer}"


def put(
    connection: sqlite3.Connection, kind: Kind, subject: str, about: str, sha256: str | None, rule: int, basis: str, officer: str
) -> Tombstone:
    """Leave a tombstone, inside the transaction that deletes; the arguments are those of `Tombstone`."""
    [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM tombstones").fetchone()
    made = Tombstone(number, kind, subject, about, sha256, rule, basis, officer, datetime.now(UTC))
    connection.execute(
        "INSERT INTO tombstones (number, kind, subject, about, sha256, rule, basis, officer, at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, kind, subject, about, sha256, rule, basis, officer, made.at.isoformat(), made.id),
    )
    return made


def of(connection: sqlite3.Connection, kind: Kind, subject: str) -> Tombstone | None:
    """The newest tombstone of something, or None; errors as in `all_of`."""
    row = connection.execute(
        "SELECT * FROM tombstones WHERE kind = ? AND subject = ? ORDER BY number DESC LIMIT 1", (kind, subject)
    ).fetchone()
    return None if row is None else _read(row)


def all_of(connection: sqlite3.Connection) -> Iterator[Tombstone]:
    """All of them, in order.

    Raises:
        IntegrityError: one is not what was left.
    """
    return map(_read, connection.execute("SELECT * FROM tombstones ORDER BY number").fetchall())


def _read(row: sqlite3.Row) -> Tombstone:
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError as error:
        raise IntegrityError(f"The tombstone {row['id']} cannot be read: {error}.") from error
    values = {name: row[name] for name in ("number", "kind", "subject", "about", "sha256", "rule", "basis", "officer")}
    found = Tombstone(**values, at=at)
    if found.id != row["id"]:
        raise IntegrityError(f"The tombstone {row['id']} of {row['subject']} is not what was left there.")
    return found
