"""How often strangers' faces score high: the empirical distribution, and beyond its last scores a fitted tail.

Peaks over threshold (Pickands 1975, Annals of Statistics 3): excesses over a high score follow a generalised Pareto distribution, here
fitted by probability-weighted moments (Hosking & Wallis 1987, Technometrics 29).
"""

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

Scores = npt.NDArray[np.float64]
"""Cosines, shape (n,)."""

SHARE = 0.01
"""Of the scores are taken for the tail."""
_STEEPEST = -0.25
"""Least shape: with less, the fit would promise that no stranger ever scores higher than a point not far beyond the data."""


class Tail(BaseModel):
    """The upper end of the scores of strangers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    start: float
    """Cosine."""
    share: float
    """Of all scores that lie beyond `start`."""
    shape: float
    scale: float

    def rate(self, threshold: float) -> float:
        """The share of strangers' comparisons that score at least so much, from `start` on."""
        reach = 1 + self.shape * (threshold - self.start) / self.scale
        if reach <= 0:
            return 0.0
        power = np.exp(-(threshold - self.start) / self.scale) if abs(self.shape) < 1e-9 else reach ** (-1 / self.shape)
        return float(self.share * power)

    def threshold(self, rate: float) -> float:
        """The score that a share of strangers' comparisons reach; ValueError when the share lies before the tail."""
        if not 0 < rate <= self.share:
            raise ValueError(f"the tail begins with a share of {self.share}, {rate} lies before it")
        if abs(self.shape) < 1e-9:
            return float(self.start + self.scale * np.log(self.share / rate))
        return float(self.start + self.scale / self.shape * ((self.share / rate) ** self.shape - 1))


def fitted(scores: Scores, share: float = SHARE) -> Tail:
    """The tail of some scores; ValueError when there are fewer than 30 in it."""
    start = float(np.quantile(scores, 1 - share))
    excess = np.sort(scores[scores > start] - start)
    if excess.size < 30:
        raise ValueError(f"{excess.size} scores are too few for a tail")
    first = float(excess.mean())
    second = float((excess * (1 - (np.arange(1, excess.size + 1) - 0.35) / excess.size)).mean())
    kappa = first / (first - 2 * second) - 2  # Hosking & Wallis write the shape with the other sign
    shape = max(-kappa, _STEEPEST)
    return Tail(start=start, share=excess.size / scores.size, shape=shape, scale=first * (1 - shape))
