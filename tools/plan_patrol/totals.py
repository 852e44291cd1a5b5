"""What holds for a plan as a whole, worked out from the plan alone."""

from collections.abc import Sequence

from tools.evidence import AreaMinutes, FeedingBack, FixedStop, PlanTotals, Response
from tools.plan_patrol.coverage import coverage, settling
from tools.plan_patrol.feeding import feeding
from tools.plan_patrol.guessing import guessed
from tools.plan_patrol.hold_out import HoldOut
from tools.plan_patrol.keeping import id_of
from tools.plan_patrol.planning import Planned
from tools.plan_patrol.preparing import Prepared, fixed_names
from tools.plan_patrol.problem import Plan
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.route import Route
from tools.plan_patrol.visits import LONGEST_DWELL


def totals_of(planned: Planned, routes: Sequence[Route], tested: HoldOut | None) -> PlanTotals:
    """The totals.

    Args:
        planned: the plan.
        routes: its routes.
        tested: what the hot spots caught of the weeks held back.
    """
    prepared = planned.prepared
    problem, plan, best = prepared.problem, planned.lot.plan, planned.lot.best
    made = [stop for route in routes for stop, place in zip(route.stops, route.places, strict=True) if place is not None]
    told = guessed(problem, planned.lot.good)
    return PlanTotals(
        units=problem.units,
        shift=(prepared.shift.clock(0), prepared.shift.clock(problem.length)),
        stops=len(made),
        stop_minutes=sum(stop.depart - stop.arrive for stop in made),
        driving_minutes=sum(route.driving for route in routes),
        score=round(plan.score(problem), 4),
        best_score=round(best.score(problem), 4),
        loss=round(1 - plan.worth(problem) / best.worth(problem), 4) if best.worth(problem) else 0.0,
        plans=len(planned.lot.good),
        seed=planned.seed,
        commitment=planned.commitment,
        plan_id=None if planned.commitment is None else id_of(planned.commitment),
        revisited=revisits_kept(problem, plan),
        guessed=(round(told.watcher, 3), round(told.blind, 3)) if told else None,
        guessed_by_place=round(told.knows_places, 3) if told else None,
        guessed_from=told.past if told else None,
        incidents=len(prepared.found.rows),
        bad_rows=len(prepared.found.bad),
        held_back=tested.held_back if tested else None,
        hit_rate=(round(tested.hit_rate, 4), round(tested.counts_hit_rate, 4)) if tested else None,
        accuracy_index=(round(tested.index, 3), round(tested.counts_index, 3)) if tested else None,
        fixed=_fixed(prepared, plan),
        areas=_areas(planned),
        response=_response(prepared, plan),
        feeding_back=_feeding(prepared),
    )


def _fixed(prepared: Prepared, plan: Plan) -> tuple[FixedStop, ...]:
    names, clock = fixed_names(prepared), prepared.shift.clock
    found = []
    for unit, stops in enumerate(plan.units):
        rests_at = prepared.start if prepared.problem.crew(unit).rest_at == 0 else None
        for stop in stops:
            if stop.visit is not None and stop.visit not in names:
                continue
            name, at = (prepared.called, rests_at) if stop.visit is None else names[stop.visit]
            lat, lon = at or (None, None)
            found.append(
                FixedStop(
                    unit=unit + 1,
                    what="break" if stop.visit is None else "appointment",
                    arrive=clock(stop.arrive),
                    depart=clock(stop.depart),
                    place=name if stop.visit is not None or prepared.problem.crew(unit).rest_at == 0 else "its own start",
                    lat=lat,
                    lon=lon,
                )
            )
    return tuple(found)


def _areas(planned: Planned) -> tuple[AreaMinutes, ...]:
    prepared = planned.prepared
    found = []
    for area in prepared.areas:
        inside = frozenset(area.places)
        left = len([v for v in prepared.uncapped if v.place in inside]) - len([v for v in prepared.problem.visits if v.place in inside])
        found.append(
            AreaMinutes(
                area=area.name,
                share=round(area.share, 4),
                cap=area.cap,
                uncapped=left * LONGEST_DWELL,
                before=None if planned.before is None else _minutes(prepared, planned.before, inside),
                planned=_minutes(prepared, planned.lot.plan, inside),
            )
        )
    return tuple(found)


def _minutes(prepared: Prepared, plan: Plan, inside: frozenset[int]) -> int:
    return sum(
        stop.depart - stop.arrive
        for stops in plan.units
        for stop in stops
        if stop.visit is not None and prepared.problem.visits[stop.visit].place in inside
    )


def _response(prepared: Prepared, plan: Plan) -> Response | None:
    if prepared.response is None:
        return None
    places, within = prepared.response
    found = coverage(prepared.problem, plan, places, within)
    longest = found.longest if found.longest < float("inf") else None
    kept = found.share if found.share == 1 else min(round(found.share, 4), 0.9999)
    return Response(within=within, kept=kept, settling=settling(prepared.problem, places), longest=longest)


def _feeding(prepared: Prepared) -> FeedingBack | None:
    told = bool(prepared.found.source_heading)
    found = feeding(prepared.places, prepared.by_police, len(prepared.found.rows), told)
    if found is None:
        return None
    return FeedingBack(
        now=round(found.now, 3),
        reported_only=round(found.reported_only, 3),
        with_found=round(found.with_found, 3),
        interval=(round(found.spread[0], 3), round(found.spread[1], 3)),
        found_share=round(found.found_share, 3),
        assumed=found.assumed,
    )
