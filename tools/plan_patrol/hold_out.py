"""How much of the last weeks the hot spots would have caught, against the counts of the time before."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from tools.plan_patrol.demand import weights_of
from tools.plan_patrol.density import Floats, density
from tools.plan_patrol.incident import Incident

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


def hold_out(rows: Sequence[Incident], weeks: int = WEEKS) -> HoldOut | None:
    """Hold back the last weeks and measure; None where there are no dates or too few incidents."""
    if any(row.when is None for row in rows):
        return None
    dates = [row.when for row in rows if row.when is not None]
    cut = max(dates) - timedelta(weeks=weeks)
    before = [row for row in rows if row.when is not None and row.when <= cut]
    after = [row for row in rows if row.when is not None and row.when > cut]
    if min(len(before), len(after)) < _FEWEST:
        return None
    year = [row for row in before if row.when is not None and row.when > cut - timedelta(days=365)]
    return _cells(before, year, after) if rows[0].lat is not None else _areas(before, year, after)


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
