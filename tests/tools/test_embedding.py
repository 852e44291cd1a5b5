"""Embeddings say how near the meanings of texts are."""

import numpy as np
import pytest

from tests.conftest import needs_weights
from tools.embedding import DIMENSIONS, embedder

pytestmark = needs_weights("text-embedding")


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("The car was stolen at night.", "A vehicle was taken after dark.", "The soup needs more salt."),
        ("He paid 500 pounds.", "The sum was transferred by him.", "It rained on Tuesday."),
    ],
)
def test_what_means_the_same_is_near(text: str, near: str, far: str) -> None:
    """A text is nearer to its paraphrase than to another subject."""
    vector, alike, other = embedder()([text, near, far])
    assert vector @ alike > vector @ other + 0.2


def test_vectors_have_unit_length_and_keep_their_order() -> None:
    """Texts of any length and number give one unit vector each, the same alone as among others."""
    texts = ["a", "", "A longer text about boats. " * 200, *(f"note number {number}" for number in range(40))]
    vectors = embedder()(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for position in (0, 2, 42):
        assert vectors[position] @ embedder()([texts[position]])[0] > 0.98
    assert embedder()([]).shape == (0, DIMENSIONS)
