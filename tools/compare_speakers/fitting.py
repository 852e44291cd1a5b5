"""From scores to likelihood ratios: a straight line by logistic regression, and how far it may be trusted."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.comparisons import Comparisons
from tools.compare_speakers.metrics import Floats, Labels

_STEP = 0.01
"""Accuracy of the bounds, in log10."""


class TooFewSpeakers(ValueError):
    """With some speakers left out nothing is left of one kind of comparison."""


@dataclass(frozen=True)
class Line:
    """Natural-log LR = slope * score + intercept."""

    slope: float
    intercept: float

    def __call__(self, scores: Floats) -> Floats:
        """Natural-log LRs, shape (n,)."""
        return scores * self.slope + self.intercept


def fit(scores: Floats, same: Labels, weights: Floats) -> Line:
    """Logistic regression with both kinds of comparison at a prior of one half (Brümmer and du Preez 2006; Morrison 2013,
    https://doi.org/10.1080/00450618.2012.733025), so that its log odds are log LRs.

    Both kinds weigh as much as there are speakers with same-speaker comparisons, for that is how much independent
    information there is; the usual ridge of strength 1 on the slope then keeps few speakers from giving large LRs.
    """
    from sklearn.linear_model import LogisticRegression

    independent = weights[same].sum()
    balanced = np.where(same, weights, weights * independent / weights[~same].sum())
    model = LogisticRegression(C=1.0, solver="newton-cholesky").fit(scores[:, None], same, sample_weight=balanced)
    return Line(float(model.coef_[0, 0]), float(model.intercept_[0]))


def held_out(comparisons: Comparisons, same: Labels, folds: npt.NDArray[np.int64]) -> Floats:
    """Natural-log LRs of all comparisons, each by a line fitted without any comparison of either speaker's fold.

    `folds`, shape (number of speakers,), says which fold a speaker is in; `same` the answers to learn from. TooFewSpeakers
    when nothing of one kind of comparison is left for a fit.
    """
    of_first, of_second = folds[comparisons.speakers[:, 0]], folds[comparisons.speakers[:, 1]]
    weights = comparisons.weights()
    log_lr = np.full(same.size, np.nan)
    for a, b in {(int(a), int(b)) for a, b in zip(of_first, of_second, strict=True)}:
        tested = (of_first == a) & (of_second == b)
        learned = ~np.isin(of_first, (a, b)) & ~np.isin(of_second, (a, b))
        if not same[learned].any() or same[learned].all():
            raise TooFewSpeakers("too few speakers to leave some out")
        log_lr[tested] = fit(comparisons.scores[learned], same[learned], weights[learned])(comparisons.scores[tested])
    return log_lr


def folds_of(speakers: int, count: int, seed: int) -> npt.NDArray[np.int64]:
    """A fold for each speaker, shape (speakers,), all about equally large."""
    return np.random.default_rng(seed).permutation(np.arange(speakers) % count)


def shuffled(comparisons: Comparisons, seed: int) -> Labels:
    """The answers dealt out anew among the speakers and pairs of speakers: as many are called the same speaker as before."""
    units = comparisons.units()
    truth = np.zeros(units.max() + 1, bool)
    truth[units] = comparisons.same
    dealt: Labels = np.random.default_rng(seed).permutation(truth)[units]
    return dealt


def bounds(log_lr: Floats, same: Labels, weights: Floats) -> tuple[float, float]:
    """The lowest and highest log10 LR that validation supports: empirical lower and upper bound (ELUB), Vergeer et al. 2016
    (https://doi.org/10.1016/j.scijus.2016.06.003).

    An LR is supported while deciding by it costs less than not using the method, with one misleading comparison more than
    were seen on each side. A comparison is one speaker, or one pair of speakers, as by the weights: a speaker's many pieces
    support no more than one.
    """
    llr = log_lr / np.log(10)
    n_same, n_different = weights[same].sum(), weights[~same].sum()
    grid = np.arange(-np.ceil(np.log10(n_same + 1) / _STEP), np.ceil(np.log10(n_different + 1) / _STEP) + 1) * _STEP
    order_same, order_different = np.argsort(llr[same]), np.argsort(llr[~same])
    missed = _below(llr[same][order_same], weights[same][order_same], grid)  # of the same speaker, at or below the threshold
    alarmed = n_different - _below(llr[~same][order_different], weights[~same][order_different], grid)
    cost = (missed + 1) / (n_same + 1) + 10**grid * (alarmed + 1) / (n_different + 1)
    neutral = np.where(grid < 0, 10**grid, 1.0)
    harmful = cost > neutral
    below, above = grid[(grid <= 0) & harmful], grid[(grid >= 0) & harmful]
    lowest = min(float(below.max()) + _STEP, 0.0) if below.size else float(grid[0])
    highest = max(float(above.min()) - _STEP, 0.0) if above.size else float(grid[-1])
    return round(lowest, 2), round(highest, 2)


def _below(ordered: Floats, weights: Floats, grid: Floats) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(weights)])
    reached: Floats = total[np.searchsorted(ordered, grid, side="right")]
    return reached
