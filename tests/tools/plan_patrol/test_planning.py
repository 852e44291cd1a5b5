"""The tool as an officer uses it: what it plans can be driven, what it says is in the exhibits, and what it cannot do it says."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from pydantic import TypeAdapter

from tests.tools.plan_patrol.checker import faults, gaps
from tests.tools.plan_patrol.town import incidents, street_map
from tools.case import Case, Exhibit
from tools.errors import Stopped, ToolError
from tools.evidence import AnyEvidence, Measured, PatrolStop
from tools.plan_patrol import plan_patrol
from tools.progress import listening
from tools.streets import load, snap

Put = Callable[..., Exhibit]
HALL = (51.512, -0.088)


def minute(clock: str, start: int = 22 * 60) -> int:
    hours, minutes = map(int, clock.split(":"))
    return (hours * 60 + minutes - start) % 1440


def test_a_plan_can_be_driven(case: Case, put: Put) -> None:
    """Read from the evidence alone and with travel times worked out anew, no unit is late, none overstays, two are never at one place."""
    put("incidents.csv", incidents())
    network = load(put("town.osm", street_map()))
    stops = plan_patrol(case, 2, "22-06", start="town hall", seed=5, seconds=3)
    where = sorted({(s.lat, s.lon) for s in stops})
    places = snap(network, [HALL[0], *(w[0] for w in where)], [HALL[1], *(w[1] for w in where)])
    units: list[list[tuple[int, int, int, int, int]]] = [[], []]
    for s in stops:
        units[s.unit - 1].append((where.index((s.lat, s.lon)) + 1, minute(s.arrive), minute(s.depart), 0, 480))
    assert len(stops) > 20
    assert faults(units, places.seconds / 60, 480, 0) == []
    totals = stops[0].totals
    assert totals is not None
    assert (totals.stops, totals.seed, totals.units) == (len(stops), 5, 2)
    assert totals.score == pytest.approx(sum(s.score or 0 for s in stops), abs=0.01)
    assert totals.loss <= 0.05
    assert [s.order for s in stops if s.unit == 1] == list(range(1, len(units[0]) + 1))


def test_the_count_of_revisits_is_true(case: Case, put: Put) -> None:
    """As many of the hottest places as the plan says are never left alone for more than two hours."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    stops = plan_patrol(case, 2, "22-06", start="town hall", seconds=3)
    totals = stops[0].totals
    assert totals is not None
    kept = 0
    for place in {s.place for s in stops if "hottest" in s.reason}:
        kept += max(gaps([(minute(s.arrive), minute(s.depart)) for s in stops if s.place == place], 480)) <= 120
    assert kept == totals.revisited[0]
    assert totals.revisited[1] == 4


def test_every_stop_cites_rows_near_it(case: Case, put: Put) -> None:
    """What a stop cites stands in the exhibit at that line, and happened within 400 m of the stop."""
    exhibit = put("incidents.csv", incidents())
    lines = exhibit.path.read_text().splitlines()
    for stop in plan_patrol(case, 1, "22-02", seconds=2):
        for citation in stop.citations:
            assert citation.place.line is not None
            assert citation.quote == lines[citation.place.line - 1]
            _, lat, lon = citation.quote.split(",")
            assert np.hypot((float(lat) - (stop.lat or 0)) * 111_000, (float(lon) - (stop.lon or 0)) * 69_000) < 400


def test_without_streets_the_plan_says_so(case: Case, put: Put) -> None:
    """The way the times were estimated is stated with its source."""
    put("incidents.csv", incidents())
    assert any("1.417" in said and "without a street map" in said for said in plan_patrol(case, 1, 4, seconds=2)[0].conditions)


@pytest.mark.parametrize(("hours", "slower"), [("22-06", False), ("14-22", True), ("sat 14-22", False)])
def test_peak_hours_are_told(case: Case, put: Put, hours: str, slower: bool) -> None:
    """A shift that touches the peak hours of a weekday is planned with the times of these and says so; nights and Saturdays are not."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    stops = plan_patrol(case, 1, hours, start="town hall", seconds=1)
    assert any("peak hours" in said for said in stops[0].conditions) is slower


def test_the_table_that_speaks_of_incidents_is_taken(case: Case, put: Put) -> None:
    """Of two tables with dates and places the one whose name speaks of incidents is taken; of two such ones the officer is asked."""
    put("deliveries.csv", incidents(seed=1))
    chosen = put("burglaries.csv", incidents(seed=2))
    stops = plan_patrol(case, 1, "22-02", seconds=1)
    assert {citation.exhibit for stop in stops for citation in stop.citations} == {chosen.id}
    put("thefts.csv", incidents(seed=3))
    with pytest.raises(ToolError, match="EX-0002, EX-0003"):
        plan_patrol(case, 1, "22-02", seconds=1)


def test_a_shapefile_of_lines_is_the_street_map(case: Case, put: Put, shared: Path, tmp_path: Path) -> None:
    """Points and streets of Tempe as two shapefiles: the lines are taken for the streets, and the plan says what they do not tell."""
    for name in ("crimes", "streets"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            for file in (shared / "crime-incidents" / "tempe-geodanet").glob(f"{name}.*"):
                archive.write(file, file.name)
        put(tmp_path / f"{name}.zip")
    stops = plan_patrol(case, 1, "22-02", seconds=1)
    assert "neither which streets are one-way" in stops[0].conditions[0]


def test_areas_without_coordinates(case: Case, put: Put, shared: Path) -> None:
    """Where the rows have areas only, the stops have no coordinates, no map is drawn, and the plan says what is missing."""
    put(shared / "crime-incidents" / "chicago-2022-sample3000.csv")
    stops = plan_patrol(case, 2, "22-06", seconds=2)
    assert {(s.lat, s.lon) for s in stops} == {(None, None)}
    assert all(s.place.startswith("Community Area ") for s in stops)
    assert "not known" in stops[0].conditions[0]
    assert [Path(name).name for name in stops[0].pictures] == ["timeline.png"]


def test_areas_with_their_middles(case: Case, put: Put, shared: Path) -> None:
    """A table with the middle of some areas makes these the places, with estimated times."""
    put(shared / "crime-incidents" / "chicago-2022-sample3000.csv")
    put("middles.csv", "Community Area,Latitude,Longitude\n25,41.894,-87.765\n8,41.900,-87.633\n32,41.879,-87.625\n")
    stops = plan_patrol(case, 1, "22-06", incidents="EX-0001", areas="EX-0002", seconds=2)
    assert {s.place for s in (*stops, *stops[0].left_out)} == {f"Community Area {n}" for n in (25, 8, 32)}
    assert all(s.lat is not None for s in stops)


def test_what_police_found_is_left_out_with_a_warning(case: Case, put: Put) -> None:
    """Rows that say an officer found it do not count, are never cited, and are counted in a warning."""
    put("incidents.csv", incidents(source=True))
    stops = plan_patrol(case, 1, "22-06", seconds=2)
    assert any("Warning: 100 incidents were found by police themselves" in said for said in stops[0].conditions)
    assert not any("Officer" in citation.quote for stop in stops for citation in stop.citations)


def test_every_place_left_out_has_a_reason(case: Case, put: Put) -> None:
    """With little time and many places some are left out, each with a reason, and none of them is a place that is stopped at."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    stops = plan_patrol(case, 1, "22-23", start="town hall", seconds=3)
    left = stops[0].left_out
    assert left
    assert all(len(place.reason) > 20 for place in left)
    assert not {place.place for place in left} & {stop.place for stop in stops}


def test_a_place_off_the_map_is_left_out_for_that(case: Case, put: Put) -> None:
    """Incidents far outside of the street map make no stop, and the reason is the map."""
    put("incidents.csv", incidents() + "2024-12-30 22:00,51.600000,-0.100000\n" * 40)
    put("town.osm", street_map())
    stops = plan_patrol(case, 1, "22-06", start="town hall", seconds=2)
    assert "It lies outside of the street map." in {place.reason for place in stops[0].left_out}
    assert all((stop.lat or 99) < 51.55 for stop in stops)


def test_a_shift_too_short_says_how_long_would_do(case: Case, put: Put) -> None:
    """When nothing can be reached the reason gives the minutes that the nearest stop takes."""
    put("incidents.csv", incidents())
    with pytest.raises(ToolError, match=r"No stop fits into 60 minutes: the nearest hot place takes \d+"):
        plan_patrol(case, 1, 1, start="51.9,-0.1", seconds=1)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"units": 0, "hours": 8}, "1 to 20 units"),
        ({"units": 1, "hours": "soon"}, "no hours of a shift"),
        ({"units": 1, "hours": 8, "start": "the moon"}, "without a street map"),
        ({"units": 1, "hours": 8, "seconds": 9999}, "1 to 600"),
    ],
)
def test_wrong_arguments_are_explained(case: Case, put: Put, arguments: dict[str, object], reason: str) -> None:
    """Each says what would be right."""
    put("incidents.csv", incidents())
    with pytest.raises(ToolError, match=reason):
        plan_patrol(case, **arguments)


def test_no_incidents_at_all(case: Case, put: Put) -> None:
    """A case without incidents is told what to add."""
    put("note.txt", "nothing here")
    with pytest.raises(ToolError, match="add a CSV"):
        plan_patrol(case, 1, 8)


def test_a_stopped_search_gives_the_best_so_far(case: Case, put: Put) -> None:
    """Stopped while it looks for other plans, it gives at once a plan that says it was stopped."""
    put("incidents.csv", incidents())
    heard: list[float] = []
    with listening(lambda share, doing: heard.append(share), stop=lambda: bool(heard) and heard[-1] > 0.5):
        stops = plan_patrol(case, 1, "22-06", seconds=20)
    assert 0.5 < heard[-1] < 0.7
    assert any("was stopped" in said for said in stops[0].conditions)


def test_stopped_at_once_there_is_no_plan(case: Case, put: Put) -> None:
    """Stopped before there was anything, it stops."""
    put("incidents.csv", incidents())
    with listening(lambda share, doing: None, stop=lambda: True), pytest.raises(Stopped):
        plan_patrol(case, 1, 8)


def test_the_seed_is_drawn_anew_and_on_record(case: Case, put: Put) -> None:
    """Two calls without a seed have different ones, so that nobody who knows yesterday's plan knows today's; only their hashes show."""
    put("incidents.csv", incidents())
    totals = [plan_patrol(case, 1, 4, seconds=1)[0].totals or pytest.fail() for _ in range(2)]
    assert len({total.commitment for total in totals}) == 2
    assert all(total.seed is None for total in totals)


def test_files_are_whole_and_escaped(case: Case, put: Put) -> None:
    """Pictures, GPX, GeoJSON and the run sheet are in the case folder; a street that is named like a script stays text."""
    put("incidents.csv", incidents())
    put("town.osm", street_map("&lt;script&gt;alert(1)&lt;/script&gt;").replace('v="Street', 'v="&lt;script&gt;Street'))
    stops = plan_patrol(case, 2, "22-06", start="town hall", seconds=2)
    files = {Path(name).name: case.folder / name for name in (*stops[0].pictures, *stops[0].files)}
    assert set(files) == {"map.png", "timeline.png", "run_sheet.html", "plan.gpx", "plan.geojson", "map.html"}
    assert files["map.png"].read_bytes().startswith(b"\x89PNG")
    assert "<script>" in stops[0].place
    sheet, page = files["run_sheet.html"].read_text(), files["map.html"].read_text()
    assert "<script" not in sheet
    assert "alert(1)" not in page.replace("&lt;script&gt;alert(1)", "")
    assert "&lt;script&gt;" in sheet
    assert "http:" not in page.replace("http://www.w3.org", "")
    track = ET.fromstring(files["plan.gpx"].read_bytes())
    points = track.findall(".//{http://www.topografix.com/GPX/1/1}rtept")
    assert len(points) == len(stops) + 4
    features = json.loads(files["plan.geojson"].read_text())["features"]
    assert sum(feature["geometry"]["type"] == "Point" for feature in features) == len(stops)
    assert sum(feature["geometry"]["type"] == "LineString" for feature in features) == 2


def test_stops_are_evidence_that_is_kept_and_told(case: Case, put: Put) -> None:
    """A stop survives being stored, keeps its id, and is told as a measured statement."""
    put("incidents.csv", incidents())
    adapter: TypeAdapter[AnyEvidence] = TypeAdapter(AnyEvidence)
    for stop in plan_patrol(case, 1, 2, seconds=1):
        again = adapter.validate_json(stop.model_dump_json(exclude={"id"}))
        assert isinstance(again, PatrolStop)
        assert again.id == stop.id
        assert isinstance(again, Measured)
