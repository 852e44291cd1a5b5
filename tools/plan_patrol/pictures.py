"""A map of the plan, drawn from the extract without a tile server, and a timeline of the units; PNG."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.ground import Ground
from tools.plan_patrol.route import Route
from tools.plan_patrol.shift import Shift

CREDIT = "Map data © OpenStreetMap contributors where the map is theirs"
_BESIDE = 5.0
"""Points between the marks of two units at one place."""
_DOTS = 130
_MARGIN = 0.08


def street_map(routes: Sequence[Route], places: Sequence[HotPlace], start: tuple[float, float], ground: Ground) -> bytes:
    """Streets in grey, each unit's way and stops in its colour, hot places without a stop as empty circles."""
    from matplotlib.collections import LineCollection
    from matplotlib.transforms import offset_copy

    figure = _figure(10, 10)
    axes = figure.add_subplot()
    lat = np.array([start[0], *(place.lat or 0.0 for place in places)])
    lon = np.array([start[1], *(place.lon or 0.0 for place in places)])
    if ground.on_streets is not None:
        net = ground.on_streets.network
        ends = np.stack((np.stack((net.lon[net.start], net.lat[net.start]), 1), np.stack((net.lon[net.end], net.lat[net.end]), 1)), 1)
        axes.add_collection(LineCollection(list(ends), colors="#c8c8c8", linewidths=0.7, zorder=1))
    stopped = {place for route in routes for place in route.places if place is not None}
    rest = [number for number in range(len(places)) if number not in stopped]
    axes.scatter(lon[1:][rest], lat[1:][rest], s=28, facecolors="none", edgecolors="#777777", zorder=3, label="left out")
    labels: dict[int, list[str]] = {}
    for unit, route in enumerate(routes, 1):
        colour = f"C{(unit - 1) % 10}"
        at = [(float(lat[p + 1]), float(lon[p + 1])) for p in route.places if p is not None]
        way = list(route.line) or [start, *at, start]
        axes.plot([p[1] for p in way], [p[0] for p in way], color=colour, linewidth=1.6, alpha=0.8, zorder=2, label=f"unit {unit}")
        # beside one another where several units stop at one place
        beside = offset_copy(axes.transData, figure, x=_BESIDE * (unit - 1 - (len(routes) - 1) / 2), units="points")
        axes.scatter(
            [p[1] for p in at], [p[0] for p in at], s=42, color=colour, edgecolors="white", linewidths=0.6, zorder=4, transform=beside
        )
        for order, place in enumerate((p for p in route.places if p is not None), 1):
            labels.setdefault(place, []).append(f"{unit}.{order}")
    for place, said in labels.items():
        lines = "\n".join(" ".join(said[i : i + 4]) for i in range(0, len(said), 4))
        axes.annotate(lines, (lon[place + 1], lat[place + 1]), xytext=(4, 4), textcoords="offset points", fontsize=7)
    axes.scatter([start[1]], [start[0]], s=80, marker="s", color="black", zorder=5, label="start and end")
    for axis, values in ((axes.set_xlim, lon), (axes.set_ylim, lat)):
        room = max(float(np.ptp(values)) * _MARGIN, 0.001)
        axis(float(values.min()) - room, float(values.max()) + room)
    axes.set_aspect(1 / np.cos(np.radians(start[0])))
    classed = ground.on_streets is not None and ground.on_streets.network.classed
    axes.set_title("Stops are named by unit and number, as 2.5" + (f". {CREDIT}" if classed else ""), fontsize=9)
    axes.ticklabel_format(useOffset=False)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, loc="best")
    figure.tight_layout()
    return _png(figure)


def timeline(routes: Sequence[Route], shift: Shift, names: Sequence[str]) -> bytes:
    """One row a unit: stops as bars with their numbers, breaks hatched, all else driving or free."""
    figure = _figure(12, 1.2 + 0.7 * len(routes))
    axes = figure.add_subplot()
    for row, route in enumerate(routes):
        order = 0
        for stop, place in zip(route.stops, route.places, strict=True):
            bar = (stop.arrive, stop.depart - stop.arrive)
            if place is None:
                axes.broken_barh([bar], (row - 0.3, 0.6), facecolors="white", edgecolors="black", hatch="///")
                continue
            order += 1
            axes.broken_barh([bar], (row - 0.3, 0.6), facecolors=f"C{row % 10}", edgecolors="black")
            axes.text(stop.arrive + bar[1] / 2, row, str(order), ha="center", va="center", fontsize=7)
    ticks = list(range(0, shift.minutes + 1, 60))
    axes.set_xticks(ticks, [shift.clock(tick) for tick in ticks], fontsize=7)
    axes.set_yticks(range(len(routes)), [f"unit {row + 1}" for row in range(len(routes))], fontsize=8)
    axes.set(xlim=(0, shift.minutes), ylim=(len(routes) - 0.5, -0.5))
    axes.set_title(f"Stops by number at {len(names)} hot places; hatched: break; empty: on the road or free", fontsize=8)
    figure.tight_layout()
    return _png(figure)


def _figure(wide: float, tall: float) -> Any:
    """An empty figure, inches, that no screen shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, tall), dpi=_DOTS)
    FigureCanvasAgg(figure)
    return figure


def _png(figure: Any) -> bytes:
    """The picture, with nothing in it that differs from run to run."""
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
