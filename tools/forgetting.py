"""Taking kept results out of a case: evidence, what was drawn of it, and names that rest on it."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import speaker_names
from tools.case import Case

_PENDING = "results_removal"
"""A fact of the case while removed content may still lie on the disk: the files that are to go, as JSON."""
_DERIVED = "derived"


@dataclass(frozen=True)
class Gone:
    """What was taken out."""

    runs: int
    evidence: tuple[str, ...]
    """Ids."""
    files: int
    """Plots and pictures."""
    names: int
    """Names of voices that rested on it."""


def forget(case: Case, keys: Sequence[str], officer: str, *, recorded: Callable[[Gone], object] = lambda gone: None) -> Gone:
    """Delete the results with these keys (`results.key_of`), with their files; a name of a voice that rests on one is taken back.

    One transaction; then the files go and the database is written anew, so that nothing is left in unused pages. A run that is
    killed in between leaves a note, and `finish` does the rest.

    Args:
        case: the open case.
        keys: of the results.
        officer: who has them deleted, for names that are taken back.
        recorded: hears of it before it is final: where this fails, nothing is deleted.

    Raises:
        CaseError: everything is deleted, but another program keeps the file from being written anew: repeat it.
    """
    with case.database.write() as connection:
        rows = connection.execute(
            "SELECT id, body FROM evidence JOIN runs ON run = runs.number WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        ).fetchall()
        files = sorted({name for row in rows for name in _drawn(row)})
        done = connection.execute("DELETE FROM runs WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))
        evidence = tuple(dict.fromkeys(row["id"] for row in rows))
        gone = Gone(done.rowcount, evidence, len(files), speaker_names.take_back(connection, evidence, officer))
        connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_PENDING, json.dumps(files)))
        recorded(gone)
    finish(case)
    return gone


def finish(case: Case) -> None:
    """Delete the files and write the database anew where an earlier removal did not come to it; errors as for `Database.rewrite`."""
    row = case.database.connection.execute("SELECT value FROM facts WHERE name = ?", (_PENDING,)).fetchone()
    if row is None:
        return
    for name in json.loads(row["value"]):
        place = case.folder / name
        place.unlink(missing_ok=True)
        if place.parent.is_dir() and not any(place.parent.iterdir()):
            place.parent.rmdir()
    case.database.rewrite()
    with case.database.write() as connection:
        connection.execute("DELETE FROM facts WHERE name = ?", (_PENDING,))


def _drawn(row: sqlite3.Row) -> list[str]:
    """The files of the case folder that a piece of evidence names."""
    names = json.loads(row["body"]).get("pictures", ())
    return [name for name in names if Path(name).parts[:1] == (_DERIVED,) and ".." not in Path(name).parts]
