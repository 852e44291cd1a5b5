"""Plan a patrol: where incidents are to be expected, which units stop where and when, and why."""

from typing import Annotated

from tools.case import Case
from tools.errors import ToolError
from tools.evidence import PatrolStop
from tools.parameters import Hours, SetByHand, TableExhibit, Units
from tools.plan_patrol.keeping import id_of, new_seed, opened, plan_of
from tools.plan_patrol.planning import planned, remembered
from tools.plan_patrol.preparing import prepare
from tools.plan_patrol.request import Request
from tools.plan_patrol.stating import stated
from tools.registry import tool
from tools.searches import earlier

_LONGEST_SEARCH = 600


# not cached: the same call on another day must not give the same plan, or who knows yesterday's would know today's
@tool(cached=False, ends_early=True, edition=2)
def plan_patrol(
    case: Case,
    units: Units,
    hours: Hours,
    start: str | None = None,
    incidents: TableExhibit | None = None,
    streets: TableExhibit | None = None,
    areas: TableExhibit | None = None,
    columns: Annotated[str, SetByHand()] | None = None,
    crews: Annotated[str, SetByHand()] | None = None,
    appointments: Annotated[str, SetByHand()] | None = None,
    response: Annotated[int, SetByHand()] | None = None,
    cap: Annotated[int, SetByHand()] | None = None,
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
        crews: the units where they differ, as car 22:00-02:00 skills dog start 51.5,-0.1; foot.
        appointments: what must be kept, as 23:30 at 51.51,-0.09 for 20 skill dog; 01:00-01:30 at town hall for 15.
        response: minutes within which some unit must be at each hot place, at all times.
        cap: minutes at most that all units together stay in one area.
        seed: of the draw among good plans; without one it is drawn, sealed, and shown after the shift.
        seconds: how long to search, up to 600.

    Raises:
        ToolError: something is missing or unclear, or no stop can be made; the reason says what would help.
    """
    if not 1 <= seconds <= _LONGEST_SEARCH:
        raise ToolError(f"The search can last 1 to {_LONGEST_SEARCH} seconds, not {seconds}.")
    if response is not None and not 1 <= response <= 60:
        raise ToolError(f"The time of response can be 1 to 60 minutes, not {response}.")
    request = Request(
        units=units,
        hours=hours,
        start=start,
        incidents=incidents,
        streets=streets,
        areas=areas,
        columns=columns,
        crews=crews,
        appointments=appointments,
        response=response,
        cap=cap,
    )
    prepared = prepare(case, request)
    if seed is not None:
        return stated(case, planned(prepared, seed, seconds))
    again = earlier().commitment
    secret = new_seed() if again is None else opened(case, plan_of(case, id_of(again)))
    return stated(case, remembered(case, planned(prepared, secret, seconds), secret, seconds))
