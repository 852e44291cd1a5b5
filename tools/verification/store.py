"""Verdicts on candidates, kept in the case: sealed until two examiners have judged, never changed, never deleted."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from tools.case import Case
from tools.errors import IntegrityError
from tools.verification.judgement import Opened


@dataclass(frozen=True)
class Sealed:
    """That one examiner has judged one candidate; not what was said."""

    number: int
    """Counted from 1 through the whole case."""
    exhibit: str
    evidence: str
    """Id of the candidate."""
    examiner: str
    officer: str
    """Who was working at the station."""
    seal: str
    """Id of the seal that can open it: that of one station for one case."""
    at: datetime
    commitment: str
    """SHA-256, see `Opened.commitment`."""
    sealed: bytes
    """The judgement, encrypted."""

    @property
    def id(self) -> str:
        """`vd-` and the first 24 hex digits of the SHA-256 of everything else."""
        content = [*vars(self).values()]
        return "vd-" + hashlib.sha256(json.dumps(content, default=_plain, ensure_ascii=False).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Verdict:
    """One examiner's verdict on one candidate."""

    record: Sealed
    opened: Opened | None
    """None until every examiner has judged."""


class Turn:
    """The verdicts on one candidate while nobody else can add one."""

    def __init__(self, case: Case, connection: sqlite3.Connection, evidence: str) -> None:
        self.earlier = of(case, evidence)
        """In the order in which they were given."""
        self._connection = connection
        [self.number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM verdicts").fetchone()
        """Of the verdict that is to be added."""

    def add(self, record: Sealed) -> None:
        """Keep a verdict, sealed."""
        self._connection.execute(
            "INSERT INTO verdicts (number, exhibit, evidence, examiner, officer, seal, at, commitment, sealed, id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.number,
                record.exhibit,
                record.evidence,
                record.examiner,
                record.officer,
                record.seal,
                record.at.isoformat(),
                record.commitment,
                record.sealed,
                record.id,
            ),
        )

    def open(self, number: int, opened: Opened) -> None:
        """Keep what a verdict says, for everybody to read."""
        self._connection.execute("INSERT INTO opened_verdicts (number, content) VALUES (?, ?)", (number, opened.model_dump_json()))


@contextmanager
def turn(case: Case, evidence: str) -> Iterator[Turn]:
    """Alone with the verdicts on a candidate; an error takes back what was added."""
    with case.database.write() as connection:
        yield Turn(case, connection, evidence)


def of(case: Case, evidence: str) -> tuple[Verdict, ...]:
    """The verdicts on a candidate in the order in which they were given; errors as in `all_verdicts`."""
    return tuple(_read(case, "WHERE evidence = ?", (evidence,)))


def all_verdicts(case: Case) -> dict[str, tuple[Verdict, ...]]:
    """Every verdict, by candidate.

    Raises:
        IntegrityError: a stored verdict is not what the examiner gave.
    """
    found: dict[str, tuple[Verdict, ...]] = {}
    for verdict in _read(case, "", ()):
        found[verdict.record.evidence] = (*found.get(verdict.record.evidence, ()), verdict)
    return found


def now() -> datetime:
    """The moment of a verdict."""
    return datetime.now(UTC)


def _read(case: Case, where: str, values: Sequence[str]) -> Iterator[Verdict]:
    rows = case.database.connection.execute(
        f"SELECT * FROM verdicts LEFT JOIN opened_verdicts USING (number) {where} ORDER BY number",  # noqa: S608 # `where` is ours
        values,
    ).fetchall()
    return (_verdict(case, row) for row in rows)


def _verdict(case: Case, row: sqlite3.Row) -> Verdict:
    """A stored verdict; it is held against its own hash, and what it says against what the examiner was bound to."""
    changed = IntegrityError(f"The stored verdict {row['id']} on {row['evidence']} is not what {row['examiner']} gave.")
    try:
        at = datetime.fromisoformat(row["at"])
        opened = None if row["content"] is None else Opened.model_validate_json(row["content"])
    except (ValueError, ValidationError) as error:
        raise changed from error
    record = Sealed(
        number=row["number"],
        exhibit=row["exhibit"],
        evidence=row["evidence"],
        examiner=row["examiner"],
        officer=row["officer"],
        seal=row["seal"],
        at=at,
        commitment=row["commitment"],
        sealed=row["sealed"],
    )
    if record.id != row["id"] or (opened is not None and opened.commitment(case.id, record.evidence, record.examiner) != record.commitment):
        raise changed
    return Verdict(record, opened)


def _plain(value: datetime | bytes) -> str:
    return value.isoformat() if isinstance(value, datetime) else value.hex()
