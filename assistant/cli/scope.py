"""exhibit scope: what a warrant allows to be looked at."""

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.lock_documents import OutsideRow, ScopeDocument, ScopeRow
from assistant.session import Session
from tools.case import Case
from tools.locks import locks
from tools.locks.scope import Scope, scopes


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("a day is written YYYY-MM-DD") from None


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--warrant", default="warrant", show_default=True, help="Which warrant; a case may have several.")
@click.option("--from", "since", callback=_day, help="First day, YYYY-MM-DD.")
@click.option("--until", callback=_day, help="Last day, included, YYYY-MM-DD.")
@click.option("--account", "accounts", multiple=True, help="An e-mail address, number or account; may be given more than once.")
@click.option("--person", "persons", multiple=True, help="Who sent or received; may be given more than once.")
@click.option("--exhibit", "exhibits", multiple=True, help="What it applies to; without it every mail, mailbox and chat.")
@click.option("--clear", is_flag=True, help="Take the scope off.")
@click.option("--reason", default="", help="Why; needed with --clear.")
@command
def scope(
    out: Output,
    folder: Path,
    warrant: str,
    since: date | None,
    until: date | None,
    accounts: tuple[str, ...],
    persons: tuple[str, ...],
    exhibits: tuple[str, ...],
    clear: bool,
    reason: str,
) -> None:
    """Set what a warrant allows to be looked at in CASE, or show it. Messages outside are not shown, searched or answered from by any
    tool or question; they are only counted. Days are those that the messages themselves are dated with."""
    limits = any((since, until, accounts, persons, exhibits))
    if clear and limits:
        raise click.UsageError("give either limits or --clear")
    if not clear and not limits:
        document = _document(admitted(folder).case)
    else:
        from assistant.locks import clear_scope, set_scope

        session = Session.open(folder)
        if clear:
            clear_scope(session, warrant, reason)
        else:
            set_scope(session, Scope(warrant, since, until, accounts, persons, exhibits), reason.strip())
        document = _document(session.case)
    out.show(document, lambda screen: _told(screen, document))


def _document(case: Case) -> ScopeDocument:
    rows = [
        ScopeRow(
            warrant=one.warrant,
            since=one.since.isoformat() if one.since else None,
            until=one.until.isoformat() if one.until else None,
            accounts=list(one.accounts),
            persons=list(one.persons),
            exhibits=list(one.exhibits),
        )
        for one in scopes(case)
    ]
    outside = [
        OutsideRow(exhibit=exhibit, messages=limit.outside, whole=limit.closed, reason=limit.words)
        for exhibit, limit in sorted(locks(case).limits.items())
    ]
    return ScopeDocument(scopes=rows, outside=outside)


def _told(screen: Console, document: ScopeDocument) -> None:
    for row in document.scopes:
        days = f"{row.since or '…'} to {row.until or '…'}" if row.since or row.until else "any day"
        who = ", ".join((*row.accounts, *row.persons)) or "anybody"
        where = ", ".join(row.exhibits) or "every mail, mailbox and chat"
        screen.print(f"{row.warrant}: {days}; {who}; {where}", markup=False)
    for left in document.outside:
        screen.print(f"{left.exhibit}  {left.reason}{'; nothing of it is inside' if left.whole else ''}", markup=False)
    if not document.scopes:
        screen.print("No scope is set: everything may be looked at.")
