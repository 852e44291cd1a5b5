"""Incidents are read from every kind of file, and what cannot be used is listed with the reason."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.case import Exhibit
from tools.errors import ToolError
from tools.plan_patrol.reading import incidents_of

TABLE = "Date,Latitude,Longitude,Source\n2024-01-01 22:15,51.5,-0.1,Caller\n2024-01-02 23:00,51.6,-0.2,Officer initiated\n"


def test_a_table_is_read_with_its_lines(put: Callable[..., Exhibit]) -> None:
    """Each incident knows its line, its row word for word, its place, its hour and who found it."""
    found = incidents_of(put("a.csv", TABLE))
    first, second = found.rows
    assert (first.line, first.quote) == (2, "2024-01-01 22:15,51.5,-0.1,Caller")
    assert (first.lat, first.lon) == (51.5, -0.1)
    assert first.when is not None
    assert (first.when.hour, first.when.minute) == (22, 15)
    assert (first.by_police, second.by_police) == (False, True)


def test_bad_rows_are_listed(put: Callable[..., Exhibit]) -> None:
    """Rows without a date, a place on earth or a number are listed, each with its line and reason; none is dropped in silence."""
    found = incidents_of(put("a.csv", TABLE + "soon,51.5,-0.1,x\n2024-01-03,95,0,x\n2024-01-03,,0,x\n2024-01-03,0,0,x\n2024-01-03,a,b,x\n"))
    assert len(found.rows) == 2
    reasons = {row.line: row.reason for row in found.bad}
    assert list(reasons) == [4, 5, 6, 7, 8]
    assert "no date" in reasons[4]
    assert "95" in reasons[5]
    assert reasons[6] == "no coordinates"
    assert "no latitude" in reasons[7]
    assert "no coordinates" in reasons[8]


def test_unclear_columns_are_asked_for(put: Callable[..., Exhibit]) -> None:
    """Two columns that could be the date are named, and the officer's answer is followed."""
    table = put("a.csv", "Date,Datetime,Lat,Lon\n2024-01-01,2023-05-05,51,0\n2024-01-02,2023-05-06,51,0\n")
    with pytest.raises(ToolError, match="Date, Datetime"):
        incidents_of(table)
    when = incidents_of(table, "date=Datetime").rows[0].when
    assert when is not None
    assert when.year == 2023


def test_no_place_at_all_is_an_error(put: Callable[..., Exhibit]) -> None:
    """A table without places names its columns."""
    with pytest.raises(ToolError, match="Its columns: Date, Kind"):
        incidents_of(put("a.csv", "Date,Kind\n2024-01-01,a\n2024-01-02,b\n"))


@pytest.mark.parametrize(
    ("dates", "said", "month"),
    [
        (("13/02/2024", "14/02/2024"), None, 2),
        (("02/13/2024 10:15 PM", "02/14/2024 01:00 AM"), None, 2),
        (("03/04/2024",) * 2, "day first", 4),
    ],
)
def test_the_order_of_day_and_month(put: Callable[..., Exhibit], dates: tuple[str, str], said: str | None, month: int) -> None:
    """The order that fits the column is taken; where both fit, the officer is asked."""
    table = put("a.csv", "Date,Lat,Lon\n" + "".join(f"{date},51,{i}\n" for i, date in enumerate(dates)))
    if said:
        with pytest.raises(ToolError, match="month first"):
            incidents_of(table)
    when = incidents_of(table, f"order={said}" if said else None).rows[0].when
    assert when is not None
    assert when.month == month


def test_geojson_is_cited_by_line(put: Callable[..., Exhibit]) -> None:
    """A feature is quoted as it stands, at the line where it begins; one without a point is listed."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-0.1, 51.5]}, "properties": {"date": "2024-01-01T22:00:00"}},
        {"type": "Feature", "geometry": None, "properties": {"date": "2024-01-01T22:00:00"}},
    ]
    text = '{"type": "FeatureCollection",\n"features": [\n' + ",\n".join(map(json.dumps, features)) + "\n]}"
    found = incidents_of(put("a.geojson", text))
    [row] = found.rows
    assert row.line == 3
    assert row.quote == json.dumps(features[0])
    assert (row.lat, row.lon) == (51.5, -0.1)
    assert [bad.reason for bad in found.bad] == ["no point on the map"]


def test_a_shapefile_in_feet_is_read(shared: Path, put: Callable[..., Exhibit], tmp_path: Path) -> None:
    """All 287 points of Tempe come out in Arizona, though the file counts in feet of a state plane."""
    with zipfile.ZipFile(tmp_path / "crimes.zip", "w") as archive:
        for file in (shared / "crime-incidents" / "tempe-geodanet").glob("crimes.*"):
            archive.write(file, file.name)
    found = incidents_of(put(tmp_path / "crimes.zip"))
    assert len(found.rows) + len(found.bad) == 287
    assert all(33.2 < (row.lat or 0) < 33.6 and -112.2 < (row.lon or 0) < -111.7 for row in found.rows)


def test_areas_are_counted_as_the_file_has_them(shared: Path, put: Callable[..., Exhibit]) -> None:
    """Every row of the Chicago sample is read or listed, and the counts of areas are those of the file."""
    found = incidents_of(put(shared / "crime-incidents" / "chicago-2022-sample3000.csv"))
    assert found.area_heading == "Community Area"
    lines = found.exhibit.path.read_text().splitlines()
    assert len(found.rows) + len(found.bad) == len(lines) - 1
    assert sum(row.area == "25" for row in found.rows) == sum(line.endswith(",25") for line in lines)
    assert all(row.quote == lines[row.line - 1] for row in found.rows)
