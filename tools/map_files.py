"""Files that hold a map or a table of places, told by their bytes: OpenStreetMap, GraphML, GeoJSON, zipped shapefiles.

They are tables to the case. Only a look is taken here; the tool that uses one reads it whole.
"""

import gzip
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from tools.errors import Rejected

OSM = "application/vnd.openstreetmap.data+xml"
OSM_PACKED = "application/vnd.openstreetmap.data+xml+gzip"
PBF = "application/vnd.openstreetmap.data+pbf"
GRAPHML = "application/graphml+xml"
GEOJSON = "application/geo+json"
SHAPEFILE = "application/vnd.shp+zip"
MAP_FILES = frozenset({OSM, OSM_PACKED, PBF, GRAPHML, SHAPEFILE})
"""Those that are no text to read."""

_LOOK = 1 << 16
_GZIP = b"\x1f\x8b"
_PBF_MARK = b"\x0a\x09OSMHeader"
"""The type of the first block of a PBF file, after four bytes of length (wiki.openstreetmap.org/wiki/PBF_Format)."""
_ROOT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(osm|graphml)[\s>]", re.DOTALL)
_MAX_UNPACKED = 4 << 30
"""Bytes that a packed extract may have: more is a country, not a district, or a zip bomb."""

Facts = Mapping[str, str | int | float]


def map_file(path: Path, head: bytes) -> tuple[str, Facts] | None:
    """The MIME type of a map file and what was seen of it, or None when it is something else.

    Raises:
        Rejected: it is a map file, and broken or too large.
    """
    if head[4:].startswith(_PBF_MARK):
        return PBF, {}
    if head.startswith(_GZIP):
        return _packed(path)
    if head.startswith(b"PK\x03\x04"):
        return _shapefile(path)
    if root := _ROOT.match(head):
        return (OSM if root[1] == b"osm" else GRAPHML), {}
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"FeatureCollection"' in head[:_LOOK]:
        return _geojson(path)
    return None


def _packed(path: Path) -> tuple[str, Facts] | None:
    try:
        with gzip.open(path) as stream:
            root = _ROOT.match(first := stream.read(_LOOK))
            if root is None or root[1] != b"osm":
                return None
            size = len(first)
            while piece := stream.read(1 << 20):
                size += len(piece)
                if size > _MAX_UNPACKED:
                    raise Rejected(f"the map would unpack to more than {_MAX_UNPACKED:,} bytes; cut out the area that is needed")
    except (OSError, EOFError, zlib.error) as error:
        raise Rejected(f"the packed file is broken ({error})") from error
    return OSM_PACKED, {"unpacked": size}


def _shapefile(path: Path) -> tuple[str, Facts] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = {member.filename.lower(): member for member in archive.infolist() if "__macosx" not in member.filename.lower()}
    except zipfile.BadZipFile:
        return None
    shapes = [name for name in members if name.endswith(".shp")]
    if not shapes:
        return None
    if len(shapes) > 1:
        raise Rejected(f"the archive holds {len(shapes)} shapefiles; zip each by itself")
    missing = [ending for ending in (".shx", ".dbf", ".prj") if shapes[0][:-4] + ending not in members]
    if missing:
        raise Rejected(f"the shapefile lacks {' and '.join(missing)}; zip all files of the layer together")
    if sum(member.file_size for member in members.values()) > 1 << 30:
        raise Rejected("the shapefile would unpack to more than a gibibyte; cut out the area that is needed")
    return SHAPEFILE, {}


def _geojson(path: Path) -> tuple[str, Facts]:
    if path.stat().st_size > 64 << 20:
        raise Rejected("the GeoJSON has more than 64 MiB; cut out the area that is needed")
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
        count = len(content["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise Rejected(f"the GeoJSON is broken ({error})") from error
    return GEOJSON, {"encoding": "utf-8-sig", "features": count}
