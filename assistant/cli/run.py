"""exhibit run: using tools directly."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console

from assistant import execution
from assistant.cli.output import NOT_DONE, NOT_INTACT, Output, command
from assistant.cli.plan_told import plan_told
from assistant.cli.stoppable import Stoppable, stoppable
from assistant.documents import RunDocument
from assistant.execution import ToolCall, ToolResult
from assistant.session import Session
from models.errors import WeightsCorrupt
from tools.errors import IntegrityError
from tools.evidence import is_citable, stated
from tools.progress import listening


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("tool", required=False)
@click.argument("arguments", metavar="[NAME=VALUE]...", nargs=-1)
@click.option(
    "--calls",
    type=click.File("r", encoding="utf-8"),
    help='Lines of {"tool": …, "args": {…}}; weights are loaded once.',
)
@command
@stoppable
def run(out: Output, hands: Stoppable, folder: Path, tool: str | None, arguments: tuple[str, ...], calls) -> None:  # type: ignore[no-untyped-def]
    """Use a tool on CASE and print what it found. Ctrl+C stops the tool; one that searches, as plan_patrol, gives the best so far."""
    if (tool is None) == (calls is None):
        raise click.UsageError("give either a TOOL with its arguments or --calls FILE")
    session = hands.open(lambda: Session.open(folder))
    wanted = _calls(calls) if tool is None else iter([_call(tool, arguments)])
    done, failed, damaged = 0, 0, 0
    for call in wanted:
        try:
            with (
                out.log.status(f"{call.tool} …") as status,
                listening(lambda share, doing: status.update(f"{doing} {share:.0%}")),
            ):
                result = execution.run(session, call)
        except (IntegrityError, WeightsCorrupt) as error:
            result = ToolResult(call, error=str(error))
            damaged += 1
        failed += result.error is not None
        done += result.error is None
        document = RunDocument(
            tool=result.call.tool,
            args=dict(result.call.args),
            seconds=round(result.seconds, 3),
            cached=result.cached,
            evidence=list(result.evidence),
            error=result.error,
            needs_approval=result.needs_authorisation,
            authorisation=result.authorisation,
            note=result.note,
            run=result.run,
        )
        out.show(document, lambda screen, document=document: _told(screen, document, folder))  # type: ignore[misc]
    if damaged:
        out.end(NOT_INTACT)
    if failed and not done:
        out.end(NOT_DONE)


def _call(tool: str, arguments: tuple[str, ...]) -> ToolCall:
    args = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals:
            raise click.UsageError(f"{argument!r} is not of the form name=value")
        args[name] = value
    return ToolCall(tool, args)


def _calls(lines: Iterator[str]) -> Iterator[ToolCall]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            call = json.loads(line)
            yield ToolCall(call["tool"], dict(call.get("args") or {}))
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(f'line {number} is not of the form {{"tool": …, "args": {{…}}}}') from error


def _told(screen: Console, document: RunDocument, folder: Path) -> None:
    if document.note:
        screen.print(document.note, markup=False, style="yellow")
    if document.error:
        screen.print(f"not done: {document.error}", markup=False)
    for item in document.evidence:
        places = "; ".join(dict.fromkeys(f"{c.exhibit} {c.fragment}" for c in item.citations))
        doubt = "" if is_citable(item) else "   (uncertain: not citable until somebody confirms it)"
        screen.print(f"{stated(item)}   [{places}]{doubt}", markup=False)
    plan_told(screen, document.evidence, folder)
    if not document.error:
        again = ", kept from an earlier run" if document.cached else ""
        again += f" (run {document.run})" if document.run is not None else ""
        screen.print(
            f"{len(document.evidence)} found in {document.seconds:.1f} s{again}",
            style="dim",
        )
