"""What a plan says in words."""

from collections.abc import Sequence

from tools.evidence import PlanTotals
from tools.plan_patrol.demand import HALF_LIFE_DAYS, HotPlace
from tools.plan_patrol.drawing_lots import LOSS
from tools.plan_patrol.hold_out import FLAGGED, WEEKS, HoldOut
from tools.plan_patrol.incident import Incidents
from tools.plan_patrol.problem import BREAK, Problem
from tools.plan_patrol.shift import Shift
from tools.plan_patrol.visits import REVISIT, Visit


def stop_text(unit: int, order: int, times: tuple[str, str], place: str, reason: str) -> str:
    """One stop as a sentence."""
    return f"Unit {unit}, stop {order}: {times[0]} to {times[1]} at {place}. {reason}"


def stop_reason(place: HotPlace, visit: Visit, dated: bool) -> str:
    """Why a stop is made."""
    count = len(place.behind)
    if dated:
        low, high = place.interval
        heat = f"{place.weekly:.2f} reported incidents a week are expected here (95 % interval {low:.2f} to {high:.2f})"
    else:
        heat = "the exhibit gives no dates, so only their number counts"
    seen = f" One of the hottest places, to be seen every {REVISIT // 60} hours." if visit.hottest else ""
    return f"{count} incident{'s' if count != 1 else ''} of the exhibit lie{'' if count != 1 else 's'} behind it; {heat}.{seen}"


def summary(totals: PlanTotals, start: str) -> str:
    """The plan as a whole, before its first stop."""
    kept, hottest = totals.revisited
    return (
        f"Plan for {totals.units} unit{'s' if totals.units > 1 else ''} from {totals.shift[0]} to {totals.shift[1]}, starting and ending "
        f"at {start}: {totals.stops} stops, {totals.stop_minutes} minutes at them and {totals.driving_minutes} on the road. "
        f"{kept} of the {hottest} hottest places are never left alone for more than {REVISIT // 60} hours. "
    )


def conditions(
    found: Incidents, problem: Problem, shift: Shift, how: str, tested: HoldOut | None, police: int, dropped: Sequence[str]
) -> tuple[str, ...]:
    """What the plan holds for, and what it leaves open."""
    rows = found.rows
    said = [how]
    if not shift.stated:
        said.append(f"Only the length of the shift was given; it is planned from {shift.clock(0)}. Give the hours as 22-06 for others.")
    if rows[0].when is None:
        said.append(
            "The exhibit gives no dates: hours of the week, decay and the interval could not be worked out, and nothing was held out."
        )
    else:
        said.append(f"Incidents count half after {HALF_LIFE_DAYS:.0f} days. Times are taken as the wall clock of the place.")
        if not found.timed:
            said.append("The exhibit gives days without times: every hour counts the same.")
    if found.bad:
        said.append(
            f"{len(found.bad)} of {len(rows) + len(found.bad) + police} rows could not be used; they are listed with their reasons."
        )
    if police:
        said.append(
            f"Warning: {police} incidents were found by police themselves (column {found.source_heading}) and were left out: they show "
            "where police were, and a plan made from them would feed on itself."
        )
    elif not found.source_heading:
        said.append(
            "Warning: no column says who reported an incident. Where some were found by patrols, the plan partly follows earlier patrols."
        )
    if tested is not None:
        said.append(
            f"Tried on the last {WEEKS} weeks: the hottest {100 * tested.hot_share:.0f} % ({tested.unit}) hold "
            f"{100 * tested.hit_rate:.0f} % of {tested.held_back} incidents (predictive accuracy index {tested.index:.1f}); plain counts "
            f"of the year before hold {100 * tested.counts_hit_rate:.0f} % ({tested.counts_index:.1f})."
        )
    elif rows[0].when is not None:
        said.append(f"Too few incidents to try the hot spots on held-back weeks (hottest {100 * FLAGGED:.0f} %).")
    if problem.break_minutes:
        said.append(f"Each unit has a break of {BREAK} minutes at the start in the middle of the shift.")
    said.append(f"Drawn by lot from plans worth at least {100 * (1 - LOSS):.0f} % of the best one found. Places only: no person counts.")
    said.append("Not considered: skills, fixed appointments and a maximal time of response.")
    return (*said, *dropped)


def revisit_help(kept: tuple[int, int], with_more: tuple[int, int] | None, units: int) -> str | None:
    """The smallest change that keeps more revisits, where some cannot be kept."""
    if kept[0] >= kept[1]:
        return None
    if with_more is None or with_more[0] <= kept[0]:
        return f"Only {kept[0]} of {kept[1]} hottest places can be seen every two hours as planned; one unit more did not change that."
    return f"Only {kept[0]} of {kept[1]} hottest places are seen every two hours; with {units + 1} units it would be {with_more[0]}."
