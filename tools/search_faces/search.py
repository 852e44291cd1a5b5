"""Comparing faces with the templates of a gallery: every face with every template.

Exact at every size: a million templates take a tenth of a second or so (the card has the times), and an index would be faster by
losing candidates without saying which.
"""

from dataclasses import dataclass

import numpy as np

from tools.faces import Vectors
from tools.galleries import Templates

_BLOCK = 32
"""Faces compared at once: bounds the memory that the scores take."""


@dataclass(frozen=True)
class Hit:
    """A person of the gallery whose best picture reaches the threshold."""

    person: str
    """Id."""
    face: str
    """Id of the best picture's face."""
    score: float
    """Cosine."""


def ranked(probes: Vectors, held: Templates, threshold: float) -> list[list[Hit]]:
    """For each face the persons from the threshold on, the most alike first, each by the best of their pictures.

    Args:
        probes: shape (faces, dimension); rows have unit length.
        held: the gallery.
        threshold: cosine.
    """
    found: list[list[Hit]] = []
    for first in range(0, len(probes), _BLOCK):
        scores = probes[first : first + _BLOCK] @ held.vectors.T
        found += [_persons(row, held, threshold) for row in scores]
    return found


def _persons(scores: np.ndarray[tuple[int], np.dtype[np.float32]], held: Templates, threshold: float) -> list[Hit]:
    reached = np.flatnonzero(scores >= threshold)
    best: dict[str, Hit] = {}
    for place in reached[np.argsort(-scores[reached], kind="stable")].tolist():
        best.setdefault(held.persons[place], Hit(held.persons[place], held.faces[place], round(float(scores[place]), 4)))
    return list(best.values())
