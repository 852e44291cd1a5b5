"""The plan for other programs and for paper: GPX 1.1 (Topografix 2004), GeoJSON (RFC 7946), and a run sheet in HTML."""

import html
import json
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from tools.evidence import LeftOut, PatrolStop, PlanTotals
from tools.plan_patrol.route import Route

_GPX = "http://www.topografix.com/GPX/1/1"
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Run sheet</title>
<style>body{{font:11pt sans-serif;margin:2em}}table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #555;padding:4px;
text-align:left;vertical-align:top}}section{{break-after:page}}.done{{width:4em}}</style></head><body>{body}</body></html>"""


def gpx(routes: Sequence[Route], stops: Sequence[PatrolStop], start: tuple[float, float]) -> bytes:
    """A route with the stops of each unit, and its way as a track where there is a street map."""
    ET.register_namespace("", _GPX)
    root = ET.Element(f"{{{_GPX}}}gpx", {"version": "1.1", "creator": "Exhibit"})
    for unit, made in _by_unit(stops):
        route = ET.SubElement(root, f"{{{_GPX}}}rte")
        ET.SubElement(route, f"{{{_GPX}}}name").text = f"Unit {unit}"
        for lat, lon, name in [(*start, "start"), *((s.lat, s.lon, f"{s.arrive} to {s.depart} {s.place}") for s in made), (*start, "end")]:
            point = ET.SubElement(route, f"{{{_GPX}}}rtept", {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"})
            ET.SubElement(point, f"{{{_GPX}}}name").text = name
    for unit, way in enumerate(routes, 1):
        if way.line:
            track = ET.SubElement(root, f"{{{_GPX}}}trk")
            ET.SubElement(track, f"{{{_GPX}}}name").text = f"Unit {unit}"
            segment = ET.SubElement(track, f"{{{_GPX}}}trkseg")
            for lat, lon in way.line:
                ET.SubElement(segment, f"{{{_GPX}}}trkpt", {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"})
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def geojson(routes: Sequence[Route], stops: Sequence[PatrolStop]) -> str:
    """Stops as points, and ways as lines where there is a street map."""
    features: list[object] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [stop.lon, stop.lat]},
            "properties": stop.model_dump(mode="json", include={"unit", "order", "arrive", "depart", "place", "score", "reason"}),
        }
        for stop in stops
    ]
    features += [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in route.line]},
            "properties": {"unit": unit, "driving_minutes": route.driving},
        }
        for unit, route in enumerate(routes, 1)
        if route.line
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def run_sheet(stops: Sequence[PatrolStop], totals: PlanTotals, summary: str, conditions: Sequence[str], left: Sequence[LeftOut]) -> str:
    """A page for each unit, with a box to tick for each stop, and one for who approves; every text from exhibits is escaped."""
    body = []
    made = dict(_by_unit(stops))
    for unit in sorted({*made, *(fixed.unit for fixed in totals.fixed)}):
        start = totals.shift[0]
        rows = [(s.arrive, s.depart, str(s.order), s.place, s.reason) for s in made.get(unit, [])]
        rows += [(f.arrive, f.depart, "", f.place, f.what) for f in totals.fixed if f.unit == unit]
        told = "".join(
            f"<tr><td>{order}</td><td>{arrive}</td><td>{depart}</td><td>{html.escape(place)}</td>"
            f"<td>{html.escape(why)}</td><td class='done'></td></tr>"
            for arrive, depart, order, place, why in sorted(rows, key=lambda row: (row[0] < start, row[0]))
        )
        body.append(
            f"<section><h1>Unit {unit}</h1><p>{html.escape(summary)}</p><table><thead><tr><th>Stop</th><th>Arrive</th><th>Leave</th>"
            f"<th>Place</th><th>Why</th><th>Done</th></tr></thead>{told}</table></section>"
        )
    return _PAGE.format(body="".join(body) + _for_approval(totals, conditions, left))


def _for_approval(totals: PlanTotals, conditions: Sequence[str], left: Sequence[LeftOut]) -> str:
    """What a supervisor looks at: hours in each area, before and with this plan, what the plan leaves out, and what it holds for."""
    rows = "".join(
        f"<tr><td>{html.escape(area.area)}</td><td>{100 * area.share:.0f} %</td>"
        f"<td>{'' if area.before is None else _hours(area.before)}</td><td>{_hours(area.planned)}</td><td>{_hours(area.cap)}</td></tr>"
        for area in totals.areas
    )
    out = "".join(f"<tr><td>{html.escape(item.place)}</td><td>{html.escape(item.reason)}</td></tr>" for item in left)
    left_out = f"<h2>Hot places left out</h2><table><tr><th>Place</th><th>Why</th></tr>{out}</table>" if left else ""
    notes = "".join(f"<li>{html.escape(text)}</li>" for text in conditions)
    return (
        "<h2>Hours in each area</h2><table><tr><th>Area</th><th>Share of what is expected</th><th>Plan before</th><th>This plan</th>"
        f"<th>Cap</th></tr>{rows}</table>{left_out}<h2>What the plan holds for</h2><ul>{notes}</ul>"
        "<p>Approved by ______________________ on ______________</p>"
    )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f} h"


def _by_unit(stops: Sequence[PatrolStop]) -> list[tuple[int, list[PatrolStop]]]:
    return [(unit, list(made)) for unit, made in groupby(stops, key=lambda stop: stop.unit)]
