"""Galleries without real weights: pictures that say who is on them, and an encoder that believes it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools import faces, galleries
from tools.case import Case
from tools.faces import Face, Quality, Seen
from tools.faces.alignment import TEMPLATE
from tools.faces.pose import Pose
from tools.galleries import Gallery, Terms
from tools.pictures import Picture
from tools.sealing import SECRET_BYTES

SECRET = os.urandom(SECRET_BYTES)


class ByColour:
    """Embeds a face by the colour of its first pixel: equal colours are one person."""

    name = "by-colour"
    sha256 = "c" * 64
    dimension = 3

    def embed(self, crops: Sequence[Picture]) -> faces.Vectors:
        vectors = np.array([crop[0, 0].astype(np.float32) - 100 for crop in crops], np.float32).reshape(-1, 3)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def quality(**worse: float) -> Quality:
    """Of a good portrait, or worse."""
    measured = {
        "eyes_pixels": 80.0,
        "sharpness": 0.3,
        "brightness": 120.0,
        "contrast": 40.0,
        "clipped": 0.0,
        "outside": 0.0,
        "crooked": 2.0,
    }
    return Quality(pose=Pose(0, 0, 0), **(measured | worse))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case, opened with a station's secret."""
    return Case.new(tmp_path / "case", "Test case", SECRET)


@pytest.fixture
def wanted(case: Case) -> Gallery:
    """An empty gallery."""
    return galleries.new(case, "wanted", Terms("wanted", "robbery", "order 12"), "tester")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Quality]:
    """What is measured of the faces in every picture, from left to right; tests change it."""
    measured = [quality()]

    def seen(picture: Picture, *, tiled: bool = True) -> list[Seen]:
        crop = np.ascontiguousarray(np.broadcast_to(picture[0, 0], (112, 112, 3)))
        return [Seen(Face(100.0 * n, 0, 60, 80, TEMPLATE + np.array([100 * n, 0]), 0.9), crop, each) for n, each in enumerate(measured)]

    monkeypatch.setattr(faces, "seen", seen)
    monkeypatch.setattr(faces, "encoder", ByColour)
    return measured


@pytest.fixture
def photo(tmp_path: Path) -> Callable[..., Path]:
    """A picture of one colour as a file."""

    def photo(name: str, colour: tuple[int, int, int] = (200, 100, 100), size: int = 50) -> Path:
        Image.new("RGB", (size, size), colour).save(tmp_path / name)
        return tmp_path / name

    return photo
