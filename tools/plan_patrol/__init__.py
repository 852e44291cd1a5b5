"""Plan a patrol: where incidents are to be expected, which units stop where and when, and why."""

import secrets
from typing import Annotated

from tools.case import Case
from tools.errors import ToolError
from tools.evidence import PatrolStop
from tools.parameters import Hours, SetByHand, TableExhibit, Units
from tools.plan_patrol.choosing import chosen_incidents, chosen_streets, middles_of
from tools.plan_patrol.drawing_lots import draw
from tools.plan_patrol.ground import ground_of, outside
from tools.plan_patrol.hot_spots import hot_areas, hot_spots
from tools.plan_patrol.incident import Incidents
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.reasons import reasons_of
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.start import start_of
from tools.plan_patrol.stating import Planned, stated
from tools.plan_patrol.visits import DWELL, visits_of
from tools.plan_patrol.watch import Watch
from tools.progress import report
from tools.registry import tool

_MOST_UNITS = 20
_PLACES_A_UNIT = 12
_MOST_PLACES = 80
_HOTTEST_A_UNIT = 2
_LONGEST_SEARCH = 600


@tool(cached=False)  # the same call on another day must not give the same plan: who knows yesterday's would know today's
def plan_patrol(
    case: Case,
    units: Units,
    hours: Hours,
    start: str | None = None,
    incidents: TableExhibit | None = None,
    streets: TableExhibit | None = None,
    areas: TableExhibit | None = None,
    columns: Annotated[str, SetByHand()] | None = None,
    seed: Annotated[int, SetByHand()] | None = None,
    seconds: Annotated[int, SetByHand()] = 12,
) -> list[PatrolStop]:
    """Plan the patrol of some units for a shift: which places to stop at, when and why, from reported incidents and a street map.

    Args:
        units: how many units (cars, crews) are on patrol.
        hours: hours of the shift, as 22-06 or fri 22-06, or how many, as 8.
        start: where the units start and end: latitude, longitude, or the name of a place on the street map, as town hall.
        incidents: the table, GeoJSON or zipped shapefile of incidents.
        streets: the street map (OpenStreetMap extract, GraphML, zipped shapefile of lines).
        areas: a table with the middle of each area, where incidents have areas and no coordinates.
        columns: what the columns of the incidents mean, where that is unclear, as date=Start Date, lat=North.
        seed: of the draw among good plans; without one it is drawn anew, and stands in the plan.
        seconds: how long to search, up to 600.

    Raises:
        ToolError: something is missing or unclear, or no stop can be made; the reason says what would help.
    """
    if not 1 <= units <= _MOST_UNITS:
        raise ToolError(f"A patrol has 1 to {_MOST_UNITS} units, not {units}.")
    if not 1 <= seconds <= _LONGEST_SEARCH:
        raise ToolError(f"The search can last 1 to {_LONGEST_SEARCH} seconds, not {seconds}.")
    shift = shift_of(hours)
    report(0.0, "reading the incidents")
    found = chosen_incidents(case, incidents, columns)
    by_police = sum(row.by_police is True for row in found.rows)
    rows = [row for row in found.rows if row.by_police is not True]
    if not rows:
        raise ToolError(f"All incidents of {found.exhibit.id} were found by police themselves; a plan made from them would feed on itself.")
    report(0.1, "finding the hot places")
    most = min(_MOST_PLACES, _PLACES_A_UNIT * units)
    middles = middles_of(case, areas) if areas is not None else None
    located = rows[0].lat is not None
    hot = hot_spots(rows, most) if located else hot_areas(rows, found.area_heading or "Area", most, middles)
    if not hot:
        raise ToolError(f"None of the areas of {found.exhibit.id} is in {areas}: the names must be the same in both.")
    placed = hot[0].lat is not None
    street_map = chosen_streets(case, streets) if placed or streets is not None else None
    network = street_map[0] if street_map is not None and placed else None
    away = outside(hot, network) if network is not None else [False] * len(hot)
    inside = [place for place, off in zip(hot, away, strict=True) if not off]
    if not inside:
        raise ToolError("All hot places lie outside of the street map. Add an extract of the area where the incidents are.")
    where, called = start_of(start, inside, network)
    ground = ground_of(where, inside, network)
    nearest = min(float(ground.minutes[0, i] + ground.minutes[i, 0]) for i in range(1, len(inside) + 1)) + DWELL
    if nearest > shift.minutes:
        raise ToolError(
            f"No stop fits into {shift.minutes} minutes: the nearest hot place takes {nearest:.0f} there, at it and back. "
            "A shift of that length, or a start nearer to the places, would do."
        )
    hottest = min(_HOTTEST_A_UNIT * units, len(inside))
    problem = Problem(ground.minutes, tuple(visits_of(inside, shift, hottest)), units, shift.minutes)
    seed = secrets.randbelow(2**31) if seed is None else seed
    watch = Watch()
    lot = draw(problem, 0.7 * seconds, seed, watch)
    if lot is None:
        raise ToolError(
            f"No plan was found in {seconds} seconds that keeps the end of the shift and every break. "
            f"Allow more time with seconds={min(4 * seconds, _LONGEST_SEARCH)}."
        )
    reasons = reasons_of(problem, lot, inside, shift, hottest, 0.3 * seconds, watch)
    planned = Planned(
        found=Incidents(found.exhibit, tuple(rows), found.bad, found.headings, found.area_heading, found.source_heading, found.timed),
        by_police=by_police,
        shift=shift,
        problem=problem,
        lot=lot,
        places=tuple(inside),
        outside=tuple(place for place, off in zip(hot, away, strict=True) if off),
        ground=ground,
        start=where,
        called=called,
        reasons=reasons,
        seed=seed,
        stopped=watch.stopped,
        map_used=street_map[1] if network is not None and street_map is not None else None,
    )
    return stated(case, planned)
