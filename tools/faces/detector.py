"""Finding faces and their landmarks: CenterFace (Xu, Yan, Yang et al. 2019, https://arxiv.org/abs/1911.03599)."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

import models
from models import card
from tools.faces.face import Face
from tools.faces.tiles import Tile, tiles
from tools.onnx_session import session
from tools.pictures import Picture

TASK = "face-detection"
FEWEST_SCORE = 0.5
"""Of the detector's score; what is below is no face. Set on `faces-crowd`: see the card."""
_SAME = 0.5
"""Share of the smaller box that two findings of one face have in common."""
_STRIDE = 4
"""Pixels of the picture to one of the network's maps."""
_STEP = 32
"""The sides of what the network is given are multiples of it."""


def detect(picture: Picture, *, tiled: bool = True) -> list[Face]:
    """The faces in a picture, from left to right.

    Args:
        picture: shape (height, width, 3), RGB, upright.
        tiled: also look at parts of it in its own size and, where it is small, enlarged: finds small faces, takes longer (the card
            says how much of both).

    Raises:
        WeightsError: the detector's weights are missing, not the pinned bytes, or have no card.
    """
    height, width = picture.shape[:2]
    found = [face for tile in tiles(width, height, every=tiled) for face in _in_tile(picture, tile)]
    return sorted(_distinct(found), key=lambda face: (face.left + face.width / 2, face.top))


def _in_tile(picture: Picture, tile: Tile) -> Iterator[Face]:
    """The faces of one part of the picture, without those that its edge cuts: a neighbour has them whole."""
    height, width = picture.shape[:2]
    for face in _found(tile.cut(picture)):
        back = Face(
            face.left / tile.scale + tile.left,
            face.top / tile.scale + tile.top,
            face.width / tile.scale,
            face.height / tile.scale,
            face.points / tile.scale + (tile.left, tile.top),
            face.score,
        )
        if tile.holds(back, width, height):
            yield back


def _found(picture: Picture) -> Iterator[Face]:
    """All that the network takes for a face; near maxima give the same face several times."""
    height, width = picture.shape[:2]
    fed = np.zeros((1, 3, -(-height // _STEP) * _STEP, -(-width // _STEP) * _STEP), np.float32)
    fed[0, :, :height, :width] = picture.transpose(2, 0, 1)
    network = _network()
    heat, scale, offset, marks = (each[0] for each in network.run(None, {network.get_inputs()[0].name: fed}))
    rows, columns = np.nonzero(heat[0] >= FEWEST_SCORE)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        tall, wide = (np.exp(scale[:, row, column].astype(np.float64)) * _STRIDE).tolist()
        top = (row + float(offset[0, row, column]) + 0.5) * _STRIDE - tall / 2
        left = (column + float(offset[1, row, column]) + 0.5) * _STRIDE - wide / 2
        shares: npt.NDArray[np.float64] = marks[:, row, column].reshape(5, 2)[:, ::-1].astype(np.float64)  # the network says y, x
        points = shares * (wide, tall) + (left, top)
        if left < width and top < height:  # not in what the sides were filled up with
            yield Face(left, top, wide, tall, points, float(heat[0, row, column]))


def _distinct(found: Sequence[Face]) -> list[Face]:
    """Each face once, as the finding with the highest score has it."""
    kept: list[Face] = []
    for face in sorted(found, key=lambda face: -face.score):
        if all(face.overlap(other) < _SAME for other in kept):
            kept.append(face)
    return kept


@cache
def _network() -> Any:
    card.require(models.store().chosen(TASK))
    return session(models.path(TASK) / "centerface.onnx", (0, 2, 3))
