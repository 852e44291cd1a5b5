"""Density along streets knows what the crow does not: that the street behind the houses is far away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tests.tools.plan_patrol.town import incidents, street_map
from tools.case import Exhibit
from tools.plan_patrol.hold_out import hold_out
from tools.plan_patrol.hot_spots import hot_spots
from tools.plan_patrol.incident import Incident
from tools.plan_patrol.reading import incidents_of
from tools.plan_patrol.street_density import pieces_of, street_density
from tools.streets import Network, load
from tools.streets.build import Way, network_of

NORTH = 0.00045
"""Degrees: about 50 m."""


def two_streets() -> Network:
    """Two streets of two kilometres, 50 m apart, joined at the eastern end only; points every 70 m or so."""
    places = {row * 100 + i: (51.5 + row * NORTH, i * 0.001) for row in range(2) for i in range(30)}
    rows = [[row * 100 + i for i in range(30)] for row in range(2)]
    return network_of("car", places, [Way(row, 25.0, True, True) for row in (*rows, [29, 129])])


def incident(number: int, lat: float, lon: float) -> Incident:
    return Incident(number, "", datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=number), lat, lon)


def test_the_street_behind_the_houses_is_far() -> None:
    """Ten incidents in one street and one in the other, 50 m away: along the streets they are two places, for the crow they are one."""
    rows = [incident(i, 51.5, 0.002 + 0.00005 * i) for i in range(10)] + [incident(11, 51.5 + NORTH, 0.002)]
    assert [len(place.behind) for place in hot_spots(rows, 5, two_streets())] == [10, 1]
    assert [len(place.behind) for place in hot_spots(rows, 5)] == [11]


def test_the_kernel_is_what_the_distances_say() -> None:
    """The density at each incident is the Gaussian of the metres along the street, worked out here by hand on a straight street."""
    lon = np.array([0.002, 0.003, 0.005])
    weights = np.array([1.0, 2.0, 0.5])
    found = street_density(two_streets(), np.full(3, 51.5), lon, weights)
    metres = np.abs(lon[:, None] - lon[None]) * np.cos(np.radians(51.5)) * 111_195
    kernel = np.where(metres <= 3 * found.bandwidth, np.exp(-0.5 * (metres / found.bandwidth) ** 2), 0)
    assert found.at_incidents == pytest.approx(kernel @ weights, rel=1e-3)


def test_each_street_piece_counts_once() -> None:
    """Both directions of a street are one piece, and all pieces together are as long as the streets."""
    network = two_streets()
    pieces = pieces_of(network)
    assert pieces.metres.sum() == pytest.approx(network.metres.sum() / 2)
    assert pieces.number.max() + 1 == pieces.metres.size == network.metres.size / 2


def test_held_back_weeks_are_tried_along_the_streets(put: Callable[..., Exhibit]) -> None:
    """Thefts that keep to some corners are foretold far better than chance, the flagged part is about a tenth of the length, and
    incidents off the map take no part."""
    rows = incidents_of(put("incidents.csv", incidents(600))).rows
    network = load(put("town.osm", street_map()))
    found = hold_out(rows, network=network)
    assert found is not None
    assert "km of streets" in found.unit
    assert 0.1 <= found.hot_share < 0.16
    assert found.index > 2
    last = max(row.when for row in rows if row.when)
    off = [Incident(9000 + i, "", last, 51.9, -0.1) for i in range(50)]
    again = hold_out([*rows, *off], network=network)
    assert again is not None
    assert again.held_back == found.held_back
