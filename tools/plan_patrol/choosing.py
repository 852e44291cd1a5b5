"""Which exhibits a plan is made from, where the officer does not name them."""

import re
from collections.abc import Mapping, Sequence

from tools.case import Case
from tools.errors import ToolError
from tools.locks import locks
from tools.map_files import SHAPEFILE
from tools.plan_patrol.columns import columns_in
from tools.plan_patrol.incident import Incidents
from tools.plan_patrol.reading import incidents_of
from tools.plan_patrol.rows import INCIDENT_FILES, rows_of
from tools.shapefiles import has_lines
from tools.streets import STREET_FILES, Network, load


def chosen_incidents(case: Case, named: str | None, columns: str | None) -> Incidents:
    """The incidents of the named exhibit, or of the only one that has any: of several, the one with dates, then the one whose name or
    headings speak of incidents, and then the one with coordinates.

    Raises:
        ToolError: the exhibit has none, or it is not clear which is meant.
    """
    if named is not None:
        return incidents_of(case.exhibit(named), columns)
    found, reasons = [], []
    barred = locks(case).bars()
    for exhibit in case.exhibits():
        if exhibit.mime in INCIDENT_FILES and exhibit.id not in barred:
            try:
                found.append(incidents_of(case.exhibit(exhibit.id), columns))
            except ToolError as error:
                reasons.append(str(error))
    best = _fullest(found)
    if len(best) == 1:
        return best[0]
    if best:
        raise ToolError(f"Several exhibits could be the incidents: {', '.join(i.exhibit.id for i in best)}. Say which with incidents=…")
    raise ToolError(
        "The case has no exhibit with incidents to plan from: add a CSV, GeoJSON or zipped shapefile with the place (and date) of each. "
        + " ".join(reasons)
    )


_SPEAKS = re.compile(
    r"crime|incident|offen[cs]e|offender|burglar|theft|robber|assault|calls for service|delikt|straftat|einbr|diebst|delito|incidenc|"
    r"crimen|délit|infraction|cambriol|reato|furto|primary type|ucr|nibrs",
    re.IGNORECASE,
)
"""Words in the name or the headings of a table of incidents."""


def _fullest(found: Sequence[Incidents]) -> Sequence[Incidents]:
    """Those that say most: with dates rather than without, then such as speak of incidents, then with coordinates rather than areas. A
    list of areas, schools or addresses is a table with places too, but no list of incidents."""
    ranks = [
        (
            all(row.when is not None for row in i.rows),
            bool(_SPEAKS.search(" ".join((i.exhibit.title, *i.headings)))),
            i.rows[0].lat is not None,
        )
        for i in found
    ]
    return [incidents for incidents, rank in zip(found, ranks, strict=True) if rank == max(ranks)]


def chosen_streets(case: Case, named: str | None) -> tuple[Network, str] | None:
    """The streets of the named exhibit, or of the only map of the case, with its id; None where there is none.

    Raises:
        ToolError: the exhibit is no map, or there are several.
    """
    if named is not None:
        return load(case.exhibit(named)), named
    barred = locks(case).bars()
    maps = [
        exhibit.id
        for exhibit in case.exhibits()
        if exhibit.mime in STREET_FILES
        and exhibit.id not in barred
        and (exhibit.mime != SHAPEFILE or has_lines(case.exhibit(exhibit.id).path))  # others hold points
    ]
    if len(maps) > 1:
        raise ToolError(f"Several exhibits are street maps: {', '.join(maps)}. Say which with streets=…")
    return (load(case.exhibit(maps[0])), maps[0]) if maps else None


def on_foot(case: Case, named: str) -> Network:
    """The ways on foot of a map.

    Raises:
        ToolError: the map has none.
    """
    return load(case.exhibit(named), "foot")


def middles_of(case: Case, named: str) -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude of each area of a table that gives its middle.

    Raises:
        ToolError: it has no column with the area, or no coordinates.
    """
    exhibit = case.exhibit(named)
    rows = rows_of(exhibit)
    columns = columns_in(named, tuple(dict.fromkeys(heading for row in rows for heading in row.cells)), needed=False)
    found: dict[str, tuple[float, float]] = {}
    for row in rows:
        area = row.cells.get(columns.area or "", "")
        if not area:
            continue
        if row.point is not None:
            found[area] = row.point
        elif columns.lat and columns.lon and row.cells.get(columns.lat) and row.cells.get(columns.lon):
            try:
                found[area] = float(row.cells[columns.lat]), float(row.cells[columns.lon])
            except ValueError:
                raise ToolError(f"Line {row.line} of {named} has no numbers for the middle of {area}.") from None
    if not found:
        raise ToolError(f"{named} does not give the middle of areas: it needs a column with the area, latitude and longitude.")
    return found
