"""Calibrating and validating one condition: fit, leave speakers out, shuffle, resample."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.calibration import SexRates, Validation
from tools.compare_speakers.comparisons import Comparisons, completed
from tools.compare_speakers.condition import Condition
from tools.compare_speakers.fitting import TooFewSpeakers, bounds, fit, folds_of, held_out, shuffled
from tools.compare_speakers.metrics import Floats, cllr, cllr_min, eer
from tools.compare_speakers.population import Speaker

_FOLDS = 10
_SHUFFLES = 20
_FOLDS_SHUFFLED = 5
"""Fewer than for the validation itself: each deal is fitted anew, and less to learn from makes a leak no less visible."""
_DRAWS = 100
_QUANTILES = 201
_SEED = 11
_FEWEST_OF_A_SEX = 5


@dataclass(frozen=True, eq=False)
class Validated:
    """A validation with its arrays."""

    validation: Validation
    lines: npt.NDArray[np.float32]
    """Shape (draws, 2): slope and intercept."""
    same: npt.NDArray[np.float32]
    different: npt.NDArray[np.float32]
    """Quantiles of held-out log10 LRs."""


def validate(condition: Condition, own: Comparisons, others: Iterable[Comparisons], people: Sequence[Speaker]) -> Validated:
    """Fit on all speakers; measure on the condition's own comparisons, with the speakers of each left out of its fit.

    `others` are comparisons under nearby conditions that bring in speakers who have none under this one.
    """
    whole = completed(own, others)
    mine = np.arange(whole.same.size) < own.same.size
    folds = folds_of(len(people), _FOLDS, _SEED)
    weights = own.weights()
    log_lr = held_out(whole, whole.same, folds)[mine]
    line = fit(whole.scores, whole.same, whole.weights())
    lowest, highest = bounds(log_lr, own.same, weights)
    validation = Validation(
        condition=condition,
        slope=round(line.slope, 5),
        intercept=round(line.intercept, 5),
        lowest=lowest,
        highest=highest,
        population=np.unique(whole.speakers).size,
        held_out=np.unique(own.speakers).size,
        held_out_same=np.unique(own.speakers[own.same]).size,
        same=int(own.same.sum()),
        different=int((~own.same).sum()),
        cllr=round(cllr(log_lr, own.same, weights), 4),
        cllr_min=round(cllr_min(own.scores, own.same, weights), 4),
        eer=round(eer(own.scores, own.same, weights), 4),
        cllr_shuffled=round(shuffled_cllr(whole, folds_of(len(people), _FOLDS_SHUFFLED, _SEED)), 4),
        cosine_eer=round(eer(own.cosines, own.same, weights), 4),
        by_sex=_by_sex(own, log_lr, people),
    )
    return Validated(validation, _resampled(whole), _quantiles(log_lr, own.same, weights), _quantiles(log_lr, ~own.same, weights))


def shuffled_cllr(comparisons: Comparisons, folds: npt.NDArray[np.int64]) -> float:
    """Mean Cllr on held-out speakers when the whole procedure is given shuffled answers: at least 1 unless something leaks."""
    weights = comparisons.weights()
    costs: list[float] = []
    for seed in itertools.count():
        answers = shuffled(comparisons, seed)
        try:
            costs.append(cllr(held_out(comparisons, answers, folds), answers, weights))
        except TooFewSpeakers:  # all answers of a kind were dealt to the speakers left out: deal again, unless it is always so
            if seed > 10 * _SHUFFLES:
                raise
        if len(costs) == _SHUFFLES:
            break
    return float(np.mean(costs))


def _resampled(comparisons: Comparisons) -> npt.NDArray[np.float32]:
    """Lines fitted on speakers drawn with replacement, as many as there are: shape (draws, 2)."""
    people = np.unique(comparisons.speakers)
    place = np.searchsorted(people, comparisons.speakers)
    random = np.random.default_rng(_SEED)
    weights = comparisons.weights()
    lines: list[tuple[float, float]] = []
    while len(lines) < _DRAWS:
        drawn = np.bincount(random.integers(0, people.size, people.size), minlength=people.size)
        times = np.where(comparisons.same, drawn[place[:, 0]], drawn[place[:, 0]] * drawn[place[:, 1]])
        kept = times > 0
        if comparisons.same[kept].any():  # a draw without any same-speaker comparison fits nothing
            line = fit(comparisons.scores[kept], comparisons.same[kept], (weights * times)[kept])
            lines.append((line.slope, line.intercept))
    return np.array(lines, np.float32)


def _quantiles(log_lr: Floats, chosen: npt.NDArray[np.bool_], weights: Floats) -> npt.NDArray[np.float32]:
    order = np.argsort(log_lr[chosen])
    values, shares = log_lr[chosen][order] / np.log(10), np.cumsum(weights[chosen][order])
    wanted = np.linspace(0, 1, _QUANTILES)
    found: npt.NDArray[np.float32] = np.interp(wanted, (shares - shares[0]) / max(shares[-1] - shares[0], 1e-12), values).astype(np.float32)
    return found


def _by_sex(own: Comparisons, log_lr: Floats, people: Sequence[Speaker]) -> tuple[SexRates, ...]:
    found = []
    for sex in ("female", "male"):
        members = np.array([person.sex == sex for person in people])
        both = np.array(members[own.speakers].all(axis=1))
        speakers = np.unique(own.speakers[both & own.same]).size
        if speakers >= _FEWEST_OF_A_SEX:
            part = own.take(both)
            weights = part.weights()
            rates = eer(part.scores, part.same, weights), cllr(log_lr[both], part.same, weights)
            found.append(SexRates(sex=sex, speakers=speakers, eer=round(rates[0], 4), cllr=round(rates[1], 4)))
    return tuple(found)
