"""A plan as evidence: each stop with the incidents behind it, the whole in the first."""

from dataclasses import dataclass

from tools import derived
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import LeftOut, PatrolStop, PlanTotals
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import Lot, guessed
from tools.plan_patrol.exports import geojson, gpx, run_sheet
from tools.plan_patrol.ground import Ground
from tools.plan_patrol.hold_out import hold_out
from tools.plan_patrol.incident import Incidents
from tools.plan_patrol.pictures import street_map, timeline
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.reasons import Reasons
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.route import Route, routes_of
from tools.plan_patrol.shift import Shift
from tools.plan_patrol.wording import conditions, revisit_help, stop_reason, stop_text, summary
from tools.registry import get_tool

_NAME = "plan_patrol"
_CITED = 5
"""Incidents cited for a stop: the latest."""
_BAD_SHOWN = 50


@dataclass(frozen=True)
class Planned:
    """All that a plan is told from."""

    found: Incidents
    by_police: int
    """Incidents left out because police found them."""
    shift: Shift
    problem: Problem
    lot: Lot
    places: tuple[HotPlace, ...]
    outside: tuple[HotPlace, ...]
    """Hot places that the street map does not cover."""
    ground: Ground
    start: tuple[float, float] | None
    called: str
    """What the start is called."""
    reasons: Reasons
    seed: int
    stopped: bool
    """Whether the user stopped the search."""
    map_used: str | None
    """The exhibit with the streets."""

    def name(self, number: int) -> str:
        """What a place is called: its street, or its area, or its coordinates."""
        place = self.places[number]
        if self.ground.on_streets is not None:
            street = self.ground.on_streets.street(number + 1)
            return f"{street or 'an unnamed street'} ({place.lat:.5f}, {place.lon:.5f})"
        return name_of(place)


def name_of(place: HotPlace) -> str:
    """What a place is called without a street map."""
    if place.name:
        return place.name
    return f"{place.lat:.5f}, {place.lon:.5f}"


def stated(case: Case, planned: Planned) -> list[PatrolStop]:
    """The evidence, in order of units and times.

    Raises:
        ToolError: the plan has no stop.
    """
    routes = routes_of(planned.lot.plan, planned.problem, planned.ground)
    totals = _totals(planned, routes)
    if not totals.stops:
        raise ToolError("No stop is worth making: nothing is expected at the hot places during these hours. Choose other hours.")
    dated = planned.found.rows[0].when is not None
    stops: list[PatrolStop] = []
    for unit, route in enumerate(routes, 1):
        for order, stop in enumerate((s for s in route.stops if s.visit is not None), 1):
            assert stop.visit is not None
            visit = planned.problem.visits[stop.visit]
            place, called = planned.places[visit.place], planned.name(visit.place)
            times = planned.shift.clock(stop.arrive), planned.shift.clock(stop.depart)
            reason = stop_reason(place, visit, dated)
            stops.append(
                PatrolStop(
                    text=stop_text(unit, order, times, called, reason),
                    citations=tuple(planned.found.cite(row) for row in place.behind[:_CITED]),
                    source=_NAME,
                    score=round(visit.score, 4),
                    unit=unit,
                    order=order,
                    arrive=times[0],
                    depart=times[1],
                    lat=place.lat,
                    lon=place.lon,
                    place=called,
                    reason=reason,
                    interval=(round(place.interval[0], 4), round(place.interval[1], 4)),
                )
            )
    return [_first(case, planned, routes, totals, stops), *stops[1:]]


def _first(case: Case, planned: Planned, routes: tuple[Route, ...], totals: PlanTotals, stops: list[PatrolStop]) -> PatrolStop:
    left = _left_out(planned)
    said = _conditions(planned)
    parts = [planned.found.exhibit.sha256, planned.map_used or "", get_tool(_NAME).version, str(planned.seed), *(s.text for s in stops)]
    place = derived.folder(case, _NAME, parts)
    pictures = [place.write("timeline.png", timeline(routes, planned.shift, [planned.name(i) for i in range(len(planned.places))]))]
    files = [place.write("run_sheet.html", run_sheet(stops, summary(totals, planned.called), said).encode())]
    if planned.start is not None:
        pictures.insert(0, place.write("map.png", street_map(routes, planned.places, planned.start, planned.ground)))
        files += [
            place.write("plan.gpx", gpx(routes, stops, planned.start)),
            place.write("plan.geojson", geojson(routes, stops).encode()),
        ]
    return stops[0].model_copy(
        update={
            "text": summary(totals, planned.called) + stops[0].text,
            "totals": totals,
            "left_out": left,
            "conditions": said,
            "bad_rows": tuple(f"line {row.line}: {row.reason}" for row in planned.found.bad[:_BAD_SHOWN]),
            "pictures": tuple(pictures),
            "files": tuple(files),
        }
    )


def _totals(planned: Planned, routes: tuple[Route, ...]) -> PlanTotals:
    problem, plan, best = planned.problem, planned.lot.plan, planned.lot.best
    made = [stop for route in routes for stop in route.stops if stop.visit is not None]
    tested = hold_out(planned.found.rows)
    return PlanTotals(
        units=problem.units,
        shift=(planned.shift.clock(0), planned.shift.clock(problem.length)),
        stops=len(made),
        stop_minutes=sum(stop.depart - stop.arrive for stop in made),
        driving_minutes=sum(route.driving for route in routes),
        score=round(plan.score(problem), 4),
        best_score=round(best.score(problem), 4),
        loss=round(1 - plan.worth(problem) / best.worth(problem), 4),
        plans=len(planned.lot.good),
        seed=planned.seed,
        revisited=revisits_kept(problem, plan),
        guessed=guessed(problem, planned.lot.good, planned.seed),
        incidents=len(planned.found.rows),
        bad_rows=len(planned.found.bad),
        held_back=tested.held_back if tested else None,
        hit_rate=(round(tested.hit_rate, 4), round(tested.counts_hit_rate, 4)) if tested else None,
        accuracy_index=(round(tested.index, 3), round(tested.counts_index, 3)) if tested else None,
    )


def _left_out(planned: Planned) -> tuple[LeftOut, ...]:
    length = planned.problem.length
    inside = [(planned.places[i], planned.name(i), reason) for i, reason in sorted(planned.reasons.why.items())]
    off = [(place, name_of(place), "It lies outside of the street map.") for place in planned.outside]
    return tuple(
        LeftOut(place=name, lat=place.lat, lon=place.lon, score=round(place.expected(planned.shift, 0, length), 4), reason=reason)
        for place, name, reason in [*inside, *off]
    )


def _conditions(planned: Planned) -> tuple[str, ...]:
    more = []
    kept = revisits_kept(planned.problem, planned.lot.plan)
    if help_ := revisit_help(kept, planned.reasons.revisited_with_more, planned.problem.units):
        more.append(help_)
    if planned.stopped:
        more.append("The search was stopped: this is a good plan of those found by then.")
    tested = hold_out(planned.found.rows)
    return conditions(planned.found, planned.problem, planned.shift, planned.ground.how, tested, planned.by_police, more)
