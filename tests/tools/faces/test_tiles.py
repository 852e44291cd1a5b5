"""A picture is looked at in parts that leave nothing out."""

import numpy as np
import pytest

from tools.faces.face import Face
from tools.faces.tiles import OVERLAP, SIDE, tiles

SIZES = [(100, 80), (960, 960), (1000, 700), (1480, 832), (4000, 3000), (12_000, 900)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_pixel_is_looked_at_in_every_size(width: int, height: int) -> None:
    """The parts of each scale cover the picture, and none is larger than the detector's size."""
    by_scale: dict[float, np.ndarray] = {}
    for tile in tiles(width, height):
        by_scale.setdefault(tile.scale, np.zeros((height, width), bool))[tile.top : tile.bottom, tile.left : tile.right] = True
        assert max(tile.right - tile.left, tile.bottom - tile.top) * tile.scale <= SIDE + 2
    assert all(seen.all() for seen in by_scale.values())
    assert max(by_scale) >= (2 if width * height < 2_000_000 else 1) / 1.25


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_face_as_large_as_the_overlap_is_whole_somewhere(width: int, height: int) -> None:
    """Wherever a face lies that is smaller than what neighbours share, one part of each scale has it whole."""
    generator = np.random.default_rng(0)
    found = list(tiles(width, height))
    for scale in {tile.scale for tile in found}:
        side = 0.9 * OVERLAP / scale
        for _ in range(50):
            left, top = generator.uniform(0, max(1, width - side)), generator.uniform(0, max(1, height - side))
            face = Face(left, top, min(side, width - left), min(side, height - top), np.zeros((5, 2)), 1.0)
            assert any(
                tile.holds(face, width, height)
                and tile.left <= face.left
                and face.left + face.width <= tile.right
                and tile.top <= face.top
                and face.top + face.height <= tile.bottom
                for tile in found
                if tile.scale == scale
            )


def test_without_tiles_there_is_one_part() -> None:
    """The whole picture, scaled down to the detector's size."""
    [only] = tiles(4000, 3000, every=False)
    assert (only.left, only.top, only.right, only.bottom) == (0, 0, 4000, 3000)
    assert only.scale == SIDE / 4000
