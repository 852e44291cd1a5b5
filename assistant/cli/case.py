"""exhibit case, exhibit add: making cases and filling them."""

from pathlib import Path

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import NOT_DONE, Output, command
from assistant.cli.tombstones import deleted, tombstone_row
from assistant.documents import (
    AddDocument,
    AddedRow,
    CaseDocument,
    CaseRow,
    CaseShowDocument,
    ExhibitRow,
    GlossaryDocument,
    RejectedRow,
)
from assistant.locks import quarantined
from assistant.session import Session
from assistant.settings import settings
from tools.case import Exhibit
from tools.intake import Labels
from tools.intake import add as take_in


@click.group()
def case() -> None:
    """Make cases and set what holds for a whole case."""


@case.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the case is called.")
@command
def new(out: Output, folder: Path, title: str) -> None:
    """Make a case in the folder DIR."""
    session = Session.new(folder, title)
    row = CaseRow(dir=str(session.case.folder), title=session.case.title, id=session.case.id)
    out.show(
        CaseDocument(case=row),
        lambda screen: screen.print(f"{row.title} ({row.id}) in {row.dir}", markup=False),
    )


@case.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@command
def show(out: Output, folder: Path) -> None:
    """Show the exhibits of CASE, and which mail or archive they came out of."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    shown = session.case
    document = CaseShowDocument(
        case=CaseRow(dir=str(shown.folder), title=shown.title, id=shown.id),
        exhibits=[
            ExhibitRow(
                **_row(e).model_dump(),
                kind=e.kind,
                source=e.source,
                added_at=e.added_at.isoformat(),
                added_by=e.added_by,
                facts=e.facts,
            )
            for e in shown.exhibits()
        ],
        deleted=[tombstone_row(stone) for stone in shown.deleted()],
    )
    out.show(document, lambda screen: _listed(screen, document))


@case.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--clear", is_flag=True, help="Take all names out.")
@command
def glossary(out: Output, folder: Path, names: tuple[str, ...], clear: bool) -> None:
    """Set the NAMES that may be said in the recordings of CASE, or show them; recordings are then transcribed anew.

    An utterance in which such a name is heard only because it was suggested carries the flag `glossary` and cannot be cited
    until a person has listened to it.
    """
    if clear and names:
        raise click.UsageError("give either names or --clear")
    session = Session.open(folder)
    session.require(Right.ADD if clear or names else Right.VIEW)
    kept = session.case.glossary
    if clear or names:
        kept = session.case.set_glossary(names)
        session.record("glossary", {"names": list(kept)})
    out.show(GlossaryDocument(glossary=list(kept)), lambda screen: screen.print("\n".join(kept) or "No names.", markup=False))


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the exhibit; by default the file's name.")
@click.option("--source", default="", help="Where the material comes from.")
@click.option("--kind", default="", help="What it is: statement, receipt, call, …")
@click.option(
    "--password",
    prompt=True,
    prompt_required=False,
    hide_input=True,
    default=None,
    help="For PDFs and archives that open only with one; without a value you are asked for it. It is used and forgotten.",
)
@command
def add(
    out: Output,
    folder: Path,
    files: tuple[Path, ...],
    title: str,
    source: str,
    kind: str,
    password: str | None,
) -> None:
    """Add FILES, and all files below folders, to CASE. The files stay where they are; the case keeps its own copy.

    Attachments of mails and files in ZIP and TAR archives become exhibits of their own. Of a locked PDF an unlocked copy is made,
    which is an exhibit beside it.
    """
    station = settings()
    session = Session.open(folder, station)
    session.require(Right.ADD)
    with out.log.status("Adding …") as status:
        outcome = take_in(
            session.case,
            files,
            Labels(station.officer, title, source, kind),
            max_bytes=station.max_file_bytes,
            on_bytes=lambda file, count: status.update(f"Adding {Path(file).name} …"),
            password=password,
            recorded=quarantined(session),
        )
    for exhibit in outcome.added:
        session.record_added(exhibit)
    for refusal in outcome.rejected:
        session.record("exhibit_rejected", {"file": refusal.file, "reason": refusal.reason})
    refused = [refusal for refusal in outcome.rejected if refusal.duplicate_of is None]
    nothing = not outcome.added and bool(refused)
    document = AddDocument(
        added=[_row(exhibit) for exhibit in outcome.added],
        rejected=[RejectedRow(file=r.file, reason=r.reason, duplicate_of=r.duplicate_of) for r in outcome.rejected],
        error="; ".join(f"{refusal.file}: {refusal.reason}" for refusal in refused) if nothing else None,
    )
    out.show(document, lambda screen: _told(screen, document))
    if nothing:
        out.end(NOT_DONE)


def _told(screen: Console, document: AddDocument) -> None:
    for row in document.added:
        out_of = f"  (out of {row.parent})" if row.parent else ""
        screen.print(f"{row.exhibit}  {row.media:<8}  {row.title}{out_of}", markup=False)
        if row.withheld:
            screen.print(f"    in quarantine as privileged: {row.withheld}", markup=False, style="yellow")
    for refused in document.rejected:
        screen.print(f"not added: {refused.file}: {refused.reason}", markup=False)


def _listed(screen: Console, document: CaseShowDocument) -> None:
    screen.print(f"{document.case.title} ({document.case.id}) in {document.case.dir}", markup=False)
    for row in document.exhibits:
        pages = int(row.facts.get("pages", 0))
        extent = f"{pages} page{'s' if pages > 1 else ''}" if pages else ""
        locked = "in quarantine as privileged" if row.withheld else ""
        told = [row.kind, extent, f"out of {row.parent}" if row.parent else "", locked]
        more = f"  ({', '.join(filter(None, told))})" if any(told) else ""
        screen.print(f"{row.exhibit}  {row.media:<8}  {row.title}{more}", markup=False)
    for stone in document.deleted:
        screen.print(f"{stone.subject}  {stone.about:<8}  {deleted(stone)}", markup=False)


def _row(exhibit: Exhibit) -> AddedRow:
    return AddedRow(
        exhibit=exhibit.id,
        file=exhibit.file,
        sha256=exhibit.sha256,
        media=exhibit.media,
        title=exhibit.title,
        mime=exhibit.mime,
        size=exhibit.size,
        parent=exhibit.parent,
        withheld=exhibit.withheld,
    )
