"""exhibit retention: how long what is in a case is kept, and deleting what is due."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import Output, command
from assistant.cli.tombstones import deleted, tombstone_row
from assistant.retention_documents import (
    DueRow,
    KindRow,
    RemainsRow,
    RetentionDueDocument,
    RetentionGoneDocument,
    RetentionRulesDocument,
    RuleRow,
)
from assistant.session import Session
from tools import tombstone
from tools.retention.extent import Takes
from tools.retention.kinds import SORTS
from tools.retention.planning import Plan
from tools.retention.rules import rules as standing


@click.group()
def retention() -> None:
    """Say how long what is in a case is kept, and delete what is due, after a dry run."""


@retention.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@command
def rules(out: Output, folder: Path) -> None:
    """Show the rules of CASE, and what no rule is for."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    _show_rules(out, session)


@retention.command("set")
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("kind")
@click.option("--days", type=int, required=True, help="How many it is kept; 0: due at once, as when a court orders it.")
@click.option("--basis", required=True, help="The legal basis.")
@click.option("--reason", default="", help="What else is to be said.")
@command
def set_(out: Output, folder: Path, kind: str, days: int, basis: str, reason: str) -> None:
    """Set how long KIND is kept in CASE: exhibits, results, galleries, plans, reports, waiting; narrowed as in exhibits:audio,
    exhibits:statement (what they were called when they were added), results:search_faces, galleries:wanted; or one exhibit by its
    id. The narrowest rule holds. For supervisors; deletes nothing."""
    from assistant import retention as on_record

    session = Session.open(folder)
    on_record.set_rule(session, kind, days, basis, reason)
    _show_rules(out, session)


@retention.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("kind")
@click.option("--reason", required=True, help="Why.")
@command
def clear(out: Output, folder: Path, kind: str, reason: str) -> None:
    """Take the rule for KIND off: a wider one holds, or it is kept. For supervisors."""
    from assistant import retention as on_record

    session = Session.open(folder)
    on_record.clear_rule(session, kind, reason)
    _show_rules(out, session)


@retention.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="What will be due on a day, YYYY-MM-DD; by default now.")
@command
def due(out: Output, folder: Path, day: datetime | None) -> None:
    """Show what is due in CASE, what goes with it, and what stays all the same. Only looks."""
    from assistant import retention as on_record

    session = Session.open(folder)
    at = datetime.now(UTC) if day is None else day.replace(tzinfo=UTC)
    _show_due(out, session, on_record.due(session, at), at, None)


@retention.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--yes", "digest", help="The digest of the dry run that is to be carried out.")
@command
def apply(out: Output, folder: Path, digest: str | None) -> None:
    """Without --yes: a dry run, which shows what is due in CASE and its digest. With --yes DIGEST: delete exactly what that dry run
    has shown; where anything has changed since, nothing is deleted. For supervisors."""
    from assistant import retention as on_record

    session = Session.open(folder)
    if digest is None:
        plan = on_record.dry_run(session)
        _show_due(out, session, plan, datetime.now(UTC), plan.digest)
        return
    with out.log.status("Deleting …"):
        gone = on_record.carry_out(session, digest)
    document = RetentionGoneDocument(tombstones=[tombstone_row(stone) for stone in gone.tombstones], names_taken_back=gone.taken_back)
    out.show(document, lambda screen: _told_gone(screen, document))


@retention.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@command
def gone(out: Output, folder: Path) -> None:
    """Show the tombstones of CASE: what was deleted, when, under which rule and by whom."""
    session = Session.open(folder)
    session.require(Right.VIEW)
    document = RetentionGoneDocument(tombstones=[tombstone_row(stone) for stone in tombstone.all_of(session.case.database.connection)])
    out.show(document, lambda screen: _told_gone(screen, document))


def _show_rules(out: Output, session: Session) -> None:
    found = standing(session.case)
    rows = [
        RuleRow(
            number=rule.number,
            kind=rule.kind,
            days=rule.days,
            basis=rule.basis,
            reason=rule.record.reason,
            by=rule.record.officer,
            at=rule.record.at.isoformat(),
        )
        for rule in found.values()
    ]
    kinds = [KindRow(kind=kind, what=what, kept=kind not in found) for kind, what in SORTS.items()]
    document = RetentionRulesDocument(rules=rows, kinds=kinds)
    out.show(document, lambda screen: _told_rules(screen, document))


def _told_rules(screen: Console, document: RetentionRulesDocument) -> None:
    for row in document.rules:
        reason = f"; {row.reason}" if row.reason else ""
        screen.print(f"rule {row.number}  {row.kind}: {row.days:,} days, {row.basis}{reason} ({row.by}, {row.at[:10]})", markup=False)
    for kind in document.kinds:
        if kind.kept:
            part = any(
                row.kind.partition(":")[0] == kind.kind or (kind.kind == "exhibits" and row.kind.startswith("EX-"))
                for row in document.rules
            )
            screen.print(f"no rule  {'other ' if part else ''}{kind.kind} ({kind.what}): kept", markup=False)


def _show_due(out: Output, session: Session, plan: Plan, at: datetime, digest: str | None) -> None:
    from assistant import retention as on_record

    items = [
        DueRow(
            kind=item.kind,
            subject=item.subject,
            about=item.about,
            sha256=item.sha256,
            since=item.since.isoformat(),
            due=item.due.isoformat(),
            rule=item.rule.number,
            basis=item.rule.words,
            takes=asdict(item.takes),
            kept=item.kept,
        )
        for item in plan.items
    ]
    going = [item.subject for item in plan.going if item.kind == "exhibit"]
    ledger = [RemainsRow(**asdict(each)) for each in on_record.remains(session, going)]
    document = RetentionDueDocument(at=at.isoformat(), items=items, ledger=ledger, digest=digest)
    out.show(document, lambda screen: _told_due(screen, document, str(session.case.folder)))


def _told_due(screen: Console, document: RetentionDueDocument, folder: str) -> None:
    for row in document.items:
        name = row.subject if row.kind != "result" else f"{row.about} {row.subject[:12]}"
        screen.print(f"{name}  {row.kind}, {row.about}, due {row.due[:10]} (rule {row.rule}, {row.basis})", markup=False)
        told = f"stays: {row.kept}" if row.kept else f"goes, with {Takes(**row.takes).words}"
        screen.print(f"    {told}", markup=False, style="yellow" if row.kept else None)
    if not any(row.kept is None for row in document.items):
        screen.print("Nothing is due that may be deleted.")
        return
    for left in document.ledger:
        kinds = ", ".join(f"{kind} {count}" for kind, count in left.kinds.items())
        words = f", {left.with_words} of them with words of it, its title or its file's name ({kinds})" if left.with_words else ""
        events = f"{left.events} event{'s' if left.events != 1 else ''}"
        screen.print(
            f"The ledger is never rewritten. It goes on naming {left.exhibit} in {events}{words}; questions"
            " that officers asked and the drafts of answers may hold more of its words.",
            markup=False,
            style="yellow",
        )
    if document.digest is not None:
        screen.print("This was a dry run: nothing was deleted. To delete exactly this:")
        screen.print(f"    exhibit retention apply {folder} --yes {document.digest}", markup=False)


def _told_gone(screen: Console, document: RetentionGoneDocument) -> None:
    for row in document.tombstones:
        what = f"{row.kind} {row.subject if row.kind != 'result' else row.subject[:12]}, {row.about}"
        digest = f", SHA-256 {row.sha256}" if row.sha256 else ""
        screen.print(f"{what}{digest}: {deleted(row)}", markup=False)
    if document.names_taken_back:
        screen.print(f"{document.names_taken_back} names of voices in other recordings were taken back: they rested on what was deleted.")
    if not document.tombstones:
        screen.print("Nothing was deleted.")
