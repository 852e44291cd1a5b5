"""A small town for the tests: a grid of streets with a town hall, and incidents at some of its corners."""

from datetime import UTC, datetime, timedelta

import numpy as np

SIDE = 9
STEP = 0.003
LAT, LON = 51.5, -0.1


def street_map(name: str = "High Street") -> str:
    """OSM XML: a grid of two-way residential streets, about 330 m apart north to south; the first row has a name."""
    nodes = [
        f'<node id="{r * SIDE + c + 1}" lat="{LAT + r * STEP:.6f}" lon="{LON + c * STEP:.6f}"/>' for r in range(SIDE) for c in range(SIDE)
    ]
    hall = f'<node id="999" lat="{LAT + 4 * STEP:.6f}" lon="{LON + 4 * STEP:.6f}"><tag k="amenity" v="townhall"/></node>'
    rows = [[r * SIDE + c + 1 for c in range(SIDE)] for r in range(SIDE)]
    ways = [*rows, *zip(*rows, strict=True)]
    drawn = [
        f'<way id="{i}">'
        + "".join(f'<nd ref="{n}"/>' for n in way)
        + f'<tag k="highway" v="residential"/><tag k="name" v="{name if i == 1 else f"Street {i}"}"/></way>'
        for i, way in enumerate(ways, 1)
    ]
    return '<osm version="0.6">' + "".join(nodes) + hall + "".join(drawn) + "</osm>"


def incidents(count: int = 400, source: bool = False, seed: int = 4) -> str:
    """CSV: thefts at fourteen corners, the first ones hotter, most at night."""
    random = np.random.default_rng(seed)
    corners = [(int(r), int(c)) for r, c in random.integers(0, SIDE, (14, 2))]
    rows = ["Date,Latitude,Longitude" + (",Reported by" if source else "")]
    for number in range(count):
        r, c = corners[min(int(random.exponential(4)), 13)]
        lat, lon = LAT + r * STEP + random.normal(0, 0.0002), LON + c * STEP + random.normal(0, 0.0002)
        hour = int(random.choice([22, 23, 0, 1, 2, 14]))
        when = datetime(2024, 1, 1, hour, int(random.integers(60)), tzinfo=UTC) + timedelta(days=int(random.integers(365)))
        found = ("," + ("Officer" if number % 4 == 0 else "Caller")) if source else ""
        rows.append(f"{when:%Y-%m-%d %H:%M},{lat:.6f},{lon:.6f}{found}")
    return "\n".join(rows) + "\n"
