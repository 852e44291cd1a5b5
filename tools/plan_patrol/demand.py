"""What is to be expected where and when: decayed counts with an interval, and the hours of the week."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from tools.plan_patrol.incident import Incident
from tools.plan_patrol.shift import Shift

HALF_LIFE_DAYS = 182.0
"""After which an incident counts half (exponential decay, as in Mohler et al. 2011). Set here, not learnt: half a year lets a season
show and keeps more than one incident a place."""
WEEK = 168
_PRIOR = 20.0
"""Incidents' worth of the whole exhibit's hours that each place's own hours are mixed with."""
_SMOOTH_HOURS = 1.0
"""Standard deviation of the circular Gaussian over the hours of the week; times of incidents are rarely exact to the hour."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class HotPlace:
    """A place where incidents gather. A place only: nothing here knows of persons."""

    name: str
    lat: float | None
    lon: float | None
    behind: tuple[Incident, ...]
    """The incidents behind it, the latest first."""
    weekly: float
    """Incidents to be expected in a week."""
    interval: tuple[float, float]
    """95 % interval of `weekly`: exact for a Poisson count (Garwood 1936), on the effective number of incidents (Kish 1965)."""
    hours: Floats = field(repr=False)
    """Shape (168,): how a week's incidents fall on its hours; sums to 1."""

    def expected(self, shift: Shift, first: float, last: float) -> float:
        """Incidents to be expected here in a stretch of a shift, minutes from its start."""
        return self.weekly * sum(float(self.hours[hour]) * share for hour, share in shift.hours_of_week(first, last))


def weights_of(rows: Sequence[Incident], now: datetime | None = None) -> Floats:
    """How much each incident counts, 1 for one at `now` (by default the latest); all 1 where there are no dates."""
    dates = [row.when for row in rows if row.when is not None]
    if len(dates) < len(rows):
        return np.ones(len(rows))
    now = now or max(dates)
    ages = np.array([(now - when).total_seconds() / 86_400 for when in dates])
    return np.asarray(0.5 ** (ages / HALF_LIFE_DAYS))


def weeks_counted(rows: Sequence[Incident]) -> float:
    """The weeks that the weights stand for: the decay summed over the span of the exhibit; 1 where there are no dates."""
    dates = [row.when for row in rows if row.when is not None]
    if not dates:
        return 1.0
    span = max((max(dates) - min(dates)).total_seconds() / 86_400, 7.0)
    return float(HALF_LIFE_DAYS / np.log(2) * (1 - 0.5 ** (span / HALF_LIFE_DAYS)) / 7)


def place_of(
    name: str, at: tuple[float | None, float | None], members: Sequence[Incident], weights: Floats, weeks: float, usual: Floats
) -> HotPlace:
    """A place from its incidents, their weights, the weeks that these stand for and the hours usual in the exhibit."""
    from scipy.special import gammaincinv  # the quantile of the gamma distribution; scipy.stats takes seconds to import

    total = float(weights.sum())
    effective = total**2 / float((weights**2).sum())
    low = float(gammaincinv(effective, 0.025)) / effective
    high = float(gammaincinv(effective + 1, 0.975)) / effective
    own = hours_of(members, weights)
    hours = usual if own is None else (own * effective + usual * _PRIOR) / (effective + _PRIOR)
    latest = sorted(members, key=lambda row: row.when or datetime.min.replace(tzinfo=UTC), reverse=True)
    weekly = total / weeks
    return HotPlace(name, *at, tuple(latest), weekly, (low * weekly, high * weekly), hours)


def hours_of(rows: Sequence[Incident], weights: Floats) -> Floats | None:
    """How incidents fall on the 168 hours of the week, smoothed around the clock; None where they have no times."""
    from scipy.ndimage import gaussian_filter1d

    timed = [(row.when.weekday() * 24 + row.when.hour, weight) for row, weight in zip(rows, weights, strict=True) if row.when]
    if not timed:
        return None
    counts = np.bincount([hour for hour, _ in timed], weights=[weight for _, weight in timed], minlength=WEEK)
    # one incident's worth over all hours: that nothing was reported in an hour does not make it impossible
    smooth = gaussian_filter1d(counts.astype(float), _SMOOTH_HOURS, mode="wrap") + 1 / WEEK
    return np.asarray(smooth / smooth.sum())
