"""Which column of a table of incidents says what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tools.errors import ToolError

Meaning = Literal["date", "time", "lat", "lon", "area", "source"]

_NAMES: dict[Meaning, tuple[frozenset[str], ...]] = {
    "date": (
        frozenset({"date of occurrence", "occurred at", "occurred on", "occurrence date", "incident datetime", "incident date"}),
        frozenset(
            {"date", "datetime", "date time", "timestamp", "occurred", "crime date", "offence date", "offense date", "datum", "fecha"}
        ),
        frozenset({"start date", "from date", "date from", "reported date", "date reported", "report date", "created at", "month"}),
    ),
    "time": (frozenset({"time of occurrence", "incident time", "occurred time"}), frozenset({"time", "hour", "uhrzeit", "heure", "hora"})),
    "lat": (frozenset({"lat", "latitude", "breitengrad"}), frozenset({"y", "y coordinate", "ycoord"})),
    "lon": (frozenset({"lon", "lng", "long", "longitude", "laengengrad", "längengrad"}), frozenset({"x", "x coordinate", "xcoord"})),
    "area": (
        frozenset({"community area", "communityarea", "neighborhood", "neighbourhood", "area", "area name", "lsoa name", "lsoa code"}),
        frozenset({"beat", "district", "ward", "precinct", "sector", "zone", "division", "bezirk", "stadtteil"}),
    ),
    "source": (
        frozenset({"reported by", "report source", "call source", "source of report", "initiated by", "how reported", "discovered by"}),
        frozenset({"source", "origin", "call origin", "reporter", "initiator"}),
    ),
}
"""Headings that are taken for each meaning, the surer ones first; compared without regard to case and punctuation."""


@dataclass(frozen=True)
class Columns:
    """The heading of the column for each meaning, where there is one."""

    date: str | None = None
    time: str | None = None
    lat: str | None = None
    lon: str | None = None
    area: str | None = None
    source: str | None = None
    order: Literal["day first", "month first"] | None = None
    """Of dates such as 03/04/2022, where the officer said it."""


def columns_in(exhibit: str, headings: Sequence[str], said: str | None = None, needed: bool = True) -> Columns:
    """Recognise the columns.

    Args:
        exhibit: its id, for the reasons.
        headings: as they stand in the file.
        said: what the officer said of them, as `date=Start Date, lat=North`; also `order=day first`.
        needed: whether a column of places must be there.

    Raises:
        ToolError: two columns fit one meaning, none gives a place, or what was said fits no column.
    """
    found: dict[str, str] = dict(_told(exhibit, headings, said))
    for meaning, ranks in _NAMES.items():
        if meaning in found:
            continue
        for rank in ranks:
            fitting = [heading for heading in headings if _plain(heading) in rank]
            if len(fitting) > 1:
                raise ToolError(
                    f"{exhibit} has {len(fitting)} columns that could be the {meaning}: {', '.join(fitting)}. "
                    f'Say which with columns="{meaning}={fitting[0]}".'
                )
            if fitting:
                found[meaning] = fitting[0]
                break
    if needed and not ({"lat", "lon"} <= found.keys() or "area" in found):
        raise ToolError(
            f"{exhibit} has no column for the place of an incident (latitude and longitude, or an area). Its columns: "
            f'{", ".join(headings)}. Say which with columns="lat=…, lon=…" or columns="area=…".'
        )
    return Columns(**found)  # type: ignore[arg-type]  # the keys are those of `Columns`, checked in `_told`


def _told(exhibit: str, headings: Sequence[str], said: str | None) -> Mapping[str, str]:
    found = {}
    for part in filter(None, map(str.strip, (said or "").split(","))):
        meaning, _, value = (piece.strip() for piece in part.partition("="))
        if meaning == "order" and value in ("day first", "month first"):
            found[meaning] = value
            continue
        if meaning not in _NAMES or value not in headings:
            raise ToolError(
                f"{part!r} is not understood: write date=, time=, lat=, lon=, area= or source= with a column of {exhibit} "
                f"({', '.join(headings)}), or order=day first."
            )
        found[meaning] = value
    return found


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"\w+", heading.casefold().replace("_", " ")))
