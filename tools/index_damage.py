"""When files of the index are not what they were."""

import sqlite3
from contextlib import closing
from pathlib import Path


class Damaged(Exception):
    """Passages that the index should have are gone."""


def is_damage(error: Exception) -> bool:
    """Whether an error means that files of the index are not what they were; a full or locked disk is not such an error."""
    if isinstance(error, sqlite3.DatabaseError):
        return type(error) is sqlite3.DatabaseError
    from chromadb.errors import InternalError

    return isinstance(error, Damaged | InternalError)


def check(database: Path) -> None:
    """Raise when the file is damaged, before chromadb opens it: it could not be used again in this process."""
    if database.exists():
        with closing(sqlite3.connect(database, timeout=60)) as connection:
            [answer] = connection.execute("PRAGMA quick_check (1)").fetchone()
            if answer != "ok":
                raise Damaged
