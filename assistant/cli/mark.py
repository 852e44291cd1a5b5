"""exhibit mark: statements taken without caution or under compulsion."""

from pathlib import Path

import click
from rich.console import Console

from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.lock_documents import MarkDocument, MarkRow, SuggestionRow
from assistant.session import Session
from tools.case import Case
from tools.locks import caution


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit", required=False)
@click.option("--without-caution", is_flag=True, help="The person was not cautioned.")
@click.option("--compelled", is_flag=True, help="The person was compelled to answer.")
@click.option("--undo", is_flag=True, help="Take the mark back.")
@click.option("--reason", help="Why.")
@command
def mark(out: Output, folder: Path, exhibit: str | None, without_caution: bool, compelled: bool, undo: bool, reason: str | None) -> None:
    """Mark the statement EXHIBIT of CASE: no search reaches it and no answer or lead rests on it. It can still be read. Without
    EXHIBIT, show what is marked, and which exhibits say of themselves that they should be."""
    chosen = [without_caution, compelled, undo].count(True)
    if exhibit is None:
        if chosen or reason is not None:
            raise click.UsageError("give EXHIBIT")
        document = _document(admitted(folder).case)
    else:
        if chosen != 1 or reason is None:
            raise click.UsageError("give one of --without-caution, --compelled and --undo, with --reason")
        from assistant import locks

        session = Session.open(folder)
        if undo:
            locks.unmark(session, exhibit, reason)
        else:
            locks.mark(session, exhibit, "without caution" if without_caution else "under compulsion", reason)
        document = _document(session.case)
    out.show(document, lambda screen: _told(screen, document))


def _document(case: Case) -> MarkDocument:
    rows = [
        MarkRow(exhibit=one.exhibit, how=one.how, reason=one.record.reason, by=one.record.officer, at=one.record.at.isoformat())
        for one in caution.marks(case).values()
    ]
    return MarkDocument(marks=rows, suggestions=[SuggestionRow(exhibit=one.exhibit, quote=one.quote) for one in caution.suggestions(case)])


def _told(screen: Console, document: MarkDocument) -> None:
    for row in document.marks:
        screen.print(f"{row.exhibit}  taken {row.how}: {row.reason} ({row.by}, {row.at[:10]})", markup=False)
    for suggestion in document.suggestions:
        screen.print(f"{suggestion.exhibit}  is not marked and says of itself: “{suggestion.quote}”", markup=False, style="yellow")
    if not document.marks and not document.suggestions:
        screen.print("Nothing is marked.")
