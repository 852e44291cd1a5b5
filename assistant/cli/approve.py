"""exhibit approvals and approve: runs that wait for a person."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from assistant import approvals as kept
from assistant import execution
from assistant.accounts import Right
from assistant.approvals import Approval, Decision
from assistant.authority_documents import ApprovalRow, ApprovalsDocument, ApproveDocument, ReviewerRow, WaitingCall
from assistant.cli.ask import told
from assistant.cli.output import Output, command
from assistant.session import Session
from assistant.settings import settings
from tools.errors import ToolError

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))


@click.command()
@_CASE
@command
def approvals(out: Output, folder: Path) -> None:
    """Show the runs of CASE that wait for a person, each with its exact arguments, and how long reviewers look before they decide."""
    session = Session.open(folder)
    if not session.standing.holds(Right.APPROVE):
        session.require(Right.VIEW)
    found = kept.all_of(session)
    document = ApprovalsDocument(
        approvals=[_row(session, each) for each in found],
        reviewers=[
            ReviewerRow(by=each.by, decisions=each.decisions, median_seconds=each.median_seconds, hasty=each.hasty)
            for each in kept.reviewers(found)
        ],
    )
    out.show(document, lambda screen: _listed(screen, document))
    kept.shown(session, [row.id for row in document.approvals if row.status == "waiting"])


@click.command()
@_CASE
@click.argument("id_", metavar="AP-NUMBER")
@click.argument("arguments", metavar="[NAME=VALUE]...", nargs=-1)
@click.option("--reject", is_flag=True, help="It is not done.")
@click.option("--reason", help="Why, in words; it is on record.")
@click.option("--go-on", is_flag=True, help="It is decided, and the program was stopped before it had gone on: go on now.")
@command
def approve(out: Output, folder: Path, id_: str, arguments: tuple[str, ...], reject: bool, reason: str | None, go_on: bool) -> None:
    """Approve a run of CASE that waits, with the arguments that it shows or with others (NAME=VALUE), or reject it. It then goes on,
    in the name of who asked."""
    if (reject and arguments) or (go_on and (reject or arguments or reason)):
        raise click.UsageError("give either --reject or arguments; --go-on alone")
    if reason is None and not go_on:
        raise click.UsageError("say why (--reason)")
    session = Session.open(folder)
    found = kept.find(session, id_)
    asker = session.in_the_name_of(found.asked_by)
    if go_on and not found.left:
        raise ToolError(f"{id_} waits for its decision, or has been gone on with.")
    if go_on and session.officer != found.asked_by:
        session.require(Right.APPROVE)
    decision: Decision = "reject" if reject else "edit" if arguments else "approve"
    with out.log.status("Loading the model …"):  # before the decision: what is decided goes on at once
        from assistant.agent import resume
        from assistant.llm import load
        from assistant.router import Router

        model = load(settings())
        router = Router(model, settings().cache)
    decided = found if reason is None else kept.decide(session, asker, id_, decision, reason, _args(arguments))
    with out.log.status("Going on with the question …"):
        answer = resume(asker, decided, model, router)
    document = ApproveDocument(approval=_row(session, decided), answer=answer)
    out.show(document, lambda screen: told(screen, answer))


def _args(arguments: tuple[str, ...]) -> dict[str, str]:
    args = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals:
            raise click.UsageError(f"{argument!r} is not of the form name=value")
        args[name] = value
    return args


def _row(session: Session, held: Approval) -> ApprovalRow:
    status = held.status(datetime.now(UTC))
    return ApprovalRow(
        id=held.id,
        question=held.question,
        asked_by=held.asked_by,
        asked_at=held.asked_at.isoformat(),
        status=status,
        calls=[
            WaitingCall(
                tool=call.call.tool,
                args=dict(call.call.args),
                lacks=execution.lacking(session, call.call) if status == "waiting" else None,
            )
            for call in held.calls
        ],
        decided_by=None if held.outcome is None else held.outcome.by,
        left=held.left,
        reason=None if held.outcome is None else held.outcome.reason,
        seconds=None if held.outcome is None else held.outcome.seconds,
    )


def _listed(screen: Console, document: ApprovalsDocument) -> None:
    for row in document.approvals:
        screen.print(f"{row.id}  {row.status:<10} {row.asked_by}, {row.asked_at[:16]}: {row.question}", markup=False)
        for call in row.calls:
            screen.print(f"    {call.tool} {json.dumps(call.args, ensure_ascii=False)}", markup=False, style="bold")
            if call.lacks:
                screen.print(f"    {call.lacks}", markup=False, style="yellow")
        if row.decided_by:
            screen.print(f"    {row.status} by {row.decided_by}: {row.reason}", markup=False, style="dim")
        if row.left:
            screen.print("    not gone on with yet (`exhibit approve --go-on`)", markup=False, style="yellow")
    for one in document.reviewers:
        looked = "never looked first" if one.median_seconds is None else f"median {one.median_seconds:.0f} s"
        screen.print(f"{one.by}: {one.decisions} decided, {looked}, {one.hasty} within seconds or unseen", markup=False, style="dim")
    if not document.approvals:
        screen.print("Nothing waits.")
