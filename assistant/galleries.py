"""Galleries on record: whatever makes, fills or removes one is an event of the ledger, written before it is final.

The ledger keeps its events for ever, so that no event has the name of a person: it has the candidate id.
"""

from dataclasses import dataclass, field
from pathlib import Path

from assistant.accounts import Right
from assistant.session import Session
from tools import galleries
from tools.errors import Rejected, ToolError
from tools.galleries import Gallery, Person, Removed, Terms
from tools.galleries.enrolment import AlreadyEnrolled, Choice, Enrolled, enrol
from tools.retention.holds import holds


@dataclass(frozen=True)
class Refusal:
    """A picture that was not taken, with the reason."""

    file: str
    reason: str
    duplicate: bool
    """Whether it is there already."""


@dataclass
class Filled:
    """What became of the pictures that were given."""

    gallery: Gallery
    enrolled: list[Enrolled] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)


def new(session: Session, name: str, terms: Terms) -> Gallery:
    """Make an empty gallery; errors as for `tools.galleries.new`, and NotAllowed."""
    session.require(Right.ENROL)

    def recorded(made: Gallery) -> None:
        data = {
            "gallery": made.id,
            "name": made.name,
            "kind": made.kind,
            "reason": made.reason,
            "legal_basis": made.legal_basis,
            "owner": made.owner,
            "expires": made.expires_at.isoformat(),
            "fpir": made.fpir,
        }
        session.record("gallery_new", data)

    return galleries.new(session.case, name, terms, session.officer, recorded=recorded)


def add(session: Session, name: str, person: str, files: list[Path], choice: Choice | None = None) -> Filled:
    """Put pictures of one person into a gallery. What is refused is on record too.

    Raises:
        ToolError: there is no such gallery, it has expired, or the person's name cannot be used.
        IntegrityError: the gallery is not what it was.
        WeightsError: there are no weights to find or embed faces with.
    """
    session.require(Right.ENROL)
    galleries.finish(session.case)
    held = galleries.searchable(session.case, name)
    outcome = Filled(held)

    def recorded(done: Enrolled) -> None:
        face = done.face
        data = {"gallery": held.id, "candidate": face.person.id, "face": face.id, "sha256": face.sha256, "box": list(face.box)}
        session.record("gallery_add", data | {"notes": len(done.notes)})

    for file in files:
        try:
            outcome.enrolled.append(enrol(session.case, name, person, file, session.officer, choice=choice, recorded=recorded))
        except Rejected as reason:
            outcome.rejected.append(Refusal(str(file), str(reason), isinstance(reason, AlreadyEnrolled)))
            session.record("gallery_rejected", {"gallery": held.id, "duplicate": isinstance(reason, AlreadyEnrolled)})
    outcome.gallery = galleries.gallery(session.case, name)
    return outcome


def remove(session: Session, name: str, person: str | None = None) -> tuple[Gallery | None, Removed]:
    """Take a person (by name or candidate id) out of a gallery, or the gallery out of the case; gives what is left and what is gone.

    Raises:
        ToolError: there is no such gallery or person, or a legal hold stands on the case.
        CaseError: everything is removed, but the database file could not be written anew: repeat any gallery command.
    """
    session.require(Right.ENROL)
    galleries.finish(session.case)
    held = galleries.gallery(session.case, name)
    if (stopping := holds(session.case).on()) is not None:
        raise ToolError(f"Nothing is taken out of {held.name!r}: {stopping.words}. A supervisor can lift it (`exhibit hold lift`).")
    who: Person | None = None if person is None else galleries.person(session.case, held, person)

    def recorded(gone: Removed) -> None:
        data = {"gallery": held.id, "candidates": [each.id for each in gone.persons], "faces": gone.faces, "results": gone.results}
        session.record("gallery_remove", data | {"whole": who is None})

    removed = galleries.remove(session.case, held, who, recorded=recorded)
    return (None if who is None else galleries.gallery(session.case, name)), removed
