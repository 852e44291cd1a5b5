"""exhibit patrol: plans during and after the shift."""

import shutil
from pathlib import Path

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.cli.plan_told import plan_told
from assistant.patrol import make_again, show_seed
from assistant.patrol_documents import PatrolListDocument, PatrolPlanRow, PatrolPublishDocument, PatrolReplanDocument, PatrolRevealDocument
from assistant.publishing import files_of
from assistant.publishing import publish as hand_out
from tools.plan_patrol.keeping import KeptPlan, plans_of
from tools.plan_patrol.replanning import Interruption

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_PLAN = click.argument("plan", metavar="[PLAN]", required=False)


@click.group()
def patrol() -> None:
    """Patrol plans during and after the shift. Plans are made with `exhibit run CASE plan_patrol` or by a question."""


@patrol.command("list")
@_CASE
@command
def list_(out: Output, folder: Path) -> None:
    """Show the plans of CASE."""
    document = PatrolListDocument(plans=[_row(kept) for kept in plans_of(admitted(folder).case)])

    def told(screen: Console) -> None:
        for row in document.plans:
            after = f", after {row.follows}" if row.follows else ""
            screen.print(f"{row.plan}  {row.made[:16]}  {row.units} units, {row.hours}, {row.stops} stops{after}", markup=False)

    out.show(document, told)


@patrol.command()
@_CASE
@_PLAN
@click.option("--unit", type=click.IntRange(1), required=True, help="The unit that something happened to.")
@click.option("--away-from", help="From when it is gone, as 23:10.")
@click.option("--back-at", help="When it is at its start again; without it, it is gone for the rest of the shift.")
@click.option("--stays-until", help="Until when its present stop lasts, as 23:40.")
@click.option("--stop", type=click.IntRange(1), help="The number of that stop; without it, the last that it has begun by then as planned.")
@command
def replan(
    out: Output,
    folder: Path,
    plan: str | None,
    unit: int,
    away_from: str | None,
    back_at: str | None,
    stays_until: str | None,
    stop: int | None,
) -> None:
    """Make the rest of PLAN (by default the latest) again: what is finished or under way is kept."""
    if (away_from is None) == (stays_until is None):
        raise click.UsageError("give either --away-from or --stays-until")
    made = make_again(admitted(folder, Right.RUN), plan, Interruption(unit, away_from, back_at, stays_until, stop))
    document = PatrolReplanDocument(
        plan=made.plan, follows=made.follows, seconds=round(made.seconds, 3), evidence=list(made.stops), ledger_seq=made.seq
    )

    def told(screen: Console) -> None:
        for stop in made.stops:
            screen.print(stop.text, markup=False)
        plan_told(screen, made.stops, folder)
        screen.print(f"plan {made.plan}, made again in {made.seconds:.1f} s", style="dim")

    out.show(document, told)


@patrol.command()
@_CASE
@_PLAN
@command
def reveal(out: Output, folder: Path, plan: str | None) -> None:
    """Show the seed that PLAN (by default the latest) was drawn with, and draw again from it. For after the shift: who knows the seed
    knows the plan."""
    shown = show_seed(admitted(folder), plan)
    kept = shown.revealed.kept
    document = PatrolRevealDocument(
        plan=kept.id,
        seed=shown.revealed.seed,
        commitment=kept.commitment,
        recorded=shown.recorded,
        same=shown.revealed.same,
        why_not=shown.revealed.why_not,
        ledger_seq=shown.seq,
    )

    def told(screen: Console) -> None:
        screen.print(f"seed {document.seed}\nSHA-256 {document.commitment}", markup=False)
        screen.print("on record before it was shown" if document.recorded else "NOT on record before it was shown", markup=False)
        again = {True: "The draw made again gives the same plan.", False: "The draw made again gives ANOTHER plan."}
        screen.print(again.get(document.same, document.why_not) if document.same is not None else document.why_not, markup=False)

    out.show(document, told)


@patrol.command()
@_CASE
@_PLAN
@click.option("-o", "--output", "place", type=click.Path(path_type=Path), required=True, help="Folder to write to; made if need be.")
@command
def publish(out: Output, folder: Path, plan: str | None, place: Path) -> None:
    """Hand out the run sheet and the files of PLAN (by default the latest). It takes an authorisation (publish_patrol)."""
    session = admitted(folder)
    files = files_of(session, plan)
    event = hand_out(session, files)
    place.mkdir(parents=True, exist_ok=True)
    document = PatrolPublishDocument(files=[str(shutil.copy(file, place / file.name)) for file in files], ledger_seq=event.seq)
    out.show(document, lambda screen: screen.print("\n".join(document.files), markup=False))


def _row(kept: KeptPlan) -> PatrolPlanRow:
    return PatrolPlanRow(
        plan=kept.id,
        made=kept.made,
        units=kept.request.units,
        hours=str(kept.request.hours),
        commitment=kept.commitment,
        follows=kept.follows,
        stops=sum(stop[0] is not None for unit in kept.units for stop in unit),
    )
