"""Putting a picture of a person into a gallery: found, judged, compared with what is there, sealed."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tools import faces
from tools.case import Case
from tools.errors import Rejected, ToolError
from tools.evidence import Box
from tools.faces import ENROLMENT, Seen
from tools.galleries.gallery import EnrolledFace, Gallery, Person
from tools.galleries.likeness import Likeness, likeness
from tools.galleries.people import enrolled, persons
from tools.galleries.register import changed, one_line, searchable
from tools.media import identify
from tools.pictures import Picture, upright

MAX_BYTES = 64 << 20
"""Larger pictures are not taken into a gallery: they are kept whole."""
_SAME_BOX = 0.5
"""Share of the smaller of two boxes that lies in the other, from which on they mean the same face."""

Choice = int | Box
"""Which of several faces: its number from left to right, counted from 1, or a box that it lies in."""


class AlreadyEnrolled(Rejected):
    """The very same face of the very same picture is in the gallery."""


@dataclass(frozen=True)
class Enrolled:
    """What became of one picture."""

    face: EnrolledFace
    new_person: bool
    notes: tuple[str, ...]
    """What the user should look into: likeness to others, unlikeness to the person's own pictures."""


def enrol(
    case: Case,
    gallery: str,
    person: str,
    file: Path,
    officer: str,
    *,
    choice: Choice | None = None,
    recorded: Callable[[Enrolled], object] = lambda enrolled: None,
) -> Enrolled:
    """Put one picture of a person into a gallery; a person who is not in it yet is made.

    Args:
        case: the open case.
        gallery: its name.
        person: the person's name.
        file: the picture; its bytes are kept sealed, the file stays where it is.
        officer: who does it.
        choice: which face, where the picture has several.
        recorded: hears of it before it is final: where this fails, nothing is kept.

    Raises:
        Rejected: the file is no picture, has no face, several (the message lists them) or one below the floor.
        AlreadyEnrolled: this face of this picture is there already.
        ToolError: there is no such gallery, it has expired, or the name cannot be used.
        WeightsError, IntegrityError: weights or the gallery are not what they should be.
    """
    held = searchable(case, gallery)
    name = one_line(person, "The name of a person")
    content, picture = _opened(file)
    chosen = _chosen(faces.seen(picture, tiled=False) or faces.seen(picture), choice)
    if objections := chosen.quality.objections(ENROLMENT):
        raise Rejected(f"the face is not fit for a gallery: {'; '.join(objections)}. Give a better picture of the person")
    sha256 = hashlib.sha256(content).hexdigest()
    known = [each for each in enrolled(case, held) if each.sha256 == sha256 and _same(each.box, chosen.face.box)]
    if known:
        raise AlreadyEnrolled(_already(known, name))
    encoder = faces.encoder()
    [vector] = encoder.embed([chosen.crop])
    who = next((each for each in persons(case, held) if each.name.casefold() == name.casefold()), None)
    like = likeness(case, held, vector, encoder, None if who is None else who.id)
    with case.database.write() as connection:
        made = who or _person(case, connection, held, name)
        face = EnrolledFace(
            id=f"F-{secrets.token_hex(6)}",
            person=made,
            file=file.name,
            sha256=sha256,
            box=chosen.face.box,
            points=tuple((round(x, 2), round(y, 2)) for x, y in chosen.face.points.tolist()),
            quality=chosen.quality.score,
            added_at=datetime.now(UTC),
            added_by=officer,
        )
        place = held.id, made.id, face.id
        connection.execute(
            "INSERT INTO gallery_faces (id, person, encoder, template, about) VALUES (?, ?, ?, ?, ?)",
            (
                face.id,
                made.id,
                encoder.sha256,
                case.seal.close(vector.tobytes(), "template", *place, encoder.sha256),
                case.seal.close(_about(face), "face", *place),
            ),
        )
        connection.execute("INSERT INTO gallery_pictures VALUES (?, ?)", (face.id, case.seal.close(content, "picture", *place)))
        changed(case, connection, held.id)
        done = Enrolled(face, who is None, _notes(like))
        recorded(done)
    return done


def _opened(file: Path) -> tuple[bytes, Picture]:
    """The bytes of a picture and the picture; Rejected with the reason when it is none that can be used."""
    try:
        if not file.is_file() or file.is_symlink():
            raise Rejected("there is no such file, or it is a folder or a link")
        if (size := file.stat().st_size) > MAX_BYTES:
            raise Rejected(f"has {size:,} bytes, more than the {MAX_BYTES:,} that a gallery takes; save it smaller")
        if (media := identify(file).media) != "image":
            raise Rejected(f"is {media}, and a gallery takes pictures")
        content = file.read_bytes()
        return content, upright(file)
    except OSError as error:
        raise Rejected(f"cannot be read: {error.strerror or error}") from error
    except ToolError as error:
        raise Rejected(str(error)) from error


def _chosen(found: Sequence[Seen], choice: Choice | None) -> Seen:
    if not found:
        raise Rejected("no face was found in it. Give a picture that shows the face larger, from the front and in even light")
    listed = "; ".join(f"{number}: box {','.join(map(str, each.face.box))}" for number, each in enumerate(found, start=1))
    if choice is None:
        if len(found) > 1:
            raise Rejected(
                f"{len(found)} faces were found, choose the person's with --face NUMBER or --face LEFT,TOP,WIDTH,HEIGHT: {listed}"
            )
        return found[0]
    if isinstance(choice, int):
        if not 1 <= choice <= len(found):
            raise Rejected(f"there is no face {choice}; those found, from left to right: {listed}")
        return found[choice - 1]
    within = [each for each in found if _same(each.face.box, choice)]
    if len(within) != 1:
        raise Rejected(f"{'no face lies' if not within else f'{len(within)} faces lie'} in the box {choice}; those found: {listed}")
    return within[0]


def _same(one: Box, other: Box) -> bool:
    """Whether two boxes mean the same face: one has at least half of the other in it."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, across) * max(0, down) >= _SAME_BOX * min(one[2] * one[3], other[2] * other[3])


def _already(known: Sequence[EnrolledFace], name: str) -> str:
    others = sorted({each.person.name for each in known if each.person.name.casefold() != name.casefold()})
    if not others:
        return f"this face of this picture is already enrolled as {name}, byte for byte"
    return (
        f"this face is enrolled as {', '.join(others)}: one face cannot be two persons. Remove the wrong entry, or choose another face "
        f"of the picture with --face"
    )


def _person(case: Case, connection: sqlite3.Connection, gallery: Gallery, name: str) -> Person:
    made = Person(f"C-{secrets.token_hex(3)}", name)
    connection.execute(
        "INSERT INTO gallery_persons VALUES (?, ?, ?, ?)",
        (
            made.id,
            gallery.id,
            case.seal.mark("person", gallery.id, name.casefold()),
            case.seal.close(name.encode(), "name", gallery.id, made.id),
        ),
    )
    return made


def _about(face: EnrolledFace) -> bytes:
    return json.dumps(
        {
            "file": face.file,
            "sha256": face.sha256,
            "box": face.box,
            "points": face.points,
            "quality": face.quality,
            "added_at": face.added_at.isoformat(),
            "added_by": face.added_by,
        }
    ).encode()


def _notes(found: Likeness) -> tuple[str, ...]:
    said = [
        f"very like the face of another entry, {each.person.name} ({each.person.id}, cosine {each.cosine:.2f}): see whether they are one "
        f"person, or whether one is under the wrong name"
        for each in found.others
    ]
    if found.nearest_own is not None and found.nearest_own >= found.nearly_equal:
        said.append(f"nearly the same as another picture of this person (cosine {found.nearest_own:.2f}): it adds little")
    if found.nearest_own is not None and found.nearest_own < found.alike:
        said.append(f"unlike the other pictures of this person (highest cosine {found.nearest_own:.2f}): see whether it is the same person")
    return tuple(said)
