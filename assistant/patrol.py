"""Patrol plans during and after the shift: made again, and their seeds shown; each on record."""

import time
from dataclasses import dataclass

from assistant.ledger.verify import events
from assistant.session import Session
from tools.evidence import PatrolStop
from tools.plan_patrol.keeping import plan_of
from tools.plan_patrol.replanning import Interruption, replan
from tools.plan_patrol.revealing import Revealed, reveal

REVEALED = "patrol_seed_revealed"
REPLANNED = "patrol_replan"


@dataclass(frozen=True)
class Shown:
    """A seed that was shown."""

    revealed: Revealed
    recorded: bool
    """Whether the record held its commitment before."""
    seq: int
    """Of the event that says that it was shown."""


@dataclass(frozen=True)
class Replanned:
    """A plan that was made again."""

    stops: tuple[PatrolStop, ...]
    plan: str
    follows: str
    seconds: float
    seq: int


def show_seed(session: Session, named: str | None) -> Shown:
    """Open the seed of a plan, draw again, and put both on record.

    Raises:
        ToolError: there is no such plan.
        IntegrityError: the seed, the plan or an exhibit is not what it was.
    """
    kept = plan_of(session.case, named)
    found = reveal(session.case, kept)
    recorded = any(kept.commitment in event.data.get("commitments", ()) for event in events(session.case.folder))
    data = {"plan": kept.id, "seed": found.seed, "commitment": kept.commitment, "recorded": recorded, "same": found.same}
    return Shown(found, recorded, session.record(REVEALED, data).seq)


def make_again(session: Session, named: str | None, happened: Interruption) -> Replanned:
    """Make the rest of a plan again.

    Raises:
        ToolError, IntegrityError: as `replan`.
    """
    began = time.monotonic()
    follows = plan_of(session.case, named).id
    stops = replan(session.case, follows, happened)
    seconds = time.monotonic() - began
    data = {
        "plan": follows,
        "happened": {name: value for name, value in vars(happened).items() if value is not None},
        "evidence": [stop.id for stop in stops],
        "commitments": commitments(stops),
        "seconds": round(seconds, 3),
    }
    event = session.record(REPLANNED, data)
    totals = stops[0].totals
    assert totals is not None and totals.plan_id is not None
    return Replanned(tuple(stops), totals.plan_id, follows, seconds, event.seq)


def commitments(found: list[PatrolStop]) -> list[str]:
    """Hashes of the sealed seeds of plans among some evidence."""
    return [stop.totals.commitment for stop in found if stop.totals is not None and stop.totals.commitment is not None]
