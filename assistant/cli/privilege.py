"""exhibit privilege, exhibit quarantine, exhibit release: correspondence with lawyers, clergy and doctors."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import click
from rich.console import Console

from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.lock_documents import EntryRow, HeldRow, PrivilegeDocument, QuarantineDocument, ReleaseDocument
from assistant.session import Session
from tools.case import Case
from tools.locks import privilege as listed
from tools.locks.entry import Entry, Kind, Whose, entry
from tools.locks.quarantine import Held, standing

_KINDS = get_args(Kind)


def _with_entries(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name entries of the list."""
    about = {
        "address": "An e-mail address.",
        "domain": "A domain of addresses and web sites, with those below it.",
        "number": "A telephone number.",
        "name": "A person or a firm.",
        "term": "Words by which such correspondence is marked.",
    }
    for kind in reversed(_KINDS):
        function = click.option(f"--{kind}", multiple=True, help=f"{about[kind]} May be given more than once.")(function)
    return function


@click.group()
def privilege() -> None:
    """List whose correspondence is privileged: lawyers, clergy, doctors. What matches is put into quarantine before it is read."""


@privilege.command("list")
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@command
def show(out: Output, folder: Path) -> None:
    """Show the list of CASE."""
    document = _document(admitted(folder).case, [])
    out.show(document, lambda screen: _told(screen, document))


@privilege.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@_with_entries
@click.option("--whose", type=click.Choice(get_args(Whose)), default="lawyer", show_default=True, help="Whose they are.")
@click.option("--reason", default="", help="How it is known.")
@command
def add(out: Output, folder: Path, whose: str, reason: str, **values: tuple[str, ...]) -> None:
    """Put entries on the list of CASE. What matches now is taken out of the index, of results and of what was derived from it."""
    from assistant.locks import list_add

    entries = _entries(values, whose)
    session = Session.open(folder)
    closed = list_add(session, entries, reason.strip())
    document = _document(session.case, closed)
    out.show(document, lambda screen: _told(screen, document))


@privilege.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@_with_entries
@click.option("--reason", required=True, help="Why.")
@command
def remove(out: Output, folder: Path, reason: str, **values: tuple[str, ...]) -> None:
    """Take entries off the list of CASE. What lies in quarantine stays there until a custodian releases it."""
    from assistant.locks import list_remove

    entries = _entries(values, "other")
    session = Session.open(folder)
    list_remove(session, entries, reason)
    document = _document(session.case, [])
    out.show(document, lambda screen: _told(screen, document))


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@command
def quarantine(out: Output, folder: Path) -> None:
    """Show what lies in quarantine in CASE and what was released, with the reasons. What the exhibits say is not shown."""
    document = QuarantineDocument(held=_rows(list(standing(admitted(folder).case).values())))
    out.show(document, lambda screen: _listed(screen, document.held))


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit")
@click.option("--reason", required=True, help="Why.")
@click.option("--by", help="Who decides; by default the officer of this station. Nobody who works on the enquiry.")
@click.option("--keep", is_flag=True, help="Confirm that it stays closed.")
@command
def release(out: Output, folder: Path, exhibit: str, reason: str, by: str | None, keep: bool) -> None:
    """Release EXHIBIT of CASE from quarantine, with attachments that were closed because of it. It can then be processed and searched.
    It is closed again only where an entry matches that the list did not have."""
    from assistant.locks import decide

    session = Session.open(folder)
    decided = decide(session, exhibit, reason, by if by is not None else session.officer, keep=keep)
    document = ReleaseDocument(decided=_rows(decided))
    out.show(document, lambda screen: _listed(screen, document.decided))


def _entries(values: dict[str, tuple[str, ...]], whose: str) -> list[Entry]:
    entries = [entry(kind, value, whose) for kind in _KINDS for value in values[kind]]
    if not entries:
        raise click.UsageError(f"give at least one of {', '.join(f'--{kind}' for kind in _KINDS)}")
    return entries


def _document(case: Case, closed: Sequence[Held]) -> PrivilegeDocument:
    entries = [EntryRow(kind=one.kind, value=one.value, whose=one.whose) for one in listed.entries(case)]
    return PrivilegeDocument(entries=entries, closed=_rows(closed))


def _rows(held: Sequence[Held]) -> list[HeldRow]:
    return [
        HeldRow(
            exhibit=one.exhibit,
            verdict=one.verdict,
            reasons=[reason.text for reason in one.reasons],
            decision=None if one.verdict == "held" else one.record.reason,
            by=one.record.officer,
            at=one.record.at.isoformat(),
        )
        for one in held
    ]


def _told(screen: Console, document: PrivilegeDocument) -> None:
    for row in document.entries:
        screen.print(f"{row.kind:<8} {row.value}  ({row.whose})", markup=False)
    _listed(screen, document.closed)


def _listed(screen: Console, rows: Sequence[HeldRow]) -> None:
    for row in rows:
        said = f": {row.decision}" if row.decision else ""
        screen.print(f"{row.exhibit}  {row.verdict} by {row.by}, {row.at[:10]}{said}", markup=False, style="bold")
        for reason in row.reasons:
            screen.print(f"    {reason}", markup=False)
