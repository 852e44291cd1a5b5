"""How much of the last weeks the hot spots would have caught, against the counts of the time before."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from tools.plan_patrol.demand import weights_of
from tools.plan_patrol.density import Floats, density
from tools.plan_patrol.hot_spots import FARTHEST_METRES
from tools.plan_patrol.incident import Incident
from tools.plan_patrol.street_density import pieces_of, street_density
from tools.streets import Network, snap

WEEKS = 4
FLAGGED = 0.1
"""Share of the cells or areas that are called hot."""
_FEWEST = 20
"""Incidents held back and left; with fewer nothing is said."""


@dataclass(frozen=True)
class HoldOut:
    """Hit rate: share of the held-back incidents in the hot part. Predictive accuracy index: hit rate over the hot part's share of the
    whole (Chainey, Tompson & Uhlig 2008); 1 is chance."""

    held_back: int
    hot_share: float
    """Of the whole, 0 to 1."""
    hit_rate: float
    counts_hit_rate: float
    """The same for plain counts of the time before, of at most a year."""
    unit: str
    """What is called hot: cells of a size, or areas."""

    @property
    def index(self) -> float:
        """Predictive accuracy index of the hot spots."""
        return self.hit_rate / self.hot_share

    @property
    def counts_index(self) -> float:
        """Predictive accuracy index of the counts."""
        return self.counts_hit_rate / self.hot_share


def hold_out(rows: Sequence[Incident], weeks: int = WEEKS, network: Network | None = None) -> HoldOut | None:
    """Hold back the last weeks and measure; None where there are no dates or too few incidents.

    Args:
        rows: all incidents.
        weeks: that are held back.
        network: the streets along which density is measured, where there are some; incidents off them are left out.
    """
    if any(row.when is None for row in rows):
        return None
    dates = [row.when for row in rows if row.when is not None]
    cut = max(dates) - timedelta(weeks=weeks)
    before = [row for row in rows if row.when is not None and row.when <= cut]
    after = [row for row in rows if row.when is not None and row.when > cut]
    if min(len(before), len(after)) < _FEWEST:
        return None
    if network is not None and rows[0].lat is not None:
        before, after = ([row for row, on in zip(part, _on(part, network), strict=True) if on] for part in (before, after))
        if min(len(before), len(after)) < _FEWEST:
            return None
    year = [row for row in before if row.when is not None and row.when > cut - timedelta(days=365)]
    if rows[0].lat is None:
        return _areas(before, year, after)
    return _cells(before, year, after) if network is None else _pieces(before, year, after, network)


def _on(rows: Sequence[Incident], network: Network) -> list[bool]:
    return [bool(metres <= FARTHEST_METRES) for metres in snap(network, *_points(rows)).off_metres]


def _pieces(before: Sequence[Incident], year: Sequence[Incident], after: Sequence[Incident], network: Network) -> HoldOut:
    """The same with pieces of street, and their share of the length of all streets near which anything ever happened."""
    found = street_density(network, *_points(before), weights_of(before))
    pieces = pieces_of(network)
    dense = (found.at_points[pieces.start] + found.at_points[pieces.end]) / 2
    counts = np.bincount(pieces.number[snap(network, *_points(year)).piece], minlength=pieces.metres.size).astype(float)
    held = pieces.number[snap(network, *_points(after)).piece]
    # a piece between two points far from all incidents may hold some all the same
    whole = np.flatnonzero((dense > 1e-3 * dense.max()) | (np.bincount(pieces.number[found.places.piece], minlength=dense.size) > 0))
    length = float(pieces.metres[whole].sum())

    def hits(values: Floats) -> tuple[float, float]:
        """Hit rate of the hottest pieces, and their share of the length, which is the asked one or just over it."""
        order = whole[np.argsort(-values[whole], kind="stable")]
        share = np.cumsum(pieces.metres[order]) / length
        last = int(np.searchsorted(share, FLAGGED)) + 1
        return float(np.isin(held, order[:last]).mean()), float(share[last - 1])

    (own, hot), (plain, _) = hits(dense), hits(counts / np.maximum(pieces.metres, 1.0))
    return HoldOut(len(after), hot, own, plain, f"of {length / 1000:.1f} km of streets")


def _areas(before: Sequence[Incident], year: Sequence[Incident], after: Sequence[Incident]) -> HoldOut:
    names = sorted({row.area for row in before})
    hot = max(1, round(FLAGGED * len(names)))

    def hits(rows: Sequence[Incident], weights: Floats) -> float:
        score: dict[Hashable, float] = dict.fromkeys(names, 0.0)
        for row, weight in zip(rows, weights, strict=True):
            score[row.area] += float(weight)
        chosen = set(sorted(names, key=lambda name: -score[name])[:hot])
        return sum(row.area in chosen for row in after) / len(after)

    return HoldOut(len(after), hot / len(names), hits(before, weights_of(before)), hits(year, np.ones(len(year))), f"of {len(names)} areas")


def _cells(before: Sequence[Incident], year: Sequence[Incident], after: Sequence[Incident]) -> HoldOut:
    lat, lon = _points(before)
    grid = density(lat, lon, weights_of(before))
    x, y = grid.plane.metres(*_points(after))
    rows, columns = grid.cells(x, y)
    counts = np.zeros_like(grid.values)
    np.add.at(counts, grid.cells(*grid.plane.metres(*_points(year))), 1.0)
    # only where anything ever happened is part of the whole: lakes and fields would make any index look good
    whole = np.flatnonzero(grid.values.ravel() > 1e-3 * grid.values.max())
    hot = max(1, round(FLAGGED * whole.size))

    def hits(values: Floats) -> float:
        chosen = np.zeros(values.size, dtype=bool)
        chosen[whole[np.argsort(-values.ravel()[whole], kind="stable")[:hot]]] = True
        return float(chosen.reshape(values.shape)[rows, columns].mean())

    return HoldOut(len(after), hot / whole.size, hits(grid.values), hits(counts), f"cells of {grid.cell:.0f} m")


def _points(rows: Sequence[Incident]) -> tuple[Floats, Floats]:
    return np.array([row.lat for row in rows], dtype=float), np.array([row.lon for row in rows], dtype=float)
