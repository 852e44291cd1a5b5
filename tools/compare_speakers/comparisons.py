"""Comparisons whose answer is known, for fitting and validating: pairs of pieces that meet a condition."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.condition import CLEAR_DB, NOISY_DB, Condition
from tools.compare_speakers.normalisation import KINDS, Cohort, Kind, adaptive_s_norm
from tools.compare_speakers.pieces import Pieces

_MOST_OF_A_SPEAKER = 30
_MOST_OF_TWO = 8
"""Comparisons kept of one speaker with herself, and of two speakers: more would add time and no speakers."""
_SEED = 3

_Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Known:
    """A cohort whose speakers are known, so that a speaker can be left out of it."""

    speakers: npt.NDArray[np.int64]
    """Shape (m,)."""
    cohort: Cohort


@dataclass(frozen=True, eq=False)
class Comparisons:
    """n comparisons."""

    speakers: npt.NDArray[np.int64]
    """Shape (n, 2), the smaller number first."""
    scores: npt.NDArray[np.float64]
    """Shape (n,): normalised."""
    cosines: npt.NDArray[np.float64]
    """Shape (n,): bare."""

    @property
    def same(self) -> npt.NDArray[np.bool_]:
        """Shape (n,): whether both sides are the same speaker."""
        equal: npt.NDArray[np.bool_] = self.speakers[:, 0] == self.speakers[:, 1]
        return equal

    def take(self, chosen: npt.NDArray[np.bool_]) -> "Comparisons":
        """Some of them."""
        return Comparisons(self.speakers[chosen], self.scores[chosen], self.cosines[chosen])

    def units(self) -> npt.NDArray[np.int64]:
        """Shape (n,): a number for each speaker (same-speaker) and each pair of speakers (different-speaker)."""
        return np.unique(self.speakers, axis=0, return_inverse=True)[1].reshape(-1)

    def weights(self) -> npt.NDArray[np.float64]:
        """Shape (n,): each speaker, and each pair of speakers, counts 1 in all, however many comparisons they have."""
        units = self.units()
        weights: npt.NDArray[np.float64] = 1.0 / np.bincount(units)[units]
        return weights


def cohorts(pieces: Pieces) -> dict[Kind, Known]:
    """For each kind of recording one voice of every speaker: the mean of all pieces and copies of that kind."""
    kinds = _kinds(pieces)
    usable = pieces.snr_db >= NOISY_DB
    found: dict[Kind, Known] = {}
    for number, kind in enumerate(KINDS):
        rows = usable & (kinds == number)
        people = np.unique(pieces.speaker[rows])
        means = np.stack([pieces.vectors[rows & (pieces.speaker == who)].mean(axis=0) for who in people])
        found[kind] = Known(people, Cohort((means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)))
    return found


def comparisons(pieces: Pieces, known: dict[Kind, Known], condition: Condition) -> Comparisons:
    """Pairs of different pieces that meet a condition, at most so many of a speaker and of two; always the same choice.

    Neither of the two speakers is in the cohort that their scores are normalised with.
    """
    fitting = np.flatnonzero((pieces.seconds == condition.seconds) & (pieces.snr_db >= condition.snr_from))
    i, j = (fitting[side] for side in np.triu_indices(fitting.size, 1))
    bands = np.sort(np.stack([pieces.band[i], pieces.band[j]], axis=1), axis=1)
    distinct = (pieces.speaker[i] != pieces.speaker[j]) | (pieces.piece[i] != pieces.piece[j])
    worse = np.minimum(pieces.snr_db[i], pieces.snr_db[j])
    kept = (bands == np.array(condition.bands)).all(axis=1) & distinct & (worse < condition.snr_below)
    i, j = _thinned(pieces, i[kept], j[kept])
    cosines = np.einsum("nd,nd->n", pieces.vectors[i], pieces.vectors[j], dtype=np.float64)
    scores = np.empty(i.size)
    kinds = _kinds(pieces)
    for first, second in itertools.product(range(len(KINDS)), repeat=2):
        rows = (kinds[i] == first) & (kinds[j] == second)
        if rows.any():
            sides = [_against(pieces, known[KINDS[other]], mine[rows], (i[rows], j[rows])) for mine, other in ((i, second), (j, first))]
            scores[rows] = adaptive_s_norm(cosines[rows], sides[0], sides[1])
    return Comparisons(np.sort(np.stack([pieces.speaker[i], pieces.speaker[j]], axis=1), axis=1), scores, cosines)


def _against(pieces: Pieces, known: Known, rows: _Rows, left_out: tuple[_Rows, _Rows]) -> tuple[npt.NDArray[np.float64], float]:
    cosines = (pieces.vectors[rows] @ known.cohort.vectors.T).astype(np.float64)
    for side in left_out:
        cosines[known.speakers[None, :] == pieces.speaker[side][:, None]] = -np.inf
    return cosines, known.cohort.spread


def _kinds(pieces: Pieces) -> npt.NDArray[np.int64]:
    """Shape (n,): the place of each piece's kind in `KINDS`."""
    return np.where(pieces.band == "wide", 0, 2) + (pieces.snr_db < CLEAR_DB)


def completed(own: Comparisons, others: Iterable[Comparisons]) -> Comparisons:
    """The comparisons of a condition, and those under other conditions that bring in speakers who are not in it."""
    whole = own
    for other in others:
        there = np.unique(whole.speakers)
        missing = np.array(~np.isin(other.speakers, there).all(axis=1))
        added = other.take(missing)
        whole = joined([whole, added])
    return whole


def joined(parts: Sequence[Comparisons]) -> Comparisons:
    """All of them."""
    return Comparisons(
        np.concatenate([part.speakers for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.cosines for part in parts]),
    )


def _thinned(pieces: Pieces, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    order = np.random.default_rng(_SEED).permutation(i.size)
    i, j = i[order], j[order]
    who = np.sort(np.stack([pieces.speaker[i], pieces.speaker[j]], axis=1), axis=1)
    unit = np.unique(who, axis=0, return_inverse=True)[1].reshape(-1)
    by_unit = np.argsort(unit, kind="stable")
    firsts = np.searchsorted(unit[by_unit], unit[by_unit])
    rank = np.empty(i.size, np.int64)
    rank[by_unit] = np.arange(i.size) - firsts
    kept = rank < np.where(who[:, 0] == who[:, 1], _MOST_OF_A_SPEAKER, _MOST_OF_TWO)
    return i[kept], j[kept]
