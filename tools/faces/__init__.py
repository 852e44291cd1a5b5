"""Faces in pictures: finding them, aligning them, embedding them, and whether they are fit for comparison.

Shared by whatever searches, enrols or follows faces; it knows nothing of galleries, names or thresholds.
"""

from dataclasses import dataclass

from tools.faces.alignment import aligned
from tools.faces.detector import TASK as DETECTION
from tools.faces.detector import detect
from tools.faces.encoder import TASK as EMBEDDING
from tools.faces.encoder import FaceEncoder, Vector, Vectors, encoder, fused
from tools.faces.face import Face
from tools.faces.quality import ENROLMENT, PROBE, Floor, Quality, quality
from tools.pictures import Picture

__all__ = [
    "DETECTION",
    "EMBEDDING",
    "ENROLMENT",
    "PROBE",
    "Face",
    "FaceEncoder",
    "Floor",
    "Quality",
    "Seen",
    "Vector",
    "Vectors",
    "aligned",
    "detect",
    "encoder",
    "fused",
    "quality",
    "seen",
]


@dataclass(frozen=True, eq=False)
class Seen:
    """A face with what is needed to compare it."""

    face: Face
    crop: Picture
    """Aligned: 112 x 112, RGB."""
    quality: Quality


def seen(picture: Picture, *, tiled: bool = True) -> list[Seen]:
    """The faces in a picture (RGB, upright) from left to right, aligned and measured; arguments and errors as for `detect`."""
    found = []
    for face in detect(picture, tiled=tiled):
        crop = aligned(picture, face)
        found.append(Seen(face, crop, quality(picture, face, crop)))
    return found
