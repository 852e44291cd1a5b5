"""exhibit replay: repeating runs of tools."""

from pathlib import Path

import click
from rich.console import Console

from assistant.authorisation import NeedsAuthorisation
from assistant.cli.output import NOT_DONE, Output, command
from assistant.cli.stoppable import Stoppable, stoppable
from assistant.manifests import Run, numbered, numbers
from assistant.replay import Replayed, replay, run_of_event
from assistant.replay_documents import DifferenceRow, ReplayDocument, ReplayedRow
from assistant.session import Session

_WORDS = {"identical": "identical", "different": "not bit-reproducible", "not_repeatable": "cannot be repeated"}
_SHOWN = 20


@click.command("replay")
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("number", metavar="[RUN]", type=click.IntRange(1), required=False)
@click.option("--event", type=click.IntRange(1), help="The run that this event of the record tells of, in place of RUN.")
@click.option("--all", "everything", is_flag=True, help="Every run of the case.")
@command
@stoppable
def replay_command(out: Output, hands: Stoppable, folder: Path, number: int | None, event: int | None, everything: bool) -> None:
    """Repeat RUN (its number stands with every result and in the record), and say whether the same comes out, to the last bit.

    What was found then stays as it is. Status 0: identical; 1: something differs, or cannot be repeated."""
    if sum([number is not None, event is not None, everything]) != 1:
        raise click.UsageError("give the number of a RUN, or --event, or --all")
    session = hands.open(lambda: Session.open(folder))
    if everything:
        wanted = [numbered(session.case, each) for each in numbers(session.case)]
    else:
        wanted = [run_of_event(session, event) if event is not None else numbered(session.case, number or 0)]
    rows = []
    for run in wanted:
        with out.log.status(f"repeating run {run.number}: {run.manifest.tool} …"):
            rows.append(_replayed(session, run, several=everything))
        if not out.as_json:
            _told(out.screen, rows[-1])
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in _WORDS}
    document = ReplayDocument(replayed=rows, **counts)

    def counted(screen: Console) -> None:
        if everything:
            screen.print(", ".join(f"{count} {_WORDS[outcome]}" for outcome, count in counts.items()))

    out.show(document, counted)
    if counts["identical"] < len(rows):
        out.end(NOT_DONE)


def _replayed(session: Session, run: Run, *, several: bool) -> ReplayedRow:
    """Repeat one run; among several a missing authorisation holds up none of the others."""
    try:
        return _row(replay(session, run))
    except NeedsAuthorisation as error:
        if not several:
            raise
        manifest = run.manifest
        return ReplayedRow(
            run=run.number,
            event=0,
            tool=manifest.tool,
            args=manifest.args,
            manifest=manifest.digest,
            outcome="not_repeatable",
            reasons=[str(error)],
            differences=[],
            files=[],
            seconds=0.0,
            ledger_seq=None,
        )


def _row(done: Replayed) -> ReplayedRow:
    manifest = done.run.manifest
    return ReplayedRow(
        run=done.run.number,
        event=done.event,
        tool=manifest.tool,
        args=manifest.args,
        manifest=manifest.digest,
        outcome=done.outcome,
        reasons=list(done.reasons),
        differences=[DifferenceRow(**vars(difference)) for difference in done.differences],
        files=list(done.files),
        seconds=round(done.seconds, 3),
        ledger_seq=done.seq,
    )


def _told(screen: Console, row: ReplayedRow) -> None:
    args = ", ".join(f"{name}={value!r}" for name, value in row.args.items())
    colour = {"identical": "green", "different": "yellow", "not_repeatable": "red"}[row.outcome]
    screen.print(f"run {row.run}: {row.tool}({args}) {row.seconds:.1f} s: ", end="", markup=False)
    screen.print(_WORDS[row.outcome], style=colour)
    for reason in row.reasons:
        screen.print(f"  {reason}", markup=False)
    for file in row.files:
        screen.print(f"  {file}: other bytes", markup=False, style="dim")
    for difference in row.differences[:_SHOWN]:
        by = "" if difference.by is None else f" ({difference.by:+.6g})"
        where = f"evidence {difference.position} ({difference.evidence or 'new'}) {difference.field}".rstrip()
        screen.print(f"  {where}: {difference.before!r} → {difference.now!r}{by}", markup=False)
    if len(row.differences) > _SHOWN:
        screen.print(f"  and {len(row.differences) - _SHOWN} more (--json has them)", style="dim")
