"""exhibit process: going through all exhibits."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from assistant.cli.output import NOT_DONE, NOT_INTACT, Output, command
from assistant.cli.stoppable import Stoppable, stoppable
from assistant.documents import FailedRow, ProcessDocument, ProcessedRow
from assistant.ingest import process as go_through
from assistant.ingest.task import Outcome, Task
from assistant.session import Session


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Worker processes here, or a Ray cluster.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=max((os.cpu_count() or 2) // 2, 1),
    show_default=True,
    help="Worker processes; each loads its own weights.",
)
@command
@stoppable
def process(out: Output, hands: Stoppable, folder: Path, engine: str, workers: int) -> None:
    """Go through every exhibit of CASE once with every tool that fits. Run it again at any time: only what is missing is done."""
    if engine == "ray":
        from assistant.ingest.cluster import RayCluster as Pool
    else:
        from assistant.ingest.local import WorkerPool as Pool  # type: ignore[assignment]
    session = hands.open(lambda: Session.open(folder), ahead=False)  # the workers are processes of their own
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out.log) as bars:
        bar = bars.add_task("exhibits", total=0)
        shares: dict[Task, float] = {}

        def plan(tasks: Sequence[Task]) -> None:
            shares.clear()
            bars.update(bar, total=(bars.tasks[0].total or 0) + len(tasks))

        def hear(task: Task, share: float, doing: str) -> None:
            bars.update(bar, description=doing)

        pool = Pool(workers)

        def engine_with_bar(session: Session, tasks: Sequence[Task], watcher):  # type: ignore[no-untyped-def]
            for outcome in pool(session, tasks, watcher):
                bars.advance(bar)
                yield outcome

        outcome = go_through(session, engine_with_bar, on_plan=plan, watcher=hear)
    document = ProcessDocument(
        processed=[ProcessedRow(exhibit=o.exhibit, tool=o.tool, evidence=o.evidence, seconds=o.seconds) for o in outcome.done],
        failed=[FailedRow(exhibit=o.exhibit, tool=o.tool, reason=str(o.reason)) for o in outcome.failed],
    )
    out.show(document, lambda screen: _told(screen, outcome.done, outcome.failed))
    if any(failure.integrity for failure in outcome.failed):
        out.end(NOT_INTACT)
    if outcome.failed and not outcome.done:
        out.end(NOT_DONE)


def _told(screen: Console, done: Sequence[Outcome], failed: Sequence[Outcome]) -> None:
    if not done and not failed:
        screen.print("Nothing to do: every exhibit has been gone through.")
    for outcome in done:
        screen.print(
            f"{outcome.exhibit}  {outcome.tool:<18} {outcome.evidence:>6} found  {outcome.seconds:7.1f} s",
            markup=False,
        )
    for outcome in failed:
        screen.print(
            f"{outcome.exhibit}  {outcome.tool:<18} not done: {outcome.reason}",
            markup=False,
        )
