"""The plan as a page to look around in: zoom, move, one unit or all, any minute of the shift. One file, with no server behind it: the
streets are drawn from the extract, and the page's own rules forbid it to load anything."""

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from tools.evidence import PatrolStop, PlanTotals
from tools.plan_patrol.coverage import coverage
from tools.plan_patrol.pictures import CREDIT
from tools.plan_patrol.planning import Planned
from tools.plan_patrol.route import Route

_COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#e377c2", "#17becf", "#bcbd22", "#7f7f7f")
_BESIDE = 7.0
"""Units of the drawing between the marks of two units at one place."""
_WIDE = 1000.0
"""Units of the drawing from west to east."""
_STYLE = (
    "body{font:14px sans-serif;margin:0;display:flex;flex-direction:column;height:100vh}"
    "header{padding:8px 12px;border-bottom:1px solid #ccc}main{flex:1;display:flex;min-height:0}"
    "aside{width:300px;overflow:auto;border-left:1px solid #ccc;padding:8px 12px}ol{list-style:none;padding:0}"
    "ol li{border-left:4px solid;padding:2px 8px;margin:8px 0;color:#222}.hint,footer{color:#666;font-size:12px}footer{padding:3px 12px}"
    "svg{flex:1;min-width:0;background:#fff;touch-action:none}.street{stroke:#c8c8c8;fill:none;vector-effect:non-scaling-stroke;"
    "stroke-width:1}.way{fill:none;vector-effect:non-scaling-stroke;stroke-width:2;opacity:.6}"
    "circle{vector-effect:non-scaling-stroke;r:calc(6px*var(--unit,1))}circle[data-arrive]{cursor:pointer;stroke:#fff;stroke-width:1}"
    ".free{fill:none;stroke:#777}label{margin-right:1em}input[type=range]{width:40vw;vertical-align:middle}"
)


@cache
def _script() -> str:
    return resources.files("tools.plan_patrol").joinpath("web_map.js").read_text("utf-8")


def policy() -> str:
    """The page's content security policy: nothing is loaded from anywhere, and no script runs but its own."""
    digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


class _Drawing:
    """From degrees to the units of the drawing, on a plane that touches the earth in the middle."""

    def __init__(self, lat: Sequence[float], lon: Sequence[float]) -> None:
        self._scale = float(np.cos(np.radians((min(lat) + max(lat)) / 2)))
        self._west, self._north = min(lon), max(lat)
        wide = max((max(lon) - min(lon)) * self._scale, max(lat) - min(lat), 1e-4)
        self._by = _WIDE / wide
        self.high = (max(lat) - min(lat)) * self._by
        self.wide = (max(lon) - min(lon)) * self._scale * self._by

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """East and south."""
        return round((lon - self._west) * self._scale * self._by, 1), round((self._north - lat) * self._by, 1)

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        """The `d` of a line through places given by latitude and longitude."""
        return "M" + "L".join(f"{x} {y}" for x, y in (self.point(*at) for at in points))


def web_map(planned: Planned, routes: Sequence[Route], stops: Sequence[PatrolStop], totals: PlanTotals) -> str:
    """The page; every text from exhibits is escaped."""
    prepared = planned.prepared
    assert prepared.start is not None
    places = [(place.lat or 0.0, place.lon or 0.0) for place in prepared.places]
    fixed = [(f.lat, f.lon) for f in totals.fixed if f.lat is not None and f.lon is not None]
    known = [prepared.start, *places, *fixed]
    drawing = _Drawing([lat for lat, _ in known], [lon for _, lon in known])
    parts = [*_streets(planned, drawing), *_ways(planned, routes, drawing)]
    parts += _places(planned, drawing)
    parts += _stops(planned, routes, stops, drawing)
    for item in totals.fixed:
        if item.lat is not None and item.lon is not None and item.what == "appointment":
            x, y = drawing.point(item.lat, item.lon)
            said = html.escape(f"Unit {item.unit}, appointment {item.arrive} to {item.depart}: {item.place}")
            parts.append(f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" data-of="{item.unit}"><title>{said}</title></rect>')
    x, y = drawing.point(*prepared.start)
    parts.append(
        f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10"><title>start and end: {html.escape(prepared.called)}</title></rect>'
    )
    return _page(planned, "".join(parts), drawing)


def _streets(planned: Planned, drawing: _Drawing) -> list[str]:
    streets = planned.prepared.ground.on_streets
    if streets is None:
        return []
    net = streets.network
    once = {(min(a, b), max(a, b)) for a, b in zip(net.start.tolist(), net.end.tolist(), strict=True)}
    lines = (drawing.path([(float(net.lat[a]), float(net.lon[a])), (float(net.lat[b]), float(net.lon[b]))]) for a, b in sorted(once))
    return [f'<path class="street" d="{"".join(lines)}"/>']


def _ways(planned: Planned, routes: Sequence[Route], drawing: _Drawing) -> list[str]:
    places, start = planned.prepared.places, planned.prepared.start
    assert start is not None
    found = []
    for unit, route in enumerate(routes, 1):
        at = [(places[p].lat or 0.0, places[p].lon or 0.0) for p in route.places if p is not None]
        line = list(route.line) or [start, *at, start]
        found.append(f'<path class="way" stroke="{_COLOURS[(unit - 1) % 10]}" data-of="{unit}" d="{drawing.path(line)}"/>')
    return found


def _places(planned: Planned, drawing: _Drawing) -> list[str]:
    """The hot places; where a time of response was asked for, how often no unit is near enough."""
    prepared, within = planned.prepared, planned.prepared.request.response
    missing = coverage(prepared.problem, planned.lot.plan, *prepared.response).uncovered if prepared.response is not None else None
    found = []
    for number, place in enumerate(prepared.places):
        x, y = drawing.point(place.lat or 0.0, place.lon or 0.0)
        said = f"{place.weekly:.2f} incidents a week expected ({place.interval[0]:.2f} to {place.interval[1]:.2f})"
        colour = ""
        if missing is not None:
            said += f"; no unit within {within} minutes at {100 * missing[number]:.0f} % of all moments"
            colour = f' style="stroke:{"#2ca02c" if missing[number] == 0 else "#d62728"};stroke-width:4"'
        found.append(f'<circle class="free" cx="{x}" cy="{y}"{colour}><title>{html.escape(said)}</title></circle>')
    return found


def _stops(planned: Planned, routes: Sequence[Route], stops: Sequence[PatrolStop], drawing: _Drawing) -> list[str]:
    times = [stop for route in routes for stop, place in zip(route.stops, route.places, strict=True) if place is not None]
    found = []
    units = len(routes)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(stop.place for stop in stops))}
    for stop, time in zip(stops, times, strict=True):
        x, y = drawing.point(stop.lat or 0.0, stop.lon or 0.0)
        x += _BESIDE * (stop.unit - 1 - (units - 1) / 2)  # beside one another where several units stop at one place
        found.append(
            f'<circle cx="{x:.1f}" cy="{y}" fill="{_COLOURS[(stop.unit - 1) % 10]}" data-of="{stop.unit}" '
            f'data-place="{numbers[stop.place]}" data-arrive="{time.arrive}" data-depart="{time.depart}">'
            f"<title>{html.escape(stop.text)}</title></circle>"
        )
    return found


def _page(planned: Planned, drawn: str, drawing: _Drawing) -> str:
    prepared = planned.prepared
    units = "".join(
        f'<label style="color:{_COLOURS[unit % 10]}"><input type="checkbox" data-unit="{unit + 1}" checked> unit {unit + 1}</label>'
        for unit in range(prepared.problem.units)
    )
    streets = prepared.ground.on_streets
    credit = f"<footer>{CREDIT}</footer>" if streets is not None and streets.network.classed else ""
    within = prepared.request.response
    rings = (
        f'<p class="hint">Ring of a hot place: green, some unit is always within {within} minutes; red, not always.</p>'
        if within is not None
        else ""
    )
    data = json.dumps({"start": prepared.shift.start}).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy()}">'
        f"<title>Patrol plan</title><style>{_STYLE}</style></head><body><header>{units}<button id='whole'>whole map</button> "
        f'<label>time <input type="range" id="minute" min="-1" max="{prepared.problem.length}" value="-1"></label> '
        '<b id="clock"></b></header>'
        f'<main><svg viewBox="-40 -40 {drawing.wide + 80:.0f} {drawing.high + 80:.0f}">{drawn}</svg>'
        '<aside><p class="hint">Turn the wheel to zoom, drag to move. Click a place for its stops; move the time to see who is where.</p>'
        f'{rings}<ol id="told"></ol></aside></main>{credit}'
        f'<script type="application/json" id="plan">{data}</script><script>{_script()}</script></body></html>'
    )
