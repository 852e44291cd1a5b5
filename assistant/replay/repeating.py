"""Repeating a run."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import recorded_use, use_of
from assistant.making import Made, make
from assistant.manifests import Manifest, Run, output_of
from assistant.replay.difference import Difference, by_ids, differences
from assistant.replay.standing import changed, notes, recorded
from assistant.session import Session
from models.errors import WeightsError
from tools import results
from tools.errors import CaseError, IntegrityError, Stopped
from tools.evidence import Evidence
from tools.registry import get_tool
from tools.searches import Earlier

Outcome = Literal["identical", "different", "not_repeatable"]


@dataclass(frozen=True)
class Replayed:
    """What came of a repetition."""

    run: Run
    event: int
    """Number of the event that told of the run first."""
    outcome: Outcome
    output: str | None
    """SHA-256 of what came out now; None where nothing was done."""
    reasons: tuple[str, ...]
    """Why it cannot be repeated; or where the results differ, what may have led to it."""
    differences: tuple[Difference, ...]
    files: tuple[str, ...]
    """Files beside the evidence whose bytes are not the same."""
    seconds: float
    seq: int
    """Number of this repetition's event."""


def replay(session: Session, run: Run) -> Replayed:
    """Repeat a run. What it found then is not touched, and nothing of what comes out now is kept.

    Raises:
        NotAllowed: the officer may not use tools in this case.
        NeedsAuthorisation: the run is biometric and no authorisation covers it now.
        IntegrityError: an exhibit, the kept result or the manifest is not what was recorded.
        Stopped: the user stopped it.
    """
    session.require(Right.RUN)
    started = time.monotonic()
    manifest = run.manifest
    event = recorded(session, run)
    kept = _kept(session, run)
    reasons = changed(session.case, manifest)
    made: Made | None = None
    found: list[Difference] = []
    files: list[str] = []
    outcome: Outcome = "not_repeatable"
    if not reasons:
        try:
            made, outcome = _repeated(session, run)
        except (Stopped, authorisation.NeedsAuthorisation):
            raise
        except (CaseError, WeightsError) as error:
            reasons = [str(error)]
    if made is not None:
        files = sorted(name for name in {*manifest.files, *made.files} if manifest.files.get(name) != made.files.get(name))
        if outcome == "different":
            found = by_ids(manifest.evidence, made.evidence) if kept is None else differences(kept, made.evidence)
            reasons = _why(manifest)
    output = None if made is None else output_of(made.evidence)
    told = session.record(
        "replay",
        {
            "run": run.number,
            "call": event.seq,
            "tool": manifest.tool,
            "args": manifest.args,
            "manifest": manifest.digest,
            "outcome": outcome,
            "output": output,
            "reasons": reasons,
            "differences": len(found),
            "files": files,
        },
    )
    seconds = time.monotonic() - started
    return Replayed(run, event.seq, outcome, output, tuple(reasons), tuple(found), tuple(files), seconds, told.seq)


def _repeated(session: Session, run: Run) -> tuple[Made, Outcome]:
    """Do it again and compare."""
    manifest, tool = run.manifest, get_tool(run.manifest.tool)
    earlier = Earlier(manifest.rounds, manifest.inputs.plan)
    try:
        if tool.biometric:
            use = use_of(tool, manifest.args)
            with recorded_use(session, use, authorisation.check(session, use), run.key) as found_in:
                made = make(session.case, tool, manifest.args, again=earlier)
                found_in(made.evidence)
        else:
            made = make(session.case, tool, manifest.args, again=earlier)
    except Stopped as error:
        session.record("stopped", {"replay": run.number, "tool": tool.name, "by": session.officer, "reason": str(error)})
        raise
    return made, "identical" if output_of(made.evidence) == manifest.output else "different"


def _kept(session: Session, run: Run) -> Sequence[Evidence] | None:
    """What the run found, where it is still kept.

    Raises:
        IntegrityError: it is not what the manifest says.
    """
    kept = results.find(session.case, run.key)
    if kept is None:
        return None
    if [item.id for item in kept] == list(run.manifest.evidence) and output_of(kept) != run.manifest.output:
        raise IntegrityError(f"The kept result of run {run.number} is not the one that its manifest names.")
    return kept


def _why(manifest: Manifest) -> list[str]:
    """What may have led to a difference."""
    known = notes(manifest)
    return [*known, *([] if known else ["the same program on the same machine: this tool is not bit-reproducible"])]
