"""Zipped shapefiles (ESRI 1998), their coordinates turned into latitude and longitude by what their .prj says."""

import io
import itertools
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.errors import ToolError


@dataclass(frozen=True)
class Shape:
    """One record."""

    number: int
    """Counted from 1, in the order of the file."""
    parts: tuple[tuple[tuple[float, float], ...], ...]
    """Latitude and longitude of its points: one part with one point for a point."""
    fields: dict[str, str]


def shapes(path: Path) -> Iterator[Shape]:
    """The records of a zipped shapefile.

    Raises:
        ToolError: it cannot be read, or its .prj is no known reference system.
    """
    import pyproj
    import shapefile

    try:
        with _members(path) as files, shapefile.Reader(shp=files[".shp"], shx=files[".shx"], dbf=files[".dbf"]) as reader:
            turn = pyproj.Transformer.from_crs(pyproj.CRS.from_wkt(files[".prj"].read().decode("utf-8", "replace")), 4326, always_xy=True)
            for number, record in enumerate(reader.iterShapeRecords(), 1):
                points: list[Any] = list(record.shape.points)
                if not points:
                    yield Shape(number, (), _fields(record))
                    continue
                lon, lat = turn.transform([p[0] for p in points], [p[1] for p in points])
                placed = list(zip(lat, lon, strict=True))
                cuts = [*(getattr(record.shape, "parts", None) or [0]), len(placed)]
                parts = tuple(tuple(placed[a:b]) for a, b in itertools.pairwise(cuts))
                yield Shape(number, parts, _fields(record))
    except (shapefile.ShapefileException, pyproj.exceptions.ProjError, zipfile.BadZipFile) as error:
        raise ToolError(f"The shapefile cannot be read ({error}). Export it again, with its .prj.") from error


def has_lines(path: Path) -> bool:
    """Whether the records of a zipped shapefile are lines.

    Raises:
        ToolError: it cannot be read.
    """
    import shapefile

    try:
        with _members(path) as files, shapefile.Reader(shp=files[".shp"], shx=files[".shx"], dbf=files[".dbf"]) as reader:
            return reader.shapeType in (shapefile.POLYLINE, shapefile.POLYLINEZ, shapefile.POLYLINEM)
    except (shapefile.ShapefileException, zipfile.BadZipFile) as error:
        raise ToolError(f"The shapefile cannot be read ({error}). Export it again.") from error


def _fields(record: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in record.record.as_dict(date_strings=True).items() if value is not None}


@contextmanager
def _members(path: Path) -> Iterator[dict[str, io.BytesIO]]:
    with zipfile.ZipFile(path) as archive:
        [layer] = [n[:-4] for n in archive.namelist() if n.lower().endswith(".shp") and "__macosx" not in n.lower()]
        wanted = {name.lower(): name for name in archive.namelist()}
        yield {end: io.BytesIO(archive.read(wanted[(layer + end).lower()])) for end in (".shp", ".shx", ".dbf", ".prj")}
