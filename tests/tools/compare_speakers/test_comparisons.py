"""Comparisons for validation are of the right pairs, fairly weighted, and normalised by other speakers only."""

import numpy as np
import pytest

from tools.compare_speakers.comparisons import Comparisons, cohorts, comparisons, completed
from tools.compare_speakers.condition import Condition
from tools.compare_speakers.normalisation import NEAREST, adaptive_s_norm
from tools.compare_speakers.pieces import Pieces

CLEAR = Condition(bands=("wide", "wide"), snr_from=17, snr_below=1000, seconds=3)
MIXED = Condition(bands=("telephone", "wide"), snr_from=8, snr_below=17, seconds=3)
PEOPLE = 24


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """Three pieces of each of 24 speakers, each clear and noisy, wide and by telephone."""
    random = np.random.default_rng(4)
    kinds = [(band, snr) for band in ("wide", "telephone") for snr in (30.0, 12.0)]
    rows = [(who, piece, band, snr) for who in range(PEOPLE) for piece in range(3) for band, snr in kinds]
    own = random.normal(0, 1, (PEOPLE, 32))
    vectors = np.stack([own[who] + random.normal(0, 0.7, 32) for who, *_ in rows])
    return Pieces(
        speaker=np.array([row[0] for row in rows]),
        piece=np.array([row[1] for row in rows]),
        seconds=np.full(len(rows), 3.0),
        band=np.array([row[2] for row in rows]),
        snr_db=np.array([row[3] for row in rows]),
        copy=np.array(["made up"] * len(rows)),
        vectors=(vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
    )


def test_pairs_meet_the_condition(pieces: Pieces) -> None:
    """Only pieces of the bands and noise asked for are paired, never two copies of one piece: 3 pairs of each speaker's 3 pieces."""
    found = comparisons(pieces, cohorts(pieces), CLEAR)
    assert found.same.sum() == 3 * PEOPLE
    assert (
        comparisons(pieces, cohorts(pieces), MIXED).same.sum() == 6 * 3 * PEOPLE
    )  # noisy-noisy, noisy-clear, clear-noisy; 6 pairs of pieces


def test_a_speaker_counts_once(pieces: Pieces) -> None:
    """The comparisons of one speaker, and of two, weigh 1 together."""
    found = comparisons(pieces, cohorts(pieces), CLEAR)
    weights = found.weights()
    assert weights[found.same].sum() == pytest.approx(PEOPLE)
    assert weights[~found.same].sum() == pytest.approx(PEOPLE * (PEOPLE - 1) / 2)


def test_the_same_pairs_every_time(pieces: Pieces) -> None:
    """The choice among too many pairs is always the same."""
    one, two = (comparisons(pieces, cohorts(pieces), MIXED) for _ in range(2))
    assert np.array_equal(one.scores, two.scores)
    assert np.array_equal(one.speakers, two.speakers)


def test_neither_speaker_is_in_the_cohort(pieces: Pieces) -> None:
    """Changing the voices of two speakers in the cohort changes no score of theirs."""
    known = cohorts(pieces)
    before = comparisons(pieces, known, CLEAR)
    both = np.isin(before.speakers, (0, 1)).all(axis=1)
    for one in known.values():
        one.cohort.vectors[np.isin(one.speakers, (0, 1))] *= 0
        one.cohort.vectors[np.isin(one.speakers, (0, 1)), 0] = 1
        one.cohort.__dict__["spread"] = one.cohort.spread  # of before: it is a property of the cohort, not of the pair
    after = comparisons(pieces, known, CLEAR)
    assert before.scores[both] == pytest.approx(after.scores[both], abs=0.3)
    assert not np.allclose(before.scores[~both], after.scores[~both], atol=1e-6)


def test_a_score_is_in_deviations_from_the_cohort() -> None:
    """A cosine at the mean of what both sides get against the cohort is 0, and one above by their deviation is 1."""
    cohort = np.tile(np.linspace(0.4, 0.6, NEAREST), (2, 1))
    deviation = float(cohort[0].std())
    side = cohort, deviation
    assert adaptive_s_norm(np.array([0.5, 0.5 + deviation * np.sqrt(2)]), side, side) == pytest.approx([0.0, 1.0])


def test_a_small_cohort_is_refused() -> None:
    """Too few other voices measure nothing."""
    side = np.zeros((1, NEAREST - 1)), 1.0
    with pytest.raises(ValueError, match="too small"):
        adaptive_s_norm(np.array([0.5]), side, side)
    left_out = np.full((1, NEAREST + 1), -np.inf), 1.0
    with pytest.raises(ValueError, match="too few"):
        adaptive_s_norm(np.array([0.5]), left_out, left_out)


def test_other_conditions_bring_in_only_who_is_missing() -> None:
    """Comparisons between speakers who are there already are not taken from another condition."""
    own = Comparisons(np.array([[0, 0], [0, 1]]), np.zeros(2), np.zeros(2))
    other = Comparisons(np.array([[0, 1], [1, 2], [2, 2]]), np.ones(3), np.ones(3))
    whole = completed(own, [other])
    assert whole.speakers.tolist() == [[0, 0], [0, 1], [1, 2], [2, 2]]
