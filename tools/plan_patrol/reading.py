"""Reading incidents from an exhibit: what cannot be used is counted and listed, with the reason."""

import re
from collections.abc import Sequence
from datetime import datetime

from tools.case import Exhibit
from tools.errors import ToolError
from tools.plan_patrol.columns import Columns, columns_in
from tools.plan_patrol.dates import Reader, reader_for
from tools.plan_patrol.incident import BadRow, Incident, Incidents
from tools.plan_patrol.rows import Row, rows_of

_POLICE = re.compile(
    r"\b(officer|police|self[- ]?initiated|proactive|on[- ]?view(ed)?|traffic stop|patrol|polizei|streife|policía|policier|polizia)\b",
    re.IGNORECASE,
)
"""In the column that says who found an incident, the words for police themselves."""
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?::\d{2})?\s*(am|pm)?", re.IGNORECASE)


def incidents_of(exhibit: Exhibit, said: str | None = None) -> Incidents:
    """The incidents of an exhibit.

    Args:
        exhibit: a table, GeoJSON or zipped shapefile of points, whose bytes have been hashed.
        said: what the officer said of its columns; see `columns_in`.

    Raises:
        ToolError: the columns are unclear, or no row can be used.
    """
    rows = rows_of(exhibit)
    if not rows:
        raise ToolError(f"{exhibit.id} has no rows.")
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row.cells))
    columns = columns_in(exhibit.id, headings, said, needed=not rows[0].shaped)
    parse = None
    if columns.date:
        parse = reader_for(exhibit.id, columns.date, [row.cells.get(columns.date, "") for row in rows], columns.order)
    good: list[Incident] = []
    bad: list[BadRow] = []
    for row in rows:
        made = _incident(row, columns, parse)
        (good if isinstance(made, Incident) else bad).append(made)  # type: ignore[arg-type]  # sorted by the line's own test
    if not good:
        raise ToolError(f"None of the {len(rows)} rows of {exhibit.id} can be used; the first: line {bad[0].line}, {bad[0].reason}.")
    return Incidents(
        exhibit,
        tuple(good),
        tuple(bad),
        headings,
        area_heading="" if good[0].lat is not None else columns.area or "",
        source_heading=columns.source or "",
        timed=_timed(good),
    )


def _timed(rows: Sequence[Incident]) -> bool:
    return any(row.when is not None and (row.when.hour, row.when.minute) != (0, 0) for row in rows)


def _incident(row: Row, columns: Columns, parse: Reader | None) -> Incident | BadRow:
    when: datetime | None = None
    if parse is not None:
        text = row.cells.get(columns.date or "", "")
        when = parse(text)
        if when is None:
            return BadRow(row.line, f"{text!r} is no date" if text else "no date")
        if columns.time and (clock := row.cells.get(columns.time, "")):
            match = _CLOCK.fullmatch(clock.strip())
            hour = int(match[1]) % 12 + 12 * (match[3].lower() == "pm") if match and match[3] else int(match[1]) if match else 99
            if match is None or hour > 23 or int(match[2] or 0) > 59:
                return BadRow(row.line, f"{clock!r} is no time of day")
            when = when.replace(hour=hour, minute=int(match[2] or 0))
    place = _place(row, columns)
    if isinstance(place, str):
        return BadRow(row.line, place)
    area = row.cells.get(columns.area, "") if columns.area else ""
    if place is None and not area:
        return BadRow(row.line, "no place")
    by_police = bool(_POLICE.search(row.cells.get(columns.source, ""))) if columns.source else None
    lat, lon = place or (None, None)
    return Incident(row.line, row.quote, when, lat, lon, area, by_police)


def _place(row: Row, columns: Columns) -> tuple[float, float] | str | None:
    """Latitude and longitude, why there are none, or None where the exhibit has none."""
    if row.shaped:
        point = row.point
        if point is None:
            return "no point on the map"
    elif columns.lat and columns.lon:
        lat, lon = row.cells.get(columns.lat, ""), row.cells.get(columns.lon, "")
        if not lat or not lon:
            return "no coordinates"
        try:
            point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
        except ValueError:
            return f"{lat!r}, {lon!r} are no coordinates"
    else:
        return None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180) or point == (0.0, 0.0):
        return f"{point[0]:g}, {point[1]:g} is no latitude and longitude on land"
    return point
