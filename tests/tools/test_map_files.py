"""Maps and tables of places are told by their bytes, and broken ones are refused with the reason."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.case import Case, Exhibit
from tools.intake import Labels, add
from tools.registry import get_tool

OSM = b'<?xml version="1.0"?>\n<osm version="0.6"><node id="1" lat="0" lon="0"/></osm>'
GEOJSON = b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {"a": 1}}]}'


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (OSM, "application/vnd.openstreetmap.data+xml"),
        (gzip.compress(OSM, mtime=0), "application/vnd.openstreetmap.data+xml+gzip"),
        (b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"></graphml>', "application/graphml+xml"),
        (GEOJSON, "application/geo+json"),
    ],
)
def test_the_kinds_are_told(put: Callable[..., Exhibit], content: bytes, mime: str) -> None:
    """Each kind is a table with its own MIME type, whatever the file is called."""
    exhibit = put("a.bin", content)
    assert (exhibit.media, exhibit.mime) == ("table", mime)


def refused(case: Case, tmp_path: Path, content: bytes) -> str:
    place = tmp_path / "file"
    place.write_bytes(content)
    [refusal] = add(case, [place], Labels("tester")).rejected
    return refusal.reason


def test_other_archives_are_no_maps(case: Case, tmp_path: Path) -> None:
    """A packed text and a zip of anything else stay archives."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "hello")
    for content, mime in ((gzip.compress(b"hello", mtime=0), "application/gzip"), (packed.getvalue(), "application/zip")):
        place = tmp_path / "file"
        place.write_bytes(content)
        added = add(case, [place], Labels("tester")).added
        assert (added[0].media, added[0].mime) == ("document", mime)


def test_broken_ones_say_what_is_wrong(case: Case, tmp_path: Path) -> None:
    """A cut-off extract, half a shapefile and cut-off GeoJSON are refused."""
    assert "broken" in refused(case, tmp_path, gzip.compress(OSM * 5000, mtime=0)[:-200])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.shp", "x")
    assert "lacks .shx and .dbf and .prj" in refused(case, tmp_path, packed.getvalue())
    assert "broken" in refused(case, tmp_path, GEOJSON[:-3])


def test_a_street_map_is_not_read_as_text(put: Callable[..., Exhibit]) -> None:
    """Processing does not hand a street map to the reader of texts, and does hand it GeoJSON, which is text."""
    reader = get_tool("read_document")
    assert not reader.fits(put("a.osm", OSM))
    assert reader.fits(put("a.json", GEOJSON))
