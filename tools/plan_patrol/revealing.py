"""After the shift: the sealed seed is shown, and the draw is made again from it."""

from dataclasses import dataclass

from tools.case import Case
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.keeping import KeptPlan, opened
from tools.plan_patrol.planning import drawn
from tools.plan_patrol.replanning import prepared_again
from tools.plan_patrol.watch import Watch
from tools.registry import get_tool

_FOREVER = 1e9
"""Seconds: a draw that is made again lasts as many rounds as it did, not as long."""


@dataclass(frozen=True)
class Revealed:
    """The seed of a plan."""

    kept: KeptPlan
    seed: str
    """Hex; its SHA-256 is the commitment."""
    same: bool | None
    """Whether the draw made again gives the same plan; None where it was not made again, as below."""
    why_not: str = ""


def reveal(case: Case, kept: KeptPlan) -> Revealed:
    """Open the seed, and draw again.

    Raises:
        IntegrityError: the seed, the plan or an exhibit is not what it was.
    """
    seed = opened(case, kept)
    if kept.follows is not None:
        return Revealed(
            kept, seed.hex(), None, f"It was made again during the shift from plan {kept.follows}, and hangs on the time of that."
        )
    if kept.version != get_tool("plan_patrol").version:
        return Revealed(kept, seed.hex(), None, "The program has changed since: another version need not draw the same.")
    lot = drawn(prepared_again(case, kept), seed, _FOREVER, Watch(), Effort(kept.rounds))
    return Revealed(kept, seed.hex(), lot is not None and lot.plan == kept.plan)
