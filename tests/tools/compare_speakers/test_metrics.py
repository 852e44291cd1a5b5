"""Costs and error rates are the published ones."""

import numpy as np
import pytest

from tools.compare_speakers.fitting import bounds
from tools.compare_speakers.metrics import cllr, cllr_min, eer, error_rates, pav

SAME = np.array([True] * 4 + [False] * 4)


def test_saying_nothing_costs_one_bit() -> None:
    """An LR of 1 for every comparison has a Cllr of exactly 1."""
    assert cllr(np.zeros(8), SAME) == pytest.approx(1.0)


def test_cllr_of_a_worked_example() -> None:
    """One same-speaker LR of 3 and one different-speaker LR of 1/3 cost log2(4/3) each."""
    assert cllr(np.log([3.0, 1 / 3]), np.array([True, False])) == pytest.approx(np.log2(4 / 3))


def test_misleading_lrs_cost_more_than_nothing() -> None:
    """Strong LRs on the wrong side are worse than none."""
    assert cllr(np.where(SAME, -3.0, 3.0), SAME) > 4


def test_separated_scores_have_no_error() -> None:
    """Where every same-speaker score is above every other, EER and Cllr-min are 0."""
    scores = np.where(SAME, 2.0, -1.0) + np.arange(8) / 100
    assert eer(scores, SAME) == 0
    assert cllr_min(scores, SAME) == pytest.approx(0.0)


def test_eer_of_a_worked_example() -> None:
    """With one of four on the wrong side of each other, a quarter is missed and a quarter alarms."""
    assert eer(np.array([5.0, 6, 7, 2, 1, 0, 3, -1]), SAME) == pytest.approx(0.25)


def test_scores_that_say_nothing_have_an_eer_of_a_half() -> None:
    """The same score for everything tells nobody apart."""
    assert eer(np.zeros(8), SAME) == pytest.approx(0.5)
    assert cllr_min(np.zeros(8), SAME) == pytest.approx(1.0)


def test_pav_pools_what_is_out_of_order() -> None:
    """Violators share the odds of their pool, and the LRs rise with the scores."""
    log_lr = pav(np.array([0.0, 1, 2, 3]), np.array([False, True, False, True]))
    assert log_lr[0] == -np.inf
    assert log_lr[1] == pytest.approx(0.0)
    assert log_lr[2] == pytest.approx(0.0)
    assert log_lr[3] == np.inf


def test_no_calibration_beats_pav() -> None:
    """Cllr-min is not above the Cllr of any rising line of the scores."""
    random = np.random.default_rng(5)
    same = np.arange(400) < 100
    scores = random.normal(np.where(same, 1.0, -1.0), 1.0)
    for slope in (0.5, 1.0, 2.0, 4.0):
        assert cllr_min(scores, same) <= cllr(slope * scores, same)


def test_weights_are_repetitions() -> None:
    """A comparison of weight 3 counts as three."""
    random = np.random.default_rng(6)
    same = np.arange(60) < 20
    scores, times = random.normal(same * 1.5, 1.0), random.integers(1, 4, 60)
    repeated, labels = np.repeat(scores, times), np.repeat(same, times)
    for measure in (cllr, cllr_min, eer):
        assert measure(scores, same, times.astype(float)) == pytest.approx(measure(repeated, labels))


def test_error_rates_run_from_end_to_end() -> None:
    """At the lowest threshold nothing is missed and all alarm; at the highest the other way round."""
    missed, alarmed = error_rates(np.arange(8.0), SAME)
    assert (missed[0], alarmed[0], missed[-1], alarmed[-1]) == (0, 1, 1, 0)


def test_one_kind_alone_is_no_measurement() -> None:
    """Without same-speaker or without different-speaker comparisons nothing can be measured."""
    with pytest.raises(ValueError, match="both"):
        cllr(np.zeros(3), np.ones(3, bool))


@pytest.mark.parametrize(
    ("seed", "sizes", "distance", "expected"),
    [
        (0, (300, 3000), 1, (-0.98, 1.69)),
        (1, (30, 400), 2, (-0.89, 1.37)),
        (4, (300, 3000), 5, (-1.78, 2.99)),
        (5, (30, 400), 6, (-1.39, 2.25)),
    ],
)
def test_bounds_are_those_of_the_published_method(
    seed: int, sizes: tuple[int, int], distance: float, expected: tuple[float, float]
) -> None:
    """The bounds are the ELUB of Vergeer et al. 2016, as lir 1.3.1 of the Netherlands Forensic Institute computes it."""
    random = np.random.default_rng(seed)
    deviation = np.sqrt(2 * distance)
    log_lr = np.concatenate([random.normal(distance, deviation, sizes[0]), random.normal(-distance, deviation, sizes[1])])
    same = np.arange(sum(sizes)) < sizes[0]
    assert bounds(log_lr, same, np.ones(sum(sizes))) == expected


def test_more_pieces_of_the_same_speakers_widen_no_bound() -> None:
    """What counts is speakers: comparisons that weigh 1/10 each support no more than one in ten of them."""
    random = np.random.default_rng(9)
    same = np.arange(330) < 30
    log_lr = random.normal(np.where(same, 6.0, -6.0), 2.0)
    few = bounds(log_lr, same, np.ones(330))
    assert bounds(np.repeat(log_lr, 10), np.repeat(same, 10), np.full(3300, 0.1)) == few
