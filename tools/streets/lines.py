"""Streets of a shapefile of lines: joined where their points are the same, open both ways, for it says nothing else."""

from dataclasses import replace
from pathlib import Path

from tools.shapefiles import shapes
from tools.streets.access import Mode
from tools.streets.build import Way, network_of
from tools.streets.network import Network
from tools.streets.speeds import CAR_KMH, FOOT_KMH

_SAME = 6
"""Decimals of a degree to which two points are the same: 0.1 m."""


def read(path: Path, mode: Mode) -> Network:
    """The streets; ToolError where the file has no lines. Every line counts as a street of unknown class."""
    number: dict[tuple[float, float], int] = {}
    ways = []
    for shape in shapes(path):
        name = next((value for field, value in shape.fields.items() if field.casefold() in ("name", "fullname", "street")), "")
        for part in shape.parts:
            points = [number.setdefault((round(lat, _SAME), round(lon, _SAME)), len(number)) for lat, lon in part]
            if len(points) > 1:
                ways.append(Way(points, FOOT_KMH if mode == "foot" else float(CAR_KMH["road"]), ahead=True, back=True, name=name))
    return replace(network_of(mode, {identifier: place for place, identifier in number.items()}, ways), classed=False)
