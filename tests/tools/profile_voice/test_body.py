"""Height and weight move by what is published and by no more, and no sex is inferred."""

from math import log2
from statistics import NormalDist

import numpy as np
import pytest

from tools.profile_voice.body import POPULATIONS, VARIANCE_EXPLAINED, Population, after, height_of, mixed, weight_of
from tools.profile_voice.tract import Tract

MOST_BITS = -log2(1 - VARIANCE_EXPLAINED) / 2
DRAWS = 10_000


@pytest.mark.parametrize("people", POPULATIONS, ids=lambda people: people.sex)
@pytest.mark.parametrize("extra", [0.0, 1.0], ids=["clear", "poor"])
@pytest.mark.parametrize("quantity", ["height", "log_weight"])
def test_nine_of_ten_intervals_hold_the_truth(people: Population, extra: float, quantity: str) -> None:
    """Of 10,000 people drawn from the published model, the 90 % interval after the voice holds 88 to 92 %."""
    rng = np.random.default_rng(7)
    prior: NormalDist = getattr(people, quantity)
    body, own = rng.standard_normal((2, DRAWS))
    voice = np.sqrt(VARIANCE_EXPLAINED) * body + np.sqrt(1 - VARIANCE_EXPLAINED) * own
    lengths = people.tract.mean + people.tract.stdev * voice + extra * rng.standard_normal(DRAWS)
    held = 0
    for truth, length in zip(prior.mean + prior.stdev * body, lengths, strict=True):
        moved, _ = after(prior, people.tract, Tract(float(length), extra))
        held += moved.inv_cdf(0.05) <= truth <= moved.inv_cdf(0.95)
    assert 0.88 <= held / DRAWS <= 0.92


def test_nine_of_ten_adults_lie_in_the_interval_without_a_sex() -> None:
    """Of 10,000 adults of unknown sex, the interval holds 88 to 92 %."""
    rng = np.random.default_rng(8)
    low, high = mixed([people.height for people in POPULATIONS])
    drawn = [POPULATIONS[number].height for number in rng.integers(0, 2, DRAWS)]
    heights = np.array([part.mean + part.stdev * z for part, z in zip(drawn, rng.standard_normal(DRAWS), strict=True)])
    assert 0.88 <= np.mean((low <= heights) & (heights <= high)) <= 0.92


@pytest.mark.parametrize("length", [11.0, 13.5, 15.0, 17.0, 19.0, 21.0])
@pytest.mark.parametrize("extra", [0.0, 0.4, 3.0])
def test_the_gain_is_never_more_than_the_correlation_allows(length: float, extra: float) -> None:
    """Whatever the voice, it tells at most 0.076 bit within a sex, less where it was measured badly, and nothing across the sexes."""
    for estimate in (height_of(Tract(length, extra)), weight_of(Tract(length, extra))):
        assert estimate.gain_bits == 0
        assert estimate.interval == estimate.before
        for case in estimate.within:
            assert 0 < case.gain_bits <= round(MOST_BITS, 3)
            narrower = log2((case.before[1] - case.before[0]) / (case.interval[1] - case.interval[0]))
            if estimate.name == "height":
                assert narrower == pytest.approx(case.gain_bits, abs=0.02)
    assert height_of(Tract(length, 3.0)).within[0].gain_bits < 0.01 < height_of(Tract(length, 0.0)).within[0].gain_bits


def test_a_longer_tract_is_no_finding_about_sex() -> None:
    """The interval for a speaker of unknown sex is the same for the shortest and the longest tract."""
    short, long = height_of(Tract(13.0, 0.0)), height_of(Tract(19.0, 0.0))
    assert short.interval == long.interval
    assert "not inferred" in (short.reason or "")
    for less, more in zip(short.within, long.within, strict=True):
        assert more.mean > less.mean
        assert more.mean - less.mean <= 10  # four standard deviations apart, times the correlation


def test_the_error_is_what_is_published() -> None:
    """The standard error that remains for height is 5 to 7.5 cm within a sex."""
    for case in height_of(Tract(16.0, 0.0)).within:
        assert 5 <= (case.interval[1] - case.interval[0]) / (2 * 1.645) <= 7.5


def test_without_a_tract_nothing_moves() -> None:
    """Where no length was measured, the estimate is the population's and says why."""
    estimate = height_of("too short")
    assert "too short" in (estimate.reason or "")
    assert all(case.interval == case.before and case.gain_bits == 0 for case in estimate.within)


def test_the_published_tables_are_met() -> None:
    """The population's 5th and 95th percentiles are those of the tables: heights in cm, body mass index times height squared."""
    female, male = POPULATIONS
    assert (female.height.inv_cdf(0.05), female.height.inv_cdf(0.95)) == pytest.approx((150.6, 173.7), abs=0.3)
    assert (male.height.inv_cdf(0.05), male.height.inv_cdf(0.95)) == pytest.approx((163.3, 188.2), abs=0.4)
    assert "must not be used to pick people" in height_of("none").warning
