"""The persons of a gallery, their faces, templates and pictures: opened from their seal when they are needed."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from tools.case import Case
from tools.errors import ToolError
from tools.galleries.gallery import EnrolledFace, Gallery, Person


@dataclass(frozen=True, eq=False)
class Templates:
    """The templates of a gallery."""

    vectors: npt.NDArray[np.float32]
    """Shape (faces, dimension); rows have unit length."""
    persons: tuple[str, ...]
    """Of each face, the person's id."""
    faces: tuple[str, ...]
    """Ids."""
    elsewhere: int
    """Faces that were enrolled with other weights, and cannot be compared."""

    @property
    def people(self) -> int:
        """How many persons they are of."""
        return len(set(self.persons))


def templates(case: Case, gallery: Gallery, encoder: str) -> Templates:
    """The templates that an encoder (by the identity of its weights) made.

    Raises:
        IntegrityError: one is not what was put there.
    """
    rows = _faces(case, gallery).fetchall()
    mine = [row for row in rows if row["encoder"] == encoder]
    opened = [np.frombuffer(case.seal.open(row["template"], "template", *_place(gallery, row), encoder), np.float32) for row in mine]
    return Templates(
        np.stack(opened) if opened else np.zeros((0, 0), np.float32),
        tuple(row["person"] for row in mine),
        tuple(row["id"] for row in mine),
        len(rows) - len(mine),
    )


def persons(case: Case, gallery: Gallery) -> list[Person]:
    """The persons, by name."""
    rows = case.database.connection.execute("SELECT * FROM gallery_persons WHERE gallery = ?", (gallery.id,)).fetchall()
    return sorted((_person(case, gallery, row) for row in rows), key=lambda person: person.name.casefold())


def person(case: Case, gallery: Gallery, name: str) -> Person:
    """One person by name or by candidate id; ToolError when there is none."""
    known_by = case.seal.mark("person", gallery.id, name.casefold())
    row = case.database.connection.execute(
        "SELECT * FROM gallery_persons WHERE gallery = ? AND (known_by = ? OR id = ?)", (gallery.id, known_by, name)
    ).fetchone()
    if row is None:
        raise ToolError(f"The gallery {gallery.name!r} has no person {name!r}. `exhibit gallery show` lists those it has.")
    return _person(case, gallery, row)


def enrolled(case: Case, gallery: Gallery) -> list[EnrolledFace]:
    """All faces, in the order they were enrolled.

    Raises:
        IntegrityError: what is known of one is not what was put there.
    """
    people = {found.id: found for found in persons(case, gallery)}
    return [_face(case, gallery, row, people[row["person"]]) for row in _faces(case, gallery)]


def picture(case: Case, gallery: Gallery, face: EnrolledFace) -> bytes:
    """The whole picture that a face was enrolled from, as it was given.

    Raises:
        IntegrityError: it is not what was put there.
    """
    row = case.database.connection.execute("SELECT content FROM gallery_pictures WHERE face = ?", (face.id,)).fetchone()
    if row is None:
        raise ToolError(f"The face {face.id} is not in the gallery {gallery.name!r} any more.")
    return case.seal.open(row["content"], "picture", gallery.id, face.person.id, face.id)


def counted(case: Case, gallery: Gallery) -> tuple[int, int]:
    """How many persons and how many faces a gallery has."""
    row = case.database.connection.execute(
        "SELECT count(DISTINCT p.id), count(f.id) FROM gallery_persons p LEFT JOIN gallery_faces f ON f.person = p.id WHERE p.gallery = ?",
        (gallery.id,),
    ).fetchone()
    return int(row[0]), int(row[1])


def _faces(case: Case, gallery: Gallery) -> sqlite3.Cursor:
    return case.database.connection.execute(
        "SELECT f.* FROM gallery_faces f JOIN gallery_persons p ON p.id = f.person WHERE p.gallery = ? ORDER BY f.number", (gallery.id,)
    )


def _place(gallery: Gallery, row: sqlite3.Row) -> tuple[str, str, str]:
    """Where a face belongs: what is sealed for it opens nowhere else."""
    return gallery.id, row["person"], row["id"]


def _person(case: Case, gallery: Gallery, row: sqlite3.Row) -> Person:
    return Person(row["id"], case.seal.open(row["name"], "name", gallery.id, row["id"]).decode())


def _face(case: Case, gallery: Gallery, row: sqlite3.Row, person: Person) -> EnrolledFace:
    about = json.loads(case.seal.open(row["about"], "face", *_place(gallery, row)))
    return EnrolledFace(
        id=row["id"],
        person=person,
        file=about["file"],
        sha256=about["sha256"],
        box=tuple(about["box"]),
        points=tuple(tuple(point) for point in about["points"]),
        quality=about["quality"],
        added_at=datetime.fromisoformat(about["added_at"]),
        added_by=about["added_by"],
    )
