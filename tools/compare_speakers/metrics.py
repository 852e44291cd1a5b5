"""How good likelihood ratios are: Cllr, its part that no calibration can mend, and the equal error rate.

Every comparison carries a weight, so that a speaker with many recordings does not count for more than one with few. Weights
are relative within same-speaker comparisons and within different-speaker comparisons.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Shape (n,)."""
Labels = npt.NDArray[np.bool_]
"""Shape (n,); true where both sides are the same speaker."""


def cllr(log_lr: Floats, same: Labels, weights: Floats | None = None) -> float:
    """The log-likelihood-ratio cost, in bits (Brümmer and du Preez 2006, https://doi.org/10.1016/j.csl.2005.08.001).

    0 is perfect; 1 is what an LR of 1 for every comparison costs, so that from 1 on the method is worse than none.
    `log_lr` are natural logarithms. ValueError when there are no comparisons of a kind.
    """
    w = _checked(log_lr, same, weights)
    cost = np.where(same, np.logaddexp(0.0, -log_lr), np.logaddexp(0.0, log_lr)) / np.log(2)
    return float((np.average(cost[same], weights=w[same]) + np.average(cost[~same], weights=w[~same])) / 2)


def pav(scores: Floats, same: Labels, weights: Floats | None = None) -> Floats:
    """Natural-log LRs by the pool-adjacent-violators algorithm: the best any rising function of the scores could do on them.

    It has seen the answers: good for judging scores, never for a case.
    """
    from sklearn.isotonic import IsotonicRegression

    w = _checked(scores, same, weights)
    balanced = np.where(same, w / w[same].sum(), w / w[~same].sum())
    share = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(scores, same.astype(float), sample_weight=balanced)
    with np.errstate(divide="ignore"):
        log_odds: Floats = np.log(share) - np.log1p(-share)
    return log_odds


def cllr_min(scores: Floats, same: Labels, weights: Floats | None = None) -> float:
    """Cllr after the best possible calibration (PAV): what the scores themselves lose. Same source as `cllr`."""
    return cllr(pav(scores, same, weights), same, weights)


def error_rates(scores: Floats, same: Labels, weights: Floats | None = None) -> tuple[Floats, Floats]:
    """Miss rate and false-alarm rate at every threshold, from below the lowest score to above the highest.

    Shapes (k + 1,) for k distinct scores: the share of same-speaker comparisons below the threshold and of
    different-speaker comparisons at or above it.
    """
    w = _checked(scores, same, weights)
    distinct, place = np.unique(scores, return_inverse=True)
    missed = np.bincount(place, weights=np.where(same, w, 0.0), minlength=distinct.size) / w[same].sum()
    alarmed = np.bincount(place, weights=np.where(same, 0.0, w), minlength=distinct.size) / w[~same].sum()
    return np.concatenate([[0.0], np.cumsum(missed)]), np.concatenate([[1.0], 1.0 - np.cumsum(alarmed)]).clip(0.0, 1.0)


def eer(scores: Floats, same: Labels, weights: Floats | None = None) -> float:
    """The equal error rate: where misses and false alarms cross, between thresholds on the straight line, 0 to 1."""
    missed, alarmed = error_rates(scores, same, weights)
    after = int(np.argmax(missed >= alarmed))
    if after == 0:
        return float(missed[0])
    gap_before, gap_after = alarmed[after - 1] - missed[after - 1], missed[after] - alarmed[after]
    share = gap_before / (gap_before + gap_after)
    return float(missed[after - 1] + share * (missed[after] - missed[after - 1]))


def _checked(scores: Floats, same: Labels, weights: Floats | None) -> Floats:
    if not same.any() or same.all():
        raise ValueError("both same-speaker and different-speaker comparisons are needed")
    return np.ones(len(scores)) if weights is None else weights
