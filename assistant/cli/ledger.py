"""exhibit ledger: the record of a case."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assistant import accounts, authorisation
from assistant.accounts import Right
from assistant.authorisation import EXPORT, Use
from assistant.cli.output import NOT_INTACT, Output, command, open_command
from assistant.documents import LedgerDocument, LedgerShowDocument
from assistant.ledger import (
    LedgerDamaged,
    StationKey,
    Verdict,
    is_proof,
    prove_event,
    prove_growth,
    put_verifier,
    verify_case,
    verify_export,
    verify_proof,
)
from assistant.ledger import export as write_export
from assistant.ledger.chain import FILE
from assistant.ledger.verify import events
from assistant.session import Session
from assistant.settings import settings
from tools.case import Case
from tools.errors import CaseError

_KEY = click.option(
    "--key",
    "keys",
    multiple=True,
    help="Public key (base64) that may have signed; may be given more than once.",
)


@click.group()
def ledger() -> None:
    """Verify, show and export the record of a case."""


@ledger.command()
@click.argument("place", metavar="CASE|FILE", type=click.Path(path_type=Path))
@_KEY
@open_command
def verify(out: Output, place: Path, keys: tuple[str, ...]) -> None:
    """Check that no event of a case's record, or of an exported one, was edited, removed, reordered or cut off; or check a proof."""
    if place.is_dir():
        _admitted(place)
    verdict = _checked(place, keys)
    document = _document(verdict)

    def told(screen) -> None:  # type: ignore[no-untyped-def]
        screen.print(
            f"{'Intact' if verdict.ok else 'NOT INTACT'}: {verdict.events} events",
            style="bold green" if verdict.ok else "bold red",
        )
        if verdict.reason:
            screen.print(verdict.reason, markup=False)
        for key in verdict.keys:
            screen.print(f"signed by {key}", style="dim", markup=False)

    out.show(document, told)
    if not verdict.ok:
        out.end(NOT_INTACT)


@ledger.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--last", type=click.IntRange(1), help="Only so many events from the end.")
@command
def show(out: Output, folder: Path, last: int | None) -> None:
    """Show the events of a case's record."""
    _admitted(folder)
    verdict = _checked(folder, ())
    if not verdict.ok:
        out.log.print(
            f"The record is not intact: {verdict.reason}",
            style="bold red",
            markup=False,
        )
    found = [asdict(event) for event in events(folder)] if verdict.ok else []
    found = found[-last:] if last else found
    document = LedgerShowDocument(**_document(verdict).model_dump(), shown=found)

    def told(screen) -> None:  # type: ignore[no-untyped-def]
        for event in found:
            screen.print(
                f"{event['seq']:>5}  {event['time'][:19]}  {event['officer']:<10} {event['event']:<18}",
                end=" ",
                markup=False,
            )
            screen.print(json.dumps(event["data"], ensure_ascii=False)[:160], markup=False)

    out.show(document, told)
    if not verdict.ok:
        out.end(NOT_INTACT)


@ledger.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; it must not exist.",
)
@click.option("--with-verifier", is_flag=True, help="Put verify_ledger.py beside it: it checks the file where Exhibit is not installed.")
@command
def export(out: Output, folder: Path, file: Path, with_verifier: bool) -> None:
    """Write the record of a case to one file that can be verified on another machine with the public key alone."""
    session = _leaving(folder, file, {"what": "ledger"})
    write_export(session.case.folder, file)
    _show_written(out, file, with_verifier)


@ledger.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("seq", type=click.IntRange(1), required=False)
@click.option("--since", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="An older export or proof of this record.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), required=True, help="File to write; it must not exist.")
@click.option("--with-verifier", is_flag=True, help="Put verify_ledger.py beside it: it checks the file where Exhibit is not installed.")
@command
def prove(out: Output, folder: Path, seq: int | None, since: Path | None, file: Path, with_verifier: bool) -> None:
    """Show that event SEQ is in the record without the rest of it; or, with --since, that the record has only grown since then."""
    if (seq is None) == (since is None):
        raise click.UsageError("Give the number of an event, or --since with an older export or proof.")
    session = _leaving(folder, file, {"what": "ledger_proof", "event": seq, "since": since and since.name})
    if since is not None:
        prove_growth(session.case.folder, since, file)
    elif seq is not None:
        prove_event(session.case.folder, seq, file)
    _show_written(out, file, with_verifier)


def _leaving(folder: Path, file: Path, what: dict[str, Any]) -> Session:
    """Open a case of whose record something is handed out, when that is allowed; it is recorded before it happens."""
    session = Session.open(folder)
    session.require(Right.EXPORT)
    about = authorisation.leaving(session, Use(EXPORT))
    if file.exists():
        raise CaseError(f"{file} exists; choose another name.")
    session.record("export", what | {"file": file.name} | about)
    return session


def _show_written(out: Output, file: Path, with_verifier: bool) -> None:
    verdict = _checked(file, ())
    verifier = put_verifier(file.parent) if with_verifier else None

    def told(screen) -> None:  # type: ignore[no-untyped-def]
        what = "a proof from a record" if is_proof(file) else "a record"
        screen.print(f"{file}: {what} of {verdict.events} events", markup=False)
        if verifier is not None:
            screen.print(f"check it with: python3 {verifier.name} {file.name} --key {verdict.keys[-1]}", markup=False)

    out.show(_document(verdict), told)


def _admitted(folder: Path) -> None:
    """On a station with accounts the record of a case is for those who have a role in it. Where the record is damaged it cannot be
    opened for work, and is looked at all the same."""
    if not accounts.are_set_up(settings()):
        return
    try:
        Session.open(folder).require(Right.VIEW)
    except LedgerDamaged:
        return


def _checked(place: Path, keys: tuple[str, ...]) -> Verdict:
    station = settings()
    if place.name == FILE and (place.parent / "case.sqlite").is_file():
        place = place.parent  # a case's own record is verified with its head, which lies beside it
    if place.is_file() and is_proof(place):
        return verify_proof(place, frozenset(keys))
    if place.is_file():
        return verify_export(place, frozenset(keys))
    case = Case(place)
    return verify_case(
        case.folder,
        case.id,
        {*keys, StationKey(station.key_file).public},
        station.heads,
    )


def _document(verdict: Verdict) -> LedgerDocument:
    return LedgerDocument(
        ok=verdict.ok,
        events=verdict.events,
        head=verdict.head,
        first_bad=verdict.first_bad,
        reason=verdict.reason,
        keys=list(verdict.keys),
    )
