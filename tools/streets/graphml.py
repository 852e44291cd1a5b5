"""GraphML as OSMnx writes it: points with x and y in degrees, one edge for each open direction (Boeing 2017; Brandes et al. 2002)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.errors import ToolError
from tools.streets.access import Mode, way_open
from tools.streets.build import Way, network_of
from tools.streets.network import Network
from tools.streets.speeds import BUSY, FOOT_KMH, car_kmh

_SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def read(path: Path, mode: Mode) -> Network:
    """The streets of a GraphML file.

    Edges may carry a `geometry` in WKT; without it they are straight. In a file that says `directed` an edge is open its way only.

    Raises:
        ToolError: it is broken, or its points have no x and y in degrees.
    """
    from lxml import etree

    try:
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)).getroot()
    except etree.XMLSyntaxError as error:
        raise ToolError(f"The GraphML file cannot be read ({error}). Export it again.") from error
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{_SPACE}key")}
    graph = root.find(f"{_SPACE}graph")
    if graph is None:
        raise ToolError("The GraphML file holds no graph. Export it again.")
    places: dict[int, tuple[float, float]] = {}
    number: dict[str, int] = {}
    for node in graph.iter(f"{_SPACE}node"):
        data = _data(node, keys)
        try:
            lat, lon = float(data["y"]), float(data["x"])
        except (KeyError, ValueError) as error:
            raise ToolError("Points of the GraphML file have no x and y. Save the graph before it is projected.") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ToolError("The points of the GraphML file are not in degrees. Save the graph before it is projected.")
        places[number.setdefault(node.get("id"), len(number))] = (lat, lon)
    return network_of(mode, places, _ways(graph, keys, number, places, mode))


def _ways(graph: Any, keys: dict[Any, Any], number: dict[str, int], places: dict[int, tuple[float, float]], mode: Mode) -> Iterator[Way]:
    directed = graph.get("edgedefault") == "directed"
    for edge in graph.iter(f"{_SPACE}edge"):
        tags = _data(edge, keys)
        tags["highway"] = _first(tags.get("highway", "road"))
        if "maxspeed" in tags:
            tags["maxspeed"] = _first(tags["maxspeed"])
        if directed:  # a two-way street has an edge for each direction, and `oneway` says only that the other one is missing
            tags.pop("oneway", None)
        ahead, back = way_open(tags, mode)
        if not (ahead or back):
            continue
        points = [number[edge.get("source")], *_between(tags.get("geometry", ""), places), number[edge.get("target")]]
        kmh = FOOT_KMH if mode == "foot" else car_kmh(tags)
        busy = mode == "car" and tags["highway"] in BUSY
        yield Way(points, kmh, ahead, back and (mode == "foot" or not directed), _first(tags.get("name", "")), busy)


def _between(line: str, places: dict[int, tuple[float, float]]) -> list[int]:
    """The points of a WKT line between its ends, entered into `places`."""
    if not line.startswith("LINESTRING"):
        return []
    found = []
    for pair in line[line.index("(") + 1 : line.rindex(")")].split(",")[1:-1]:
        lon, lat = map(float, pair.split()[:2])
        found.append(len(places))
        places[len(places)] = (lat, lon)
    return found


def _first(value: str) -> str:
    """The first of several values, which OSMnx writes as a Python list where ways were merged."""
    return value.strip("[]").split(",")[0].strip().strip("'\"") if value.startswith("[") else value


def _data(element: Any, keys: dict[Any, Any]) -> dict[str, str]:
    return {keys.get(item.get("key"), item.get("key")): item.text or "" for item in element.iter(f"{_SPACE}data")}
