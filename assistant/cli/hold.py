"""exhibit hold: stopping deletion."""

from pathlib import Path

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import Output, command
from assistant.retention_documents import HoldRow, HoldsDocument
from assistant.session import Session
from tools.retention.holds import holds


@click.group()
def hold() -> None:
    """Stop deletion by a legal hold, on one exhibit or on a whole case."""


@hold.command("set")
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit", required=False)
@click.option("--reason", required=True, help="Why, with the file number of the order where there is one.")
@click.option(
    "--urgent-too",
    is_flag=True,
    help="Keep even what an unapproved urgent use has found. Article 26(10) of the AI Act has it deleted: only where the law says so.",
)
@command
def set_(out: Output, folder: Path, exhibit: str | None, reason: str, urgent_too: bool) -> None:
    """Put a hold on EXHIBIT or, without one, on the whole of CASE: nothing of it is deleted until a supervisor lifts the hold."""
    from assistant import retention

    session = Session.open(folder)
    retention.set_hold(session, exhibit, reason, urgent=urgent_too)
    _show(out, session)


@hold.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit", required=False)
@click.option("--reason", required=True, help="Why it is not needed any more.")
@command
def lift(out: Output, folder: Path, exhibit: str | None, reason: str) -> None:
    """Lift the hold on EXHIBIT or, without one, that on the whole of CASE. For supervisors."""
    from assistant import retention

    session = Session.open(folder)
    retention.lift_hold(session, exhibit, reason)
    _show(out, session)


@hold.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit", required=False)
@command
def show(out: Output, folder: Path, exhibit: str | None) -> None:
    """Show the holds of CASE that stand, or what holds EXHIBIT."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    _show(out, session, session.case.look_up(exhibit).id if exhibit is not None else None)


def _show(out: Output, session: Session, exhibit: str | None = None) -> None:
    found = holds(session.case)
    stopping = found.on(exhibit) if exhibit is not None else None
    chosen = list(found.standing.values()) if exhibit is None else [stopping] if stopping is not None else []
    rows = [
        HoldRow(
            subject=each.subject,
            urgent=each.urgent,
            reason=each.record.reason,
            by=each.record.officer,
            at=each.record.at.isoformat(),
        )
        for each in chosen
    ]
    document = HoldsDocument(holds=rows)
    out.show(document, lambda screen: _told(screen, document))


def _told(screen: Console, document: HoldsDocument) -> None:
    for row in document.holds:
        also = "  (urgent uses too)" if row.urgent else ""
        screen.print(f"{row.subject}  held by {row.by} since {row.at[:10]}: {row.reason}{also}", markup=False)
    if not document.holds:
        screen.print("No legal hold stands.")
