"""Face embeddings: aligned faces as unit vectors that lie near each other when they show the same person."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

import models
from models import card
from tools.errors import ToolError
from tools.faces.alignment import SIDE
from tools.onnx_session import session
from tools.pictures import Picture

TASK = "face-embedding"
_BATCH = 16

Vectors = npt.NDArray[np.float32]
"""Shape (n, dimension); rows have unit length."""
Vector = npt.NDArray[np.float32]
"""Shape (dimension,); unit length."""


class FaceEncoder(Protocol):
    """A model that embeds faces. Scores of different encoders must not be compared.

    Another encoder needs a class with these members, its weights in the manifest under the task `face-embedding`, a line in
    `_ENCODERS`, and a calibration of its own.
    """

    @property
    def name(self) -> str:
        """The name of its weights in the manifest."""

    @property
    def sha256(self) -> str:
        """Identity of its weights, for templates, calibrations and records."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def embed(self, faces: Sequence[Picture]) -> Vectors:
        """One vector for each aligned face (112 x 112, RGB)."""


class SFace:
    """SFace (Zhong et al. 2021, IEEE Trans. Image Processing 30, https://arxiv.org/abs/2205.12010) as OpenCV's model zoo has it.

    A MobileFaceNet, 128 numbers. The vector is that of the face plus that of its mirror image, made to unit length: the two sides of
    a turned face count alike.
    """

    dimension = 128

    def __init__(self, folder: Path, name: str, sha256: str) -> None:
        self.name = name
        self.sha256 = sha256
        self._network = session(folder / "sface.onnx", (0,))

    def embed(self, faces: Sequence[Picture]) -> Vectors:
        """One vector for each aligned face (112 x 112, RGB)."""
        found = [np.zeros((0, self.dimension), np.float32)]
        for first in range(0, len(faces), _BATCH):
            batch = np.stack(faces[first : first + _BATCH])
            if batch.shape[1:] != (SIDE, SIDE, 3):
                raise ValueError(f"aligned faces have {SIDE} x {SIDE} pixels and three colours, not {batch.shape[1:]}")
            found.append(self._forward(batch) + self._forward(batch[:, :, ::-1]))
        return unit(np.concatenate(found))

    def _forward(self, batch: npt.NDArray[np.uint8]) -> Vectors:
        fed = np.ascontiguousarray(batch.transpose(0, 3, 1, 2), np.float32)
        [vectors] = self._network.run(None, {"data": fed})
        return unit(vectors)


def unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The vectors (along the last axis) at length 1; ValueError when one is zero or not finite."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise ValueError("a face embedding without a direction")
    scaled: npt.NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return scaled


def fused(vectors: Vectors, weights: Sequence[float]) -> Vector:
    """One vector for several pictures of one face, as of a track: their weighted mean at unit length.

    Raises:
        ValueError: there is none, or a weight is not above zero.
    """
    if not len(vectors) or len(vectors) != len(weights) or min(weights) <= 0:
        raise ValueError("as many weights above zero as vectors are needed, and one at least")
    return unit((vectors * np.asarray(weights, np.float32)[:, None]).sum(axis=0))


@cache
def encoder() -> FaceEncoder:
    """The encoder of this station, loaded once.

    Raises:
        WeightsError: its weights are missing, not the pinned bytes, or have no card.
        ToolError: the station chose weights that this version cannot run.
    """
    weights = models.store().chosen(TASK)
    card.require(weights)
    if weights.name not in _ENCODERS:
        raise ToolError(f"The face encoder {weights.name} cannot be run by this version; it knows {', '.join(_ENCODERS)}.")
    return _ENCODERS[weights.name](models.path(TASK), weights.name, models.digest(TASK))


_ENCODERS = {"sface-2021dec-int8": SFace}
