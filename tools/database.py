"""A case's SQLite database: one file, safe against a kill, shared by several processes."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.errors import CaseError
from tools.retention.schema import RETENTION

_FIRST = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE exhibits (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    media TEXT NOT NULL,
    mime TEXT NOT NULL,
    facts TEXT NOT NULL,
    title TEXT NOT NULL,
    file TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL
);
CREATE TABLE runs (
    key TEXT PRIMARY KEY,
    tool TEXT NOT NULL,
    args TEXT NOT NULL,
    exhibit TEXT,
    finished_at TEXT NOT NULL,
    seconds REAL NOT NULL,
    number INTEGER NOT NULL UNIQUE
);
CREATE INDEX runs_of_exhibit ON runs (exhibit, tool);
CREATE TABLE evidence (
    run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE INDEX evidence_by_id ON evidence (id);
"""
_CONFIRMATIONS = """
CREATE TABLE confirmations (
    number INTEGER PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibits (id),
    evidence TEXT NOT NULL,
    verdict TEXT NOT NULL,
    text TEXT,
    officer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX confirmations_of_evidence ON confirmations (exhibit, evidence);
CREATE TRIGGER confirmations_stay BEFORE UPDATE ON confirmations BEGIN SELECT raise(ABORT, 'a confirmation is never changed'); END;
CREATE TRIGGER confirmations_remain BEFORE DELETE ON confirmations BEGIN SELECT raise(ABORT, 'a confirmation is never deleted'); END;
"""
_VERIFICATIONS = """
CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibits (id),
    evidence TEXT NOT NULL,
    examiner TEXT NOT NULL,
    officer TEXT NOT NULL,
    seal TEXT NOT NULL,
    at TEXT NOT NULL,
    commitment TEXT NOT NULL,
    sealed BLOB NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX verdicts_of_evidence ON verdicts (evidence);
CREATE TABLE opened_verdicts (
    number INTEGER PRIMARY KEY REFERENCES verdicts (number),
    content TEXT NOT NULL
);
CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts BEGIN SELECT raise(ABORT, 'a verdict is never changed'); END;
CREATE TRIGGER verdicts_remain BEFORE DELETE ON verdicts BEGIN SELECT raise(ABORT, 'a verdict is never deleted'); END;
CREATE TRIGGER opened_stay BEFORE UPDATE ON opened_verdicts BEGIN SELECT raise(ABORT, 'a verdict is never changed'); END;
CREATE TRIGGER opened_remain BEFORE DELETE ON opened_verdicts BEGIN SELECT raise(ABORT, 'a verdict is never deleted'); END;
"""
_GALLERIES = """
CREATE TABLE galleries (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    owner TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    fpir REAL NOT NULL,
    revision INTEGER NOT NULL,
    seal TEXT NOT NULL,
    mark TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE gallery_persons (
    id TEXT PRIMARY KEY,
    gallery TEXT NOT NULL REFERENCES galleries (id) ON DELETE CASCADE,
    known_by TEXT NOT NULL,
    name BLOB NOT NULL,
    UNIQUE (gallery, known_by)
) WITHOUT ROWID;
CREATE TABLE gallery_faces (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES gallery_persons (id) ON DELETE CASCADE,
    encoder TEXT NOT NULL,
    template BLOB NOT NULL,
    about BLOB NOT NULL
);
CREATE INDEX gallery_faces_of_person ON gallery_faces (person);
CREATE TABLE gallery_pictures (
    face TEXT PRIMARY KEY REFERENCES gallery_faces (id) ON DELETE CASCADE,
    content BLOB NOT NULL
);
"""
_CONTAINED = """
CREATE TABLE contained (
    container TEXT NOT NULL REFERENCES exhibits (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    exhibit TEXT NOT NULL REFERENCES exhibits (id),
    PRIMARY KEY (container, position)
) WITHOUT ROWID;
CREATE INDEX containers_of_exhibit ON contained (exhibit);
"""
_SPEAKER_NAMES = """
CREATE TABLE speaker_names (
    number INTEGER PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibits (id),
    speaker TEXT NOT NULL,
    voice TEXT NOT NULL,
    name TEXT,
    comparison TEXT NOT NULL,
    officer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX speaker_names_of_exhibit ON speaker_names (exhibit, speaker, voice);
CREATE TRIGGER speaker_names_stay BEFORE UPDATE ON speaker_names BEGIN SELECT raise(ABORT, 'a name is never changed'); END;
CREATE TRIGGER speaker_names_remain BEFORE DELETE ON speaker_names BEGIN SELECT raise(ABORT, 'a name is never deleted'); END;
"""
_REGISTER = """
CREATE TABLE register_decisions (
    number INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    sides TEXT NOT NULL,
    undoes INTEGER UNIQUE REFERENCES register_decisions (number),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE TRIGGER register_decisions_stay BEFORE UPDATE ON register_decisions
    BEGIN SELECT raise(ABORT, 'a decision on the register is never changed'); END;
CREATE TRIGGER register_decisions_remain BEFORE DELETE ON register_decisions
    BEGIN SELECT raise(ABORT, 'a decision on the register is never deleted'); END;
"""
_LOCKS = """
CREATE TABLE locks (
    number INTEGER PRIMARY KEY,
    lock TEXT NOT NULL,
    subject TEXT NOT NULL,
    verdict TEXT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX locks_of_subject ON locks (lock, subject, number);
CREATE TRIGGER locks_stay BEFORE UPDATE ON locks BEGIN SELECT raise(ABORT, 'a lock is never changed'); END;
CREATE TRIGGER locks_remain BEFORE DELETE ON locks BEGIN SELECT raise(ABORT, 'a lock is never deleted'); END;
"""
_MANIFESTS = """
CREATE TABLE manifests (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX manifests_of_key ON manifests (key);
"""
_STEPS = (_FIRST, _CONFIRMATIONS, _GALLERIES, _VERIFICATIONS, _CONTAINED, _SPEAKER_NAMES, _REGISTER, _LOCKS, RETENTION, _MANIFESTS)
"""What each format adds to the one before it: a new database takes all steps, an older one those that it lacks."""
VERSION = len(_STEPS)


class Database:
    """Connections to one SQLite file, one for each thread.

    Write-ahead log with full synchronisation: a committed transaction survives a power cut, and readers never wait.
    """

    def __init__(self, path: Path, steps: Sequence[str] = _STEPS) -> None:
        """A file at `path`; `steps` is what each format of it adds to the one before it, by default those of a case."""
        self.path = path
        self._steps = steps
        self._local = threading.local()

    def create(self) -> None:
        """Make the file with its tables; FileExistsError when it is there."""
        if self.path.exists():
            raise FileExistsError(self.path)
        self._bring_up_to_date()

    def check(self) -> None:
        """Make sure that the file is one that this version of the program reads; one of an earlier version is brought up to date.

        Raises:
            CaseError: it is damaged, of a later version, or cannot be brought up to date.
        """
        try:
            [found] = self.connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise CaseError(
                f"{self.path} is damaged ({error}). Restore it from a copy; the exhibits themselves are not affected."
            ) from error
        if not 1 <= found <= len(self._steps):
            raise CaseError(f"{self.path} has format {found}, this version of Exhibit reads format {len(self._steps)}.")
        if found < len(self._steps):
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Take the steps that the file lacks, in one transaction: another process sees the old format or the new one."""
        with self.write() as connection:
            [found] = connection.execute("PRAGMA user_version").fetchone()
            for step in self._steps[found:]:
                for statement in filter(str.strip, step.split(";\n")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._steps)}")

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = FULL")
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
            self._local.connection = found
        return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that either happens whole or not at all.

        Raises:
            CaseError: the disk is full or the folder cannot be written to.
        """
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.OperationalError as error:
            raise CaseError(
                f"The case database could not be written: {error}. Nothing was changed. Free space, or check who may write to "
                f"{self.path.parent}."
            ) from error

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing deleted is left in it or in its write-ahead log.

        Raises:
            CaseError: another process is reading or writing, or the disk is full; it can be tried again.
        """
        try:
            self.connection.execute("VACUUM")
            [busy, *_] = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise CaseError(
                f"The case database could not be written anew: {error}. Close other programs on this case and repeat it."
            ) from error
        if busy:
            raise CaseError("The case database could not be written anew: another program is using it. Close it and repeat this.")

    def close(self) -> None:
        """Close this thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None
