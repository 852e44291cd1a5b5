"""The rows of a table, GeoJSON or shapefile, each with its place in the file and, where the file itself says it, on the map."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from tools.case import Exhibit
from tools.errors import ToolError
from tools.map_files import GEOJSON, SHAPEFILE
from tools.shapefiles import shapes

_CSV = "text/csv"
INCIDENT_FILES = frozenset({_CSV, GEOJSON, SHAPEFILE})
"""MIME types of the files that can hold incidents."""


@dataclass(frozen=True)
class Row:
    """One row."""

    line: int
    """Line of the file, or number of the record of a shapefile, counted from 1."""
    quote: str
    cells: dict[str, str]
    point: tuple[float, float] | None = None
    """Latitude and longitude that the file gives apart from its columns."""
    shaped: bool = False
    """Whether such a file is meant to give one."""


def rows_of(exhibit: Exhibit) -> list[Row]:
    """All rows, without the headings.

    Raises:
        ToolError: the exhibit is no table of this kind.
    """
    match exhibit.mime:
        case "text/csv":
            return list(_csv(exhibit))
        case mime if mime == GEOJSON:
            return list(_geojson(exhibit))
        case mime if mime == SHAPEFILE:
            return list(_shapefile(exhibit))
    raise ToolError(f"{exhibit.id} is {exhibit.mime}; incidents are read from CSV, GeoJSON or a zipped shapefile of points.")


def _csv(exhibit: Exhibit) -> Iterator[Row]:
    text = exhibit.path.read_bytes().decode(str(exhibit.facts["encoding"]))
    raw = list(io.StringIO(text, newline=""))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=str(exhibit.facts["delimiter"]))
    headings: list[str] | None = None
    start = 0
    for cells in reader:
        quote = "".join(raw[start : reader.line_num]).strip()
        number, start = start + 1, reader.line_num
        if not quote:
            continue
        if headings is None:
            headings = [cell.strip() for cell in cells]
            continue
        yield Row(number, quote, dict(zip(headings, (cell.strip() for cell in cells), strict=False)))


def _geojson(exhibit: Exhibit) -> Iterator[Row]:
    """Features, each quoted as it stands: the list is walked by hand, for the parser does not say where it found them."""
    text = exhibit.path.read_bytes().decode("utf-8-sig")
    decoder = json.JSONDecoder()
    position = text.index("[", text.index('"features"')) + 1
    line, counted = 1, 0
    while True:
        while text[position] in " \t\r\n,":
            position += 1
        if text[position] == "]":
            return
        feature, end = decoder.raw_decode(text, position)
        line, counted = line + text.count("\n", counted, position), position
        geometry = feature.get("geometry") or {}
        point = None
        if geometry.get("type") == "Point" and len(geometry.get("coordinates", ())) >= 2:
            lon, lat = geometry["coordinates"][:2]
            point = (float(lat), float(lon))
        cells = {str(key): "" if value is None else str(value) for key, value in (feature.get("properties") or {}).items()}
        yield Row(line, text[position:end], cells, point, shaped=True)
        position = end


def _shapefile(exhibit: Exhibit) -> Iterator[Row]:
    for shape in shapes(exhibit.path):
        point = shape.parts[0][0] if len(shape.parts) == 1 and len(shape.parts[0]) == 1 else None
        quote = "; ".join(f"{name}: {value}" for name, value in shape.fields.items()) or f"record {shape.number}"
        yield Row(shape.number, quote, shape.fields, point, shaped=True)
