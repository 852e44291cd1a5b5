"""OpenStreetMap extracts as XML (plain or gzip) or PBF, read with pyosmium."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from tools.errors import ToolError
from tools.streets.access import Mode, node_open, way_open
from tools.streets.build import Way, network_of
from tools.streets.network import Named, Network
from tools.streets.speeds import BUSY, FOOT_KMH, car_kmh

Format = Literal["osm", "osm.gz", "pbf"]


def read(path: Path, form: Format, mode: Mode) -> Network:
    """The streets of an extract.

    Raises:
        ToolError: it cannot be read, or has no street for this mode.
    """
    import osmium

    places: dict[int, tuple[float, float]] = {}
    blocked: set[int] = set()
    ways: list[Way] = []
    named: list[Named] = []
    try:
        for item in osmium.FileProcessor(osmium.io.File(str(path), form)).with_locations():
            tags: Mapping[str, str] = dict(item.tags) if item.tags else {}
            if item.is_node():
                if "barrier" in tags and not node_open(tags, mode):
                    blocked.add(item.id)
                if _is_named(tags):
                    named.append(Named(tags.get("name", ""), tags.get("amenity", ""), item.lat, item.lon))
            elif item.is_way() and tags:
                points = [(node.ref, node.location.lat, node.location.lon) for node in item.nodes if node.location.valid()]
                if len(points) < 2:
                    continue
                if _is_named(tags) and "highway" not in tags:
                    named.append(Named(tags.get("name", ""), tags.get("amenity", ""), *_middle([p[1:] for p in points])))
                ahead, back = way_open(tags, mode)
                if ahead or back:
                    places.update({ref: (lat, lon) for ref, lat, lon in points})
                    kmh = FOOT_KMH if mode == "foot" else car_kmh(tags)
                    busy = mode == "car" and tags["highway"] in BUSY
                    parts = _parts([ref for ref, _, _ in points], blocked)
                    ways += [Way(part, kmh, ahead, back, tags.get("name", tags.get("ref", "")), busy) for part in parts]
    except (RuntimeError, ValueError) as error:  # what libosmium raises for a broken file
        raise ToolError(f"The map extract cannot be read ({error}). Export it again.") from error
    return network_of(mode, places, ways, named)


def _is_named(tags: Mapping[str, str]) -> bool:
    return ("name" in tags and bool(tags.keys() & {"amenity", "building", "tourism", "place", "shop", "railway", "office"})) or tags.get(
        "amenity"
    ) in ("police", "townhall")


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _parts(points: list[int], blocked: set[int]) -> list[list[int]]:
    """The way, cut where a barrier stands: both sides lead up to it and neither past it."""
    parts: list[list[int]] = [[points[0]]]
    for before, point in itertools.pairwise(points):
        if before in blocked and len(parts[-1]) > 1:
            parts.append([])
        parts[-1].append(point)
    return [part for part in parts if len(part) > 1]
