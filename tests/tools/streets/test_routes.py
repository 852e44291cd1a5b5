"""Streets of real extracts lead where another engine says that they lead."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.streets import Network, load, metres_between, shortest, snap

WITHIN = 0.02
"""Of the expected length; below 100 m, two metres."""


@pytest.fixture
def monaco(shared: Path, put: Callable[..., Exhibit]) -> Exhibit:
    return put(shared / "roads-osm" / "monaco.osm.gz")


@pytest.mark.parametrize("mode", ["car", "foot"])
def test_shortest_routes_are_as_long_as_expected(monaco: Exhibit, shared: Path, mode: str) -> None:
    """Every route of the set that starts and ends on this map is within 2 % of the length that GraphHopper's own tests require."""
    network = load(monaco, "car" if mode == "car" else "foot")
    lines = (shared / "roads-osm" / "expected_routes.jsonl").read_text().splitlines()
    routes = [r for r in map(json.loads, lines) if r["mode"] == mode and r["map"].startswith("monaco")]
    assert len(routes) >= 4
    for route in routes:
        found = shortest(network, tuple(route["from"]), tuple(route["to"]))
        assert abs(found - route["expected_metres"]) <= max(WITHIN * route["expected_metres"], 2.0), route


def test_travel_times_obey_the_triangle(monaco: Exhibit) -> None:
    """No way over a third place is faster than the fastest way, none is faster than 72 km/h in a straight line allows, and a matrix
    of 60 places takes less than a second."""
    network = load(monaco, "car")
    chosen = np.random.default_rng(1).integers(network.lat.size, size=60)
    places = snap(network, network.lat[chosen], network.lon[chosen])
    started = time.perf_counter()
    seconds = places.seconds
    assert time.perf_counter() - started < 1
    assert np.isfinite(seconds).all()
    assert (seconds[:, :, None] + seconds[None, :, :] >= seconds[:, None, :] - 1e-6).all()
    straight = metres_between(places.lat[:, None], places.lon[:, None], places.lat[None, :], places.lon[None, :])
    assert (seconds >= straight / 20 - 0.1).all()


def test_main_streets_are_slower_in_the_peak_hours(monaco: Exhibit) -> None:
    """In the peak hours pieces of main streets take 1.23 times as long, all others as long as ever, and no way gets faster."""
    network = load(monaco, "car")
    assert network.busy.any()
    assert not network.busy.all()
    slower = network.at_peak.seconds / network.seconds
    assert slower[network.busy] == pytest.approx(1.23)
    assert slower[~network.busy] == pytest.approx(1.0)
    chosen = np.random.default_rng(2).integers(network.lat.size, size=20)
    usual, peak = (snap(net, network.lat[chosen], network.lon[chosen]).seconds for net in (network, network.at_peak))
    assert (peak >= usual - 1e-6).all()
    assert peak.sum() > 1.05 * usual.sum()


def test_a_leg_is_what_the_matrix_says(monaco: Exhibit) -> None:
    """The drawn way between two places takes as long as the matrix says, and begins and ends at them."""
    network = load(monaco, "car")
    places = snap(network, network.lat[[10, 900]], network.lon[[10, 900]])
    leg = places.leg(0, 1)
    assert leg.seconds == pytest.approx(places.seconds[0, 1])
    assert leg.metres >= places.metres[0, 1] - 1
    assert leg.points[0] == pytest.approx((places.lat[0], places.lon[0]))
    assert leg.points[-1] == pytest.approx((places.lat[1], places.lon[1]))


def test_berlin_is_read_too(shared: Path, put: Callable[..., Exhibit]) -> None:
    """A second extract, by other software, gives a network whose one-way streets cost more one way than the other."""
    network = load(put(shared / "roads-osm" / "berlin-siegessaeule.osm.gz"), "car")
    chosen = np.random.default_rng(2).integers(network.lat.size, size=20)
    metres = snap(network, network.lat[chosen], network.lon[chosen]).metres
    assert (np.abs(metres - metres.T) > 1).any()


def small(put: Callable[..., Exhibit], tags: str, node: str = "") -> Network:
    """A street of two pieces, west to east along the equator, and a residential way round between its ends."""
    return load(
        put(
            "map.osm",
            '<osm version="0.6"><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01">'
            + node
            + '</node><node id="3" lat="0" lon="0.02"/>'
            '<node id="4" lat="0.01" lon="0.01"/>'
            f'<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/>{tags}</way>'
            '<way id="2"><nd ref="1"/><nd ref="4"/><nd ref="3"/><tag k="highway" v="residential"/></way></osm>',
        )
    )


STRAIGHT, AROUND = 2223.9, 3145.1


@pytest.mark.parametrize(
    ("tags", "node", "there", "back"),
    [
        ("", "", STRAIGHT, STRAIGHT),
        ('<tag k="oneway" v="yes"/>', "", STRAIGHT, AROUND),
        ('<tag k="oneway" v="-1"/>', "", AROUND, STRAIGHT),
        ('<tag k="access" v="private"/>', "", AROUND, AROUND),
        ('<tag k="access" v="no"/><tag k="motor_vehicle" v="yes"/>', "", STRAIGHT, STRAIGHT),
        ("", '<tag k="barrier" v="bollard"/>', AROUND, AROUND),
        ("", '<tag k="barrier" v="gate"/>', STRAIGHT, STRAIGHT),
    ],
)
def test_rules_of_the_road(put: Callable[..., Exhibit], tags: str, node: str, there: float, back: float) -> None:
    """One-way streets, closed streets and barriers make a car go round; the narrower tag decides."""
    network = small(put, tags, node)
    assert shortest(network, (0, 0), (0, 0.02)) == pytest.approx(there, abs=1)
    assert shortest(network, (0, 0.02), (0, 0)) == pytest.approx(back, abs=1)


def test_a_place_is_put_on_the_middle_of_a_street(put: Callable[..., Exhibit]) -> None:
    """Snapping finds the foot of the perpendicular, not the nearest crossing."""
    places = snap(small(put, ""), [0.0005], [0.004])
    assert (places.lat[0], places.lon[0]) == pytest.approx((0, 0.004), abs=1e-9)
    assert places.off_metres[0] == pytest.approx(55.6, abs=0.1)


def test_limits_and_classes_make_the_time(put: Callable[..., Exhibit]) -> None:
    """A signed limit of 50 is driven at 40, a residential street without one at 25 km/h."""
    limited = snap(small(put, '<tag k="maxspeed" v="50"/>'), [0, 0], [0, 0.02]).seconds[0, 1]
    assert limited == pytest.approx(STRAIGHT / (40 / 3.6), rel=1e-3)


def test_a_graph_of_osmnx_is_read(put: Callable[..., Exhibit]) -> None:
    """GraphML with one edge for each direction and a bent line gives the bent length, one way only."""
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        '<key id="x" for="node" attr.name="x"/><key id="y" for="node" attr.name="y"/>'
        '<key id="h" for="edge" attr.name="highway"/><key id="g" for="edge" attr.name="geometry"/><graph edgedefault="directed">'
        '<node id="a"><data key="x">0</data><data key="y">0</data></node>'
        '<node id="b"><data key="x">0.02</data><data key="y">0</data></node>'
        '<edge source="a" target="b"><data key="h">primary</data></edge><edge source="b" target="a"><data key="h">residential</data>'
        '<data key="g">LINESTRING (0.02 0, 0.01 0.01, 0 0)</data></edge></graph></graphml>'
    )
    network = load(put("map.graphml", text))
    assert shortest(network, (0, 0), (0, 0.02)) == pytest.approx(STRAIGHT, abs=1)
    assert shortest(network, (0, 0.02), (0, 0)) == pytest.approx(AROUND, abs=1)


def test_a_text_is_no_map(put: Callable[..., Exhibit]) -> None:
    """What is no map is an error that says what would be one."""
    with pytest.raises(ToolError, match="OpenStreetMap"):
        load(put("note.txt", "no street"))


def test_streets_of_a_shapefile(shared: Path, put: Callable[..., Exhibit], case: Case, tmp_path: Path) -> None:
    """Lines in feet of a state plane come out in degrees, joined into one network of about the length of a district's streets."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "streets.zip", "w") as archive:
        for file in (shared / "crime-incidents" / "tempe-geodanet").glob("streets.*"):
            archive.write(file, file.name)
    network = load(put(tmp_path / "streets.zip"))
    assert 33.2 < network.lat.mean() < 33.6
    assert -112.2 < network.lon.mean() < -111.7
    assert 10_000 < network.metres.sum() / 2 < 200_000


def test_the_binary_form_is_read(put: Callable[..., Exhibit], tmp_path: Path, shared: Path) -> None:
    """The same extract as PBF gives the same network."""
    import osmium

    source = shared / "roads-osm" / "berlin-siegessaeule.osm.gz"
    place = tmp_path / "berlin.osm.pbf"
    with osmium.SimpleWriter(str(place)) as writer:
        for item in osmium.FileProcessor(str(source)):
            writer.add(item)
    binary, text = load(put(place)), load(put(source))
    assert binary.metres.sum() == pytest.approx(text.metres.sum())
    assert binary.streets == text.streets
