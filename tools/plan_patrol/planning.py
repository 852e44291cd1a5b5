"""From a problem to a plan with its reasons, and what is kept of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile

from tools.case import Case
from tools.errors import ToolError
from tools.plan_patrol.checking import faults
from tools.plan_patrol.drawing_lots import Lot, draw
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.infeasible import smallest_change
from tools.plan_patrol.keeping import KeptPlan, commitment_of, id_of, keep, plans_of, sealed
from tools.plan_patrol.preparing import Prepared
from tools.plan_patrol.problem import Plan
from tools.plan_patrol.reasons import Reasons, reasons_of
from tools.plan_patrol.watch import Watch
from tools.registry import get_tool
from tools.searches import earlier, note

_DRAWING = 0.7
"""Share of the time that goes to the plan; the rest goes to the reasons for what is left out."""
_MOST_SECONDS = 600
Away = tuple[tuple[int, int, int | None], ...]


@dataclass(frozen=True)
class Planned:
    """All that a plan is told from."""

    prepared: Prepared
    lot: Lot
    reasons: Reasons
    seed: int | None
    """As it was given; None where it was drawn and is sealed."""
    stopped: bool = False
    """Whether the user stopped the search."""
    commitment: str | None = None
    """SHA-256 of the sealed seed."""
    before: Plan | None = None
    """The plan of the case before this one, where it was made for the same visits."""
    again: str = ""
    """Why the plan was made again during the shift; empty for a new one."""


def planned(prepared: Prepared, seed: int | bytes, seconds: float) -> Planned:
    """Draw a plan and find the reasons for what it leaves out.

    Raises:
        Stopped: the user stopped before there was a plan.
        ToolError: no plan keeps everything; the reason gives the smallest change that would help.
    """
    watch = Watch()
    drawing, reasoning = (Effort(earlier().rounds.get(what, ())) for what in ("draw", "reasons"))
    lot = drawn(prepared, seed, _DRAWING * seconds, watch, drawing)
    if lot is None:
        raise ToolError(
            f"No plan was found in {seconds} seconds that keeps appointments, the end of the duty and every break. "
            f"{smallest_change(prepared, watch)} More time: seconds={min(round(4 * seconds), _MOST_SECONDS)}."
        )
    if wrong := faults(prepared.problem, lot.plan):
        raise ToolError(f"The plan that was found does not hold and is not shown: {'; '.join(wrong[:3])}.")
    reasons = reasons_of(
        prepared.problem,
        lot,
        prepared.places,
        prepared.shift,
        prepared.hottest,
        (1 - _DRAWING) * seconds,
        watch,
        prepared.uncapped,
        reasoning,
        prepared.response,
    )
    note("draw", lot.rounds)
    note("reasons", reasoning.rounds)
    return Planned(prepared, lot, reasons, seed if isinstance(seed, int) else None, watch.stopped)


def drawn(prepared: Prepared, seed: int | bytes, seconds: float, watch: Watch, effort: Effort | None = None) -> Lot | None:
    """The draw alone; with the rounds of an earlier one it is that one."""
    number = seed if isinstance(seed, int) else int.from_bytes(seed)
    return draw(prepared.problem, seconds, number, watch, effort=effort, response=prepared.response)


def remembered(case: Case, made: Planned, seed: bytes, seconds: float, after: KeptPlan | None = None, away: Away = ()) -> Planned:
    """Keep a plan in the case with its seed sealed.

    Args:
        case: the open case.
        made: the plan.
        seed: of its draw.
        seconds: that the search was asked to last.
        after: the plan that it was made from during the shift.
        away: units that were called away, as `KeptPlan.away` has them.

    Raises:
        CaseError: the case was opened without the station's secret, so that nothing can be sealed.
    """
    prepared = made.prepared
    commitment = commitment_of(seed)
    before = list(takewhile(lambda plan: plan.commitment != commitment, plans_of(case)))  # a repetition comes after itself
    kept = KeptPlan(
        id=id_of(commitment),
        commitment=commitment,
        sealed=sealed(case, seed),
        made=datetime.now(UTC).isoformat(),
        request=prepared.request.model_copy(update={"incidents": prepared.found.exhibit.id, "streets": prepared.map_used}),
        exhibits=tuple((name, case.look_up(name).sha256) for name in prepared.exhibits),
        version=get_tool("plan_patrol").version,
        seconds=round(seconds),
        rounds=made.lot.rounds,
        units=tuple(tuple((s.visit, s.arrive, s.depart) for s in stops) for stops in made.lot.plan.units),
        follows=None if after is None else after.id,
        away=away,
    )
    keep(case, kept)
    same = before and before[-1].request == kept.request and before[-1].exhibits == kept.exhibits
    return replace(made, commitment=commitment, before=before[-1].plan if same else None)
