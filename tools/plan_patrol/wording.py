"""What a plan says in words."""

import math
from collections.abc import Iterator

from tools.evidence import PlanTotals
from tools.plan_patrol.boldness import LOSS
from tools.plan_patrol.caps import MOST_SHARE
from tools.plan_patrol.demand import HALF_LIFE_DAYS, HotPlace
from tools.plan_patrol.guessing import MARGIN
from tools.plan_patrol.hold_out import FLAGGED, WEEKS, HoldOut
from tools.plan_patrol.planning import Planned
from tools.plan_patrol.posting import fewest_units, shortest_response
from tools.plan_patrol.preparing import Prepared
from tools.plan_patrol.problem import BREAK
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


def summary(totals: PlanTotals, start: str, again: str = "") -> str:
    """The plan as a whole, before its first stop."""
    kept, hottest = totals.revisited
    met = sum(fixed.what == "appointment" for fixed in totals.fixed)
    return (
        f"{again}Plan for {totals.units} unit{'s' if totals.units > 1 else ''} from {totals.shift[0]} to {totals.shift[1]}, starting and "
        f"ending at {start}: {totals.stops} stops, {totals.stop_minutes} minutes at them and {totals.driving_minutes} on the road. "
        + (f"{met} appointment{'s' if met > 1 else ''} kept. " if met else "")
        + f"{kept} of the {hottest} hottest places are never left alone for more than {REVISIT // 60} hours. "
    )


def conditions(planned: Planned, totals: PlanTotals, tested: HoldOut | None) -> tuple[str, ...]:
    """What the plan holds for, and what it leaves open."""
    prepared = planned.prepared
    return (
        *_basis(prepared, tested, again=bool(planned.again)),
        *_feeding(prepared, totals),
        *_kept(planned, totals),
        *_lot(planned, totals),
    )


def _basis(prepared: Prepared, tested: HoldOut | None, *, again: bool) -> Iterator[str]:
    """What the plan was made from."""
    found, shift = prepared.found, prepared.shift
    rows, police = found.rows, prepared.by_police
    yield prepared.ground.how
    if prepared.places[0].lat is not None:
        where = "along the streets" if prepared.ground.streets else "as the crow flies"
        yield f"Hot places are where a Gaussian kernel density of the incidents, measured {where}, is greatest."
    yield f"Made from {found.exhibit.id} ({found.exhibit.title})" + (f" and {prepared.map_used}." if prepared.map_used else ".")
    if not shift.stated:
        yield f"Only the length of the shift was given; it is planned from {shift.clock(0)}. Give the hours as 22-06 for others."
    if rows[0].when is None:
        yield "The exhibit gives no dates: hours of the week, decay and the interval could not be worked out, and nothing was held out."
    else:
        yield f"Incidents count half after {HALF_LIFE_DAYS:.0f} days. Times are taken as the wall clock of the place."
        if not found.timed:
            yield "The exhibit gives days without times: every hour counts the same."
    if found.bad:
        yield f"{len(found.bad)} of {len(rows) + len(found.bad) + police} rows could not be used; they are listed with their reasons."
    if tested is not None:
        yield (
            f"Tried on the last {WEEKS} weeks: the hottest {100 * tested.hot_share:.0f} % ({tested.unit}) hold "
            f"{100 * tested.hit_rate:.0f} % of {tested.held_back} incidents (predictive accuracy index {tested.index:.1f}); plain counts "
            f"of the year before hold {100 * tested.counts_hit_rate:.0f} % ({tested.counts_index:.1f})."
        )
    elif rows[0].when is not None and not again:
        yield f"Too few incidents to try the hot spots on held-back weeks (hottest {100 * FLAGGED:.0f} %)."


def _feeding(prepared: Prepared, totals: PlanTotals) -> Iterator[str]:
    """Whether the plan would feed on itself."""
    found, urn = prepared.found, totals.feeding_back
    if prepared.by_police:
        yield (
            f"Warning: {prepared.by_police} incidents were found by police themselves (column {found.source_heading}) and were left out: "
            "they show where police were, and a plan made from them would feed on itself."
        )
    elif not found.source_heading:
        yield "Warning: no column says who reported an incident. Where some were found by patrols, the plan partly follows earlier patrols."
    if urn is None or not urn.found_share:
        return
    share = f"{100 * urn.found_share:.0f} % of all, {'an assumption' if urn.assumed else 'as in the exhibit'}"
    yield (
        f"Simulated for two years (urn model, Ensign et al. 2018): the hottest tenth of the places has {100 * urn.now:.0f} % of the time; "
        f"it stays at {100 * urn.reported_only:.0f} % while only residents' reports count, and comes to {100 * urn.with_found:.0f} % "
        f"(95 % of the runs: {100 * urn.interval[0]:.0f} to {100 * urn.interval[1]:.0f} %) when what police find counts too ({share})."
    )


def _kept(planned: Planned, totals: PlanTotals) -> Iterator[str]:
    """What is kept at all times, and what is not."""
    problem = planned.prepared.problem
    if any(fixed.what == "break" for fixed in totals.fixed):
        yield f"Each unit with a long duty has a break of {BREAK} minutes at its start in the middle of it."
    if totals.response is not None:
        kept = totals.response
        longest = "some place is without any unit at some moment" if kept.longest is None else f"the longest is {kept.longest:.0f}"
        apart = f"the first and last {kept.settling} minutes apart, when all units are on the way out or home"
        if kept.kept < 1:
            yield (
                f"Warning: a unit is within {kept.within} minutes of the hot places at "
                f"{math.floor(1000 * kept.kept) / 10:.1f} % of all moments and places, "
                f"not at all of them ({longest}; {apart}). {response_help(planned, totals)}"
            )
        else:
            yield f"At every moment some unit is within {kept.within} minutes of each hot place ({apart}); this came before all worth."
    if help_ := revisit_help(totals.revisited, planned.reasons.revisited_with_more, problem.units):
        yield help_
    capped = [area for area in totals.areas if area.uncapped]
    rule = (
        "as was asked for"
        if planned.prepared.request.cap is not None
        else f"{MOST_SHARE:g} times its share of what is expected, a rule set here"
    )
    yield (
        f"No area gets more than its cap ({rule}), so that the plan does not heap all units where most was reported; "
        + (f"the cap limits {', '.join(area.area for area in capped)}." if capped else "the cap limits none.")
    )


def _lot(planned: Planned, totals: PlanTotals) -> Iterator[str]:
    """How the plan was drawn, and what can be foretold of it."""
    if planned.again:
        yield "Made again during the shift: what was finished or under way is kept, and only the rest was planned."
    else:
        yield f"Drawn by lot from plans worth at least {100 * (1 - LOSS):.0f} % of the best one found. Places only: no person counts."
    if totals.guessed is not None and totals.guessed_by_place is not None:
        more = max(totals.guessed[0], totals.guessed_by_place) - totals.guessed[1]
        yield (
            f"Who has seen {totals.guessed_from} such draws and names {totals.units} places for each half hour foretells "
            f"{100 * totals.guessed[0]:.0f} % of the stops; who knows only how often each place is stopped at "
            f"{100 * totals.guessed_by_place:.0f} %; by chance it is {100 * totals.guessed[1]:.0f} %."
            + (
                f" Warning: that is more than the set margin of {100 * MARGIN:.0f} points. {_why_told(planned, totals)}"
                if more > MARGIN
                else ""
            )
        )
    elif not planned.again:
        yield "Only one good plan was found: who has seen an earlier one foretells all of it. More time finds more."
    if totals.commitment is not None:
        yield (
            f"The seed of the draw is sealed; its SHA-256 is {totals.commitment}. "
            f"After the shift: exhibit patrol reveal CASE {totals.plan_id}."
        )
    if planned.stopped:
        yield "The search was stopped: this is a good plan of those found by then."


def _why_told(planned: Planned, totals: PlanTotals) -> str:
    """What no draw hides."""
    problem = planned.prepared.problem
    revisits = sum(problem.visits[visit].hottest for visit in planned.lot.plan.visited())
    return (
        f"{revisits} of the {totals.stops} stops keep the hottest places from being left alone for two hours: whoever knows the places "
        "foretells these in part, at whatever times they are drawn. More units, or fewer minutes on the road, leave more stops to the lot."
    )


def response_help(planned: Planned, totals: PlanTotals) -> str:
    """What would keep the time of response."""
    assert totals.response is not None
    places, problem = len(planned.prepared.places), planned.prepared.problem
    within, least = totals.response.within, shortest_response(problem, places)
    if (fewest := fewest_units(problem, places, within)) > problem.units:
        breaks = ", one of them for the breaks" if problem.each_rests else ""
        return (
            f"No plan can keep it: wherever they are, {within} minutes take at least {fewest} units{breaks}, and as many as "
            f"there are cannot keep less than {least} minutes. The smallest changes that could help: units={fewest} or response={least}."
        )
    if totals.response.longest is not None:
        return (
            f"This plan keeps {totals.response.longest:.0f} minutes everywhere and always; more time for the search may find one that does."
        )
    return "Breaks at different times, one unit more, or more time for the search, would help."


def revisit_help(kept: tuple[int, int], with_more: tuple[int, int] | None, units: int) -> str | None:
    """The smallest change that keeps more revisits, where some cannot be kept."""
    if kept[0] >= kept[1]:
        return None
    if with_more is None or with_more[0] <= kept[0]:
        return f"Only {kept[0]} of {kept[1]} hottest places can be seen every two hours as planned; one unit more did not change that."
    return f"Only {kept[0]} of {kept[1]} hottest places are seen every two hours; with {units + 1} units it would be {with_more[0]}."
