"""Routes on a real street map against the lengths that another engine's tests require, and the time of a matrix."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.bench import folder, records, row
from assistant.documents import BenchRow
from tools.streets import snap
from tools.streets.osm import read
from tools.streets.travel import shortest

_PLACES = 100


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Share of routes within 2 % (or two metres), against plain Dijkstra between nearest points where the set tells what that gives."""
    place = folder(data, "roads-osm")
    routes = records(place / "expected_routes.jsonl")
    maps = {(r["map"], r["mode"]): read(place / r["map"], "osm.gz", r["mode"]) for r in routes}
    ours = [shortest(maps[r["map"], r["mode"]], tuple(r["from"]), tuple(r["to"])) for r in routes]
    plain = [r["plain_dijkstra_metres"] for r in routes if r.get("plain_dijkstra_metres") is not None]
    network = next(iter(maps.values()))
    chosen = np.random.default_rng(0).integers(network.lat.size, size=_PLACES)
    places = snap(network, network.lat[chosen], network.lon[chosen])
    started = time.perf_counter()
    assert np.isfinite(places.seconds).all()
    seconds = time.perf_counter() - started
    return [
        row(
            "shortest routes within 2 % of the expected length",
            "share",
            _within(ours, routes),
            peer=_within(plain, routes) if len(plain) == len(routes) else None,
            peer_name="Dijkstra between nearest points",
            higher_is_better=True,
            n=len(routes),
        ),
        row(f"travel times between {_PLACES} places on {network.lat.size} points", "s", seconds, n=_PLACES**2),
    ]


def _within(found: Sequence[float], routes: Sequence[dict[str, float]]) -> float:
    near = [abs(f - r["expected_metres"]) <= max(0.02 * r["expected_metres"], 2.0) for f, r in zip(found, routes, strict=True)]
    return sum(near) / len(near)
