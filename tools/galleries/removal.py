"""Taking persons out of a gallery, and galleries out of a case: templates, pictures, names, and kept results that name them."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.case import Case
from tools.galleries.gallery import Gallery, Person
from tools.galleries.people import persons
from tools.galleries.register import changed

_PENDING = "gallery_removal"
"""A fact of the case while removed content may still lie in the database file."""


@dataclass(frozen=True)
class Removed:
    """What was taken out."""

    persons: tuple[Person, ...]
    faces: int
    """Templates, each with its picture."""
    results: int
    """Kept results of tools that named one of the persons."""


def remove(
    case: Case, gallery: Gallery, person: Person | None = None, *, recorded: Callable[[Removed], object] = lambda removed: None
) -> Removed:
    """Take one person out of a gallery, or without one the gallery with everybody in it.

    All of it in one transaction; then the database file is written anew, so that nothing of it is left in unused pages or in the
    write-ahead log. A run that is killed in between leaves a note, and `finish` does the rest.

    Args:
        case: the open case.
        gallery: of the case.
        person: of the gallery.
        recorded: hears of the removal before it is final: where this fails, nothing is removed.

    Raises:
        CaseError: everything is removed, but another program keeps the file from being written anew: repeat it.
    """
    gone = tuple(persons(case, gallery)) if person is None else (person,)
    with case.database.write() as connection:
        faces = sum(_count(connection, "gallery_faces WHERE person = ?", each.id) for each in gone)
        removed = Removed(gone, faces, _forget(connection, gallery, gone))
        if person is None:
            connection.execute("DELETE FROM galleries WHERE id = ?", (gallery.id,))
        else:
            connection.execute("DELETE FROM gallery_persons WHERE id = ? AND gallery = ?", (person.id, gallery.id))
            changed(case, connection, gallery.id)
        connection.execute("INSERT OR REPLACE INTO facts VALUES (?, '1')", (_PENDING,))
        recorded(removed)
    finish(case)
    return removed


def finish(case: Case) -> None:
    """Write the database anew where an earlier removal did not come to it; errors as for `Database.rewrite`."""
    if case.database.connection.execute("SELECT 1 FROM facts WHERE name = ?", (_PENDING,)).fetchone():
        case.database.rewrite()
        with case.database.write() as connection:
            connection.execute("DELETE FROM facts WHERE name = ?", (_PENDING,))


def _forget(connection: sqlite3.Connection, gallery: Gallery, gone: Sequence[Person]) -> int:
    """Delete the kept results that have one of the persons as a candidate, and those of the other searches in this gallery, which
    say of it what is not so any more."""
    found = connection.execute(
        "SELECT DISTINCT run FROM evidence WHERE json_extract(body, '$.kind') = 'Candidate' AND"
        " (json_extract(body, '$.gallery') = ? OR json_extract(body, '$.candidate') IN (SELECT value FROM json_each(?)))",
        (gallery.name, json.dumps([person.id for person in gone])),
    ).fetchall()
    connection.executemany("DELETE FROM runs WHERE number = ?", [(row["run"],) for row in found])
    return len(found)


def _count(connection: sqlite3.Connection, where: str, value: str) -> int:
    [found] = connection.execute(f"SELECT count(*) FROM {where}", (value,)).fetchone()  # noqa: S608
    return int(found)
