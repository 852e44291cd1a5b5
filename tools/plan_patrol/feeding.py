"""Whether a plan would feed on itself: an urn that is filled with what patrols find (Pólya's urn, as Ensign et al. 2018 have it).

Each week the time of the patrols is given out in proportion to the incidents on record. What residents report happens at the true
rate of each place, wherever patrols are. What police find themselves is the true rate times the time they spend at a place. When both go on
record, places that were patrolled more look worse, and get more again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.plan_patrol.demand import Floats, HotPlace

WEEKS = 104
RUNS = 200
ASSUMED = 0.25
"""Share of police-found incidents that is assumed where the exhibit does not say. Set here."""


@dataclass(frozen=True)
class Feeding:
    """Share of the patrols' time at the hottest tenth of the places."""

    now: float
    """As what is expected has it."""
    reported_only: float
    """After two simulated years in which only residents' reports count; mean of the runs."""
    with_found: float
    """The same when what police find counts too."""
    spread: tuple[float, float]
    """95 % of the runs with what police find."""
    found_share: float
    """Of the incidents, those that police find; measured or assumed."""
    assumed: bool


def feeding(places: Sequence[HotPlace], by_police: int, reported: int, told: bool, seed: int = 0) -> Feeding | None:
    """Simulate; None with fewer than two places.

    Args:
        places: the hot places with what residents report there in a week.
        by_police: incidents of the exhibit that police found.
        reported: the others.
        told: whether a column of the exhibit says who found them.
        seed: of the simulation.
    """
    if len(places) < 2:
        return None
    rates = np.array([place.weekly for place in places])
    share = by_police / (by_police + reported) if told else ASSUMED
    hot = np.argsort(-rates, kind="stable")[: max(1, round(0.1 * rates.size))]
    weights = rates / rates.sum()
    only = _simulated(rates, 0.0, seed)[:, hot].sum(axis=1)
    both = _simulated(rates, share, seed)[:, hot].sum(axis=1)
    low, high = np.percentile(both, [2.5, 97.5])
    return Feeding(float(weights[hot].sum()), float(only.mean()), float(both.mean()), (float(low), float(high)), share, not told)


def _simulated(rates: Floats, found: float, seed: int) -> Floats:
    """The share of time that each place gets at the end, shape (runs, places). The urn begins with half a year of reports."""
    random = np.random.default_rng(seed)
    urn = np.tile(rates * 26, (RUNS, 1))
    total = rates.sum() * found / max(1 - found, 1e-9)
    true = rates / rates.sum()
    for _ in range(WEEKS):
        time = urn / urn.sum(axis=1, keepdims=True)
        seen = true * time
        seen = seen / seen.sum(axis=1, keepdims=True)
        urn = urn + random.poisson(np.tile(rates, (RUNS, 1))) + random.poisson(seen * total)
    return np.asarray(urn / urn.sum(axis=1, keepdims=True))
