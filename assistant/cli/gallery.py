"""exhibit gallery: named lists of persons with pictures, to search faces in."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import click
from rich.console import Console

from assistant import galleries as kept
from assistant.accounts import Right
from assistant.cli.output import NOT_DONE, Output, command
from assistant.gallery_documents import (
    EnrolledRow,
    GalleriesDocument,
    GalleryDocument,
    GalleryFaceRow,
    GalleryPersonRow,
    GalleryRemoveDocument,
    GalleryRow,
    GalleryShowDocument,
    RefusedRow,
)
from assistant.session import Session
from tools import galleries
from tools.case import Case
from tools.evidence import Box
from tools.galleries import FPIR, KINDS, Gallery, Kind, Terms

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_NAME = click.argument("name")


class _Day(click.ParamType[datetime]):
    """A day as YYYY-MM-DD; its last moment, UTC."""

    name = "DAY"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day of the form 2027-01-31", param, ctx)
        return datetime.combine(day, time.max, UTC)


class _Face(click.ParamType[int | Box]):
    """The number of a face, or the box it lies in."""

    name = "NUMBER|BOX"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int | Box:
        if re.fullmatch(r"[0-9]+", value):
            return int(value)
        if re.fullmatch(r"[0-9]+(,[0-9]+){3}", value):
            left, top, width, height = map(int, value.split(","))
            return left, top, width, height
        raise click.BadParameter(f"{value!r} is neither a number nor a box LEFT,TOP,WIDTH,HEIGHT", ctx, param)


@click.group()
def gallery() -> None:
    """Make galleries of persons, put pictures into them, and take them out again."""


@gallery.command()
@_CASE
@_NAME
@click.option("--kind", type=click.Choice(KINDS), default="other", show_default=True, help="What kind of list it is.")
@click.option("--reason", default="", help="Why these persons are looked for.")
@click.option("--legal-basis", default="", help="The law or order that allows it.")
@click.option("--owner", default="", help="Who answers for it; by default the officer.")
@click.option("--expires", type=_Day(), help="Its last day, YYYY-MM-DD; by default a year from now.")
@click.option(
    "--fpir",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=FPIR,
    show_default=True,
    help="Share of searches with a stranger's face that may give a candidate; it sets the threshold.",
)
@command
def new(
    out: Output,
    folder: Path,
    name: str,
    kind: Kind,
    reason: str,
    legal_basis: str,
    owner: str,
    expires: datetime | None,
    fpir: float,
) -> None:
    """Make the empty gallery NAME in CASE."""
    session = Session.open(folder)
    made = kept.new(session, name, Terms(kind, reason, legal_basis, owner, expires, fpir))
    document = GalleryDocument(gallery=_row(session.case, made), enrolled=[], rejected=[])
    out.show(document, lambda screen: _line(screen, document.gallery))


@gallery.command()
@_CASE
@_NAME
@click.argument("person")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--face", type=_Face(), help="Which face, where a picture has several: its number from the left, or LEFT,TOP,WIDTH,HEIGHT.")
@command
def add(out: Output, folder: Path, name: str, person: str, files: tuple[Path, ...], face: int | Box | None) -> None:
    """Put pictures of PERSON into the gallery NAME of CASE. The files stay where they are; the gallery keeps its own copy, sealed."""
    session = Session.open(folder)
    with out.log.status("Looking at the faces …"):
        filled = kept.add(session, name, person, list(files), face)
    refused = [refusal for refusal in filled.rejected if not refusal.duplicate]
    nothing = not filled.enrolled and bool(refused)
    document = GalleryDocument(
        gallery=_row(session.case, filled.gallery),
        enrolled=[
            EnrolledRow(
                file=each.face.file,
                person=each.face.person.name,
                candidate=each.face.person.id,
                face=each.face.id,
                box=each.face.box,
                quality=each.face.quality,
                notes=list(each.notes),
            )
            for each in filled.enrolled
        ],
        rejected=[RefusedRow(file=each.file, reason=each.reason) for each in filled.rejected],
        error="; ".join(f"{refusal.file}: {refusal.reason}" for refusal in refused) if nothing else None,
    )
    out.show(document, lambda screen: _added(screen, document))
    if nothing:
        out.end(NOT_DONE)


@gallery.command("list")
@_CASE
@command
def list_(out: Output, folder: Path) -> None:
    """List the galleries of CASE."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    case = session.case
    document = GalleriesDocument(galleries=[_row(case, each) for each in galleries.galleries(case)])
    out.show(document, lambda screen: _listed(screen, document))


@gallery.command()
@_CASE
@_NAME
@command
def show(out: Output, folder: Path, name: str) -> None:
    """Show who is in the gallery NAME of CASE."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    held = galleries.gallery(session.case, name)
    session.record("gallery_view", {"gallery": held.id, "reason": "members asked for on the command line"})
    enrolled = galleries.enrolled(session.case, held)
    people = []
    for person in galleries.persons(session.case, held):
        rows = [
            GalleryFaceRow(
                face=each.id,
                file=each.file,
                sha256=each.sha256,
                box=each.box,
                quality=each.quality,
                added_at=each.added_at.isoformat(),
                added_by=each.added_by,
            )
            for each in enrolled
            if each.person.id == person.id
        ]
        people.append(GalleryPersonRow(person=person.name, candidate=person.id, faces=rows))
    document = GalleryShowDocument(gallery=_row(session.case, held), people=people)
    out.show(document, lambda screen: _told(screen, document))


@gallery.command()
@_CASE
@_NAME
@click.argument("person", required=False)
@command
def remove(out: Output, folder: Path, name: str, person: str | None) -> None:
    """Remove PERSON (name or candidate id) from the gallery NAME of CASE, or without PERSON the whole gallery: templates, pictures,
    names, and kept results that name them."""
    session = Session.open(folder)
    left, gone = kept.remove(session, name, person)
    document = GalleryRemoveDocument(
        gallery=None if left is None else _row(session.case, left),
        removed=[each.id for each in gone.persons],
        faces=gone.faces,
        results=gone.results,
    )
    said = f"{len(document.removed)} persons with {gone.faces} pictures removed, and {gone.results} kept results that named them"
    out.show(document, lambda screen: screen.print(said, markup=False))


def _row(case: Case, held: Gallery) -> GalleryRow:
    persons, faces = galleries.counted(case, held)
    return GalleryRow(
        name=held.name,
        persons=persons,
        faces=faces,
        kind=held.kind,
        reason=held.reason,
        legal_basis=held.legal_basis,
        owner=held.owner,
        expires=held.expires_at.isoformat(),
        expired=held.expired,
        fpir=held.fpir,
    )


def _line(screen: Console, row: GalleryRow) -> None:
    until = f"EXPIRED {row.expires[:10]}" if row.expired else f"until {row.expires[:10]}"
    screen.print(f"{row.name}  {row.kind}  {row.persons} persons, {row.faces} pictures  {until}  owner {row.owner}", markup=False)


def _listed(screen: Console, document: GalleriesDocument) -> None:
    for row in document.galleries:
        _line(screen, row)
    if not document.galleries:
        screen.print("No galleries.")


def _added(screen: Console, document: GalleryDocument) -> None:
    for row in document.enrolled:
        screen.print(f"{row.candidate}  {row.person}  {row.file}  quality {row.quality:.2f}", markup=False)
        for note in row.notes:
            screen.print(f"          {note}", markup=False)
    for refused in document.rejected:
        screen.print(f"not added: {refused.file}: {refused.reason}", markup=False)
    _line(screen, document.gallery)


def _told(screen: Console, document: GalleryShowDocument) -> None:
    _line(screen, document.gallery)
    for what, text in (("reason", document.gallery.reason), ("legal basis", document.gallery.legal_basis)):
        screen.print(f"{what}: {text or 'not given'}", markup=False)
    for row in document.people:
        screen.print(f"{row.candidate}  {row.person}", markup=False)
        for face in row.faces:
            screen.print(f"          {face.file}  quality {face.quality:.2f}  {face.added_at[:10]} by {face.added_by}", markup=False)
