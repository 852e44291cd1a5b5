"""Faces are compared with every template, and only what reaches the threshold is a candidate."""

import numpy as np
import pytest

from tools.faces.encoder import unit
from tools.galleries import Templates
from tools.search_faces.search import ranked


def gallery(count: int, dimension: int = 16) -> Templates:
    vectors = unit(np.random.default_rng(0).standard_normal((count, dimension), dtype=np.float32))
    return Templates(vectors, tuple(f"C-{number // 2}" for number in range(count)), tuple(f"F-{number}" for number in range(count)), 0)


@pytest.mark.parametrize("probes", [1, 31, 70])
def test_it_is_what_a_loop_over_all_templates_finds(probes: int) -> None:
    """For every face the persons, their best scores and their order are those of comparing one by one."""
    held = gallery(60)
    faces = unit(np.random.default_rng(1).standard_normal((probes, 16), dtype=np.float32))
    for face, hits in zip(faces, ranked(faces, held, 0.3), strict=True):
        best: dict[str, float] = {}
        for person, vector in zip(held.persons, held.vectors, strict=True):
            if (score := float(vector @ face)) >= 0.3:
                best[person] = max(best.get(person, -1), score)
        assert [hit.person for hit in hits] == sorted(best, key=lambda person: -best[person])
        assert [hit.score for hit in hits] == pytest.approx(sorted(best.values(), reverse=True), abs=1e-4)
        for hit in hits:
            assert held.persons[held.faces.index(hit.face)] == hit.person


def test_below_the_threshold_there_is_nobody() -> None:
    """A face that is like nobody has no candidate, however near the nearest is; no faces give no results."""
    held = gallery(60)
    face = unit(np.random.default_rng(2).standard_normal((1, 16), dtype=np.float32))
    nearest = float((held.vectors @ face[0]).max())
    assert ranked(face, held, nearest + 0.001) == [[]]
    assert len(ranked(face, held, nearest - 0.001)[0]) == 1
    assert ranked(face[:0], held, 0.1) == []
