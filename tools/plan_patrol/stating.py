"""A plan as evidence: each stop with the incidents behind it, the whole in the first."""

from tools import derived
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import LeftOut, PatrolStop, PlanTotals
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.exports import geojson, gpx, run_sheet
from tools.plan_patrol.hold_out import HoldOut, hold_out
from tools.plan_patrol.keeping import id_of
from tools.plan_patrol.pictures import street_map, timeline
from tools.plan_patrol.planning import Planned
from tools.plan_patrol.preparing import Prepared
from tools.plan_patrol.route import Route, routes_of
from tools.plan_patrol.totals import totals_of
from tools.plan_patrol.web_map import web_map
from tools.plan_patrol.wording import conditions, stop_reason, stop_text, summary
from tools.registry import get_tool

_NAME = "plan_patrol"
_CITED = 5
"""Incidents cited for a stop: the latest."""
_BAD_SHOWN = 50


def name_of(prepared: Prepared, number: int) -> str:
    """What a place is called: its street, or its area, or its coordinates."""
    place = prepared.places[number]
    if prepared.ground.on_streets is not None:
        street = prepared.ground.on_streets.street(number + 1)
        return f"{street or 'an unnamed street'} ({place.lat:.5f}, {place.lon:.5f})"
    return _plain_name(place)


def _plain_name(place: HotPlace) -> str:
    return place.name or f"{place.lat:.5f}, {place.lon:.5f}"


def stated(case: Case, planned: Planned) -> list[PatrolStop]:
    """The evidence, in order of units and times.

    Raises:
        ToolError: the plan has no stop.
    """
    prepared = planned.prepared
    routes = routes_of(planned.lot.plan, prepared.problem, prepared.ground)
    streets = prepared.ground.on_streets
    # nothing about the hot places has changed during the shift, and who waits for a new plan has no time to try them again
    tested = None if planned.again else hold_out(prepared.found.rows, network=None if streets is None else streets.network)
    totals = totals_of(planned, routes, tested)
    if not totals.stops:
        raise ToolError("No stop is worth making: nothing is expected at the hot places during these hours. Choose other hours.")
    dated = prepared.found.rows[0].when is not None
    stops: list[PatrolStop] = []
    for unit, route in enumerate(routes, 1):
        seen = [(stop, place) for stop, place in zip(route.stops, route.places, strict=True) if place is not None]
        for order, (stop, number) in enumerate(seen, 1):
            assert stop.visit is not None
            visit, place, called = prepared.problem.visits[stop.visit], prepared.places[number], name_of(prepared, number)
            times = prepared.shift.clock(stop.arrive), prepared.shift.clock(stop.depart)
            reason = stop_reason(place, visit, dated)
            stops.append(
                PatrolStop(
                    text=stop_text(unit, order, times, called, reason),
                    citations=tuple(prepared.found.cite(row) for row in place.behind[:_CITED]),
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
    return [_first(case, planned, routes, totals, tested, stops), *stops[1:]]


def _first(
    case: Case, planned: Planned, routes: tuple[Route, ...], totals: PlanTotals, tested: HoldOut | None, stops: list[PatrolStop]
) -> PatrolStop:
    prepared = planned.prepared
    left = _left_out(planned)
    said = conditions(planned, totals, tested)
    told = summary(totals, prepared.called, planned.again)
    seed = planned.commitment or str(planned.seed)
    parts = [prepared.found.exhibit.sha256, prepared.map_used or "", get_tool(_NAME).version, seed, *(s.text for s in stops)]
    place = derived.folder(case, _NAME, parts)
    place.belong_to(prepared.exhibits, None if planned.commitment is None else id_of(planned.commitment))
    names = [name_of(prepared, i) for i in range(len(prepared.places))]
    pictures = [place.write("timeline.png", timeline(routes, prepared.shift, names))]
    files = [place.write("run_sheet.html", run_sheet(stops, totals, told, said, left).encode())]
    if prepared.start is not None:
        pictures.insert(0, place.write("map.png", street_map(routes, prepared.places, prepared.start, prepared.ground)))
        files += [
            place.write("plan.gpx", gpx(routes, stops, prepared.start)),
            place.write("plan.geojson", geojson(routes, stops).encode()),
            place.write("map.html", web_map(planned, routes, stops, totals).encode()),
        ]
    return stops[0].model_copy(
        update={
            "text": told + stops[0].text,
            "totals": totals,
            "left_out": left,
            "conditions": said,
            "bad_rows": tuple(f"line {row.line}: {row.reason}" for row in prepared.found.bad[:_BAD_SHOWN]),
            "pictures": tuple(pictures),
            "files": tuple(files),
        }
    )


def _left_out(planned: Planned) -> tuple[LeftOut, ...]:
    prepared = planned.prepared
    length = prepared.problem.length
    inside = [(prepared.places[i], name_of(prepared, i), reason) for i, reason in sorted(planned.reasons.why.items())]
    off = [(place, _plain_name(place), "It lies outside of the street map.") for place in prepared.outside]
    return tuple(
        LeftOut(place=name, lat=place.lat, lon=place.lon, score=round(place.expected(prepared.shift, 0, length), 4), reason=reason)
        for place, name, reason in [*inside, *off]
    )
