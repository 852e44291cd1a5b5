"""Scores of two voices, made comparable by a cohort of other voices."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.condition import CLEAR_DB
from tools.compare_speakers.sound_quality import Band

NEAREST = 15
"""Speakers of the cohort, the nearest to each side, that a score is measured by."""

Kind = tuple[Band, Literal["clear", "noisy"]]
"""What a recording is like, as far as the choice of its cohort goes."""
KINDS: tuple[Kind, ...] = (("wide", "clear"), ("wide", "noisy"), ("telephone", "clear"), ("telephone", "noisy"))

Floats = npt.NDArray[np.float64]


def kind_of(band: Band, snr_db: float) -> Kind:
    """Which cohort the other side is measured against."""
    return band, "clear" if snr_db >= CLEAR_DB else "noisy"


@dataclass(frozen=True, eq=False)
class Cohort:
    """One voice for each speaker who was recorded, or copied, in one way."""

    vectors: npt.NDArray[np.float32]
    """Shape (m, d), unit length."""

    @cached_property
    def spread(self) -> float:
        """How far the cosines of one speaker with the nearest others scatter: the median over the speakers of the cohort."""
        cosines = self.vectors @ self.vectors.T
        np.fill_diagonal(cosines, -np.inf)
        return float(np.median(_nearest(cosines.astype(np.float64)).std(axis=1)))


def adaptive_s_norm(cosines: Floats, first: tuple[Floats, float], second: tuple[Floats, float]) -> Floats:
    """Cosines of n pairs, in standard deviations of what each side gets against the voices of the cohort nearest to it.

    Adaptive symmetric normalisation (Matějka et al. 2017, https://doi.org/10.21437/Interspeech.2017-838), with one change for
    a small cohort: the deviation found with so few voices is uncertain, so that its square is averaged over both sides and
    the cohort's own. For each side: its cosines with the cohort recorded as the *other* side is, shape (n, m), with -inf for
    speakers to leave out; and that cohort's spread. Gives shape (n,).
    """
    near = _nearest(first[0]), _nearest(second[0])
    centre = (near[0].mean(axis=1) + near[1].mean(axis=1)) / 2
    variance = (near[0].var(axis=1) + near[1].var(axis=1)) / 2 + (first[1] ** 2 + second[1] ** 2) / 2
    scores: Floats = (cosines - centre) / np.sqrt(variance)
    return scores


def _nearest(cosines: Floats) -> Floats:
    """Shape (n, NEAREST) of (n, m): the greatest; ValueError when the cohort is too small."""
    if cosines.shape[1] < NEAREST:
        raise ValueError(f"a cohort of {cosines.shape[1]} speakers is too small: {NEAREST} are needed")
    near: Floats = -np.partition(-cosines, NEAREST - 1, axis=1)[:, :NEAREST]
    if not np.isfinite(near).all():
        raise ValueError(f"too few speakers of the cohort are left: {NEAREST} are needed")
    return near
