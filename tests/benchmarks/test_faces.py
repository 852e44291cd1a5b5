"""The rows about faces, on few items."""

from pathlib import Path

import pytest

from assistant.bench.faces import detection, identification, speed
from tests.conftest import needs_weights
from tools import faces
from tools.errors import CaseError

pytestmark = needs_weights(faces.DETECTION, faces.EMBEDDING)


def test_nobody_is_taken_for_another(shared: Path) -> None:
    """On few probes the persons are found and no wrong candidate is given."""
    rows = {row.metric: row for row in identification.rows(shared, quick=True)}
    assert rows["persons of the gallery found in probes"].ours == 1
    assert rows["wrong candidates"].ours == 0


def test_templates_are_made_at_least_as_fast_as_by_the_bare_session() -> None:
    """With the mirror image and all, a template takes no more than 1.5 times what the bare session takes; exact search is exact."""
    embedding, *searches = speed.rows(Path(), quick=True)
    assert embedding.ratio is not None
    assert embedding.ratio > 1 / 1.5
    assert [row.unit for row in searches] == ["ms", "ms"]


def test_missing_pictures_are_named(tmp_path: Path) -> None:
    """Without the folder the bench says which one it wants."""
    for part, name in ((detection.rows, "faces-crowd"), (identification.rows, "faces-gallery")):
        with pytest.raises(CaseError, match=name):
            part(tmp_path, True)
