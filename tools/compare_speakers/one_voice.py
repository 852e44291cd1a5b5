"""Whether a recording holds one voice: a rough look, for a comparison takes all its speech for one person's."""

import numpy as np

from tools.voice_embedding import Vectors

FEWEST = 6
"""Partial utterances that a split needs; with fewer nothing can be said."""
_SMALLEST_SHARE = 0.2


def halves_cosine(vectors: Vectors) -> float:
    """How alike the two parts of a recording are when it is split by voice, as a cosine; 1.0 where it cannot be split.

    Partial utterances, shape (n, d), are split at their mean along the direction in which they differ most (first principal
    component). Two speakers who both talk for a while lie on either side of it.
    """
    if len(vectors) < FEWEST:
        return 1.0
    centred = vectors - vectors.mean(axis=0)
    along = centred @ np.linalg.svd(centred, full_matrices=False)[2][0]
    one, two = vectors[along >= 0], vectors[along < 0]
    if min(len(one), len(two)) < _SMALLEST_SHARE * len(vectors):
        return 1.0
    a, b = one.mean(axis=0), two.mean(axis=0)
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
