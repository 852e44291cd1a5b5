"""Streets of an exhibit, read once."""

from functools import lru_cache
from pathlib import Path

from tools.case import Exhibit
from tools.errors import ToolError
from tools.map_files import GRAPHML, OSM, OSM_PACKED, PBF, SHAPEFILE
from tools.streets import graphml, lines, osm
from tools.streets.access import Mode
from tools.streets.network import Network

_FORMS: dict[str, osm.Format] = {OSM: "osm", OSM_PACKED: "osm.gz", PBF: "pbf"}
STREET_FILES = frozenset({*_FORMS, GRAPHML, SHAPEFILE})
"""MIME types of the files that can hold streets."""


def load(exhibit: Exhibit, mode: Mode = "car") -> Network:
    """The streets of an exhibit whose bytes have been hashed.

    Raises:
        ToolError: it is no map of streets, or has none for this mode.
    """
    if exhibit.mime not in STREET_FILES:
        raise ToolError(
            f"{exhibit.id} is {exhibit.mime}, no map of streets. Give an OpenStreetMap extract (.osm, .osm.gz, .osm.pbf), GraphML or a "
            "zipped shapefile of lines."
        )
    return _read(exhibit.path, exhibit.mime, mode)


@lru_cache(maxsize=4)
def _read(path: Path, mime: str, mode: Mode) -> Network:
    if mime == GRAPHML:
        return graphml.read(path, mode)
    if mime == SHAPEFILE:
        return lines.read(path, mode)
    return osm.read(path, _FORMS[mime], mode)
