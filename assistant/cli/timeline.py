"""exhibit timeline, exhibit links: what the exhibits date, and who they link, as text, as JSON and as pictures in a file."""

from pathlib import Path

import click
from rich.console import Console

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import EXPORT, Use
from assistant.chat.link_picture import TOLD as LINKS_TOLD
from assistant.chat.link_picture import link_page
from assistant.chat.time_picture import TOLD as TIMES_TOLD
from assistant.chat.time_picture import time_page
from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.link_documents import LinksDocument, TimelineDocument, links_document, timeline_document
from assistant.session import Session
from tools.errors import CaseError
from tools.evidence import Citation
from tools.register import links as linking
from tools.register import register
from tools.register import timeline as dating

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_FILE = click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write the picture to this HTML file.")


@click.command()
@_CASE
@_FILE
@command
def timeline(out: Output, folder: Path, file: Path | None) -> None:
    """Show every dated sentence in the order of time; with -o as a picture that opens in any browser and loads nothing."""
    session = admitted(folder)
    found = dating.timeline(session.case, register(session.case))
    if file is not None:
        _write(session, "timeline", file, time_page(found, session.case.title))
    document = timeline_document(found, None if file is None else str(file))
    out.show(document, lambda screen: _times(screen, document))


@click.command()
@_CASE
@_FILE
@command
def links(out: Output, folder: Path, file: Path | None) -> None:
    """Show who and what the exhibits name together; with -o as a picture that opens in any browser and loads nothing."""
    session = admitted(folder)
    found = linking.links(session.case, register(session.case))
    if file is not None:
        _write(session, "links", file, link_page(found, session.case.title))
    document = links_document(found, None if file is None else str(file))
    out.show(document, lambda screen: _links(screen, document))


def _write(session: Session, what: str, file: Path, page: str) -> None:
    """Write a picture; it takes an authorisation to export, and that it was taken out of the case is on record."""
    session.require(Right.EXPORT)
    held = authorisation.check(session, Use(EXPORT))
    session.record("picture", {"what": what, "file": str(file), "authorisation": None if held is None else held.id})
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise CaseError(f"{file} could not be written: {error.strerror}.") from error


def _times(screen: Console, document: TimelineDocument) -> None:
    for row in document.events:
        screen.print(f"{row.when:16}  {row.sentence}  {_places(row.citations)}", markup=False)
        if row.note:
            screen.print(f"{'':18}“{row.written}”: {row.note}", markup=False, style="dim")
    for each in document.undated:
        screen.print(f"not placed in time: {each.written} ({each.reason})  {_places(each.citations)}", markup=False, style="dim")
    _ended(screen, TIMES_TOLD.partition(":")[0] + ".", document.file, bool(document.events or document.undated))


def _links(screen: Console, document: LinksDocument) -> None:
    for row in document.links:
        a, b = row.entries
        screen.print(f"{a.name} – {b.name}: {', '.join(row.exhibits)}", markup=False, style="bold")
        for place in row.shared:
            screen.print(f"    {place.sentence}  {_places(place.citations)}", markup=False)
    _ended(screen, LINKS_TOLD.partition(". ")[0] + ".", document.file, bool(document.links))


def _ended(screen: Console, told: str, file: str | None, something: bool) -> None:
    screen.print(told if something else "Nothing is there to show: process the exhibits first (`exhibit process CASE`).", style="dim")
    if file is not None:
        screen.print(f"The picture is in {file}.", markup=False)


def _places(citations: list[Citation]) -> str:
    return " ".join(f"[{cited.exhibit} {cited.fragment}]" for cited in citations)
