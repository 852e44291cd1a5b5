"""Turning, scaling and moving a face so that its eyes, nose and mouth lie where the embedding expects them."""

import math

import numpy as np
import numpy.typing as npt

from tools.faces.face import Face, Points
from tools.pictures import Picture

SIDE = 112
"""Pixels of an aligned face."""
TEMPLATE: Points = np.array([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]])
"""Where the five points lie in an aligned face: those that SFace was trained with, as in OpenCV's `FaceRecognizerSF`."""

Similarity = npt.NDArray[np.float64]
"""Shape (2, 3): maps x, y of the picture to those of the aligned face."""


def similarity(points: Points, onto: Points = TEMPLATE) -> Similarity:
    """The rotation, scale and shift that bring points nearest to others in the mean square (Umeyama 1991, IEEE PAMI 13(4)).

    Raises:
        ValueError: all points are the same.
    """
    here, there = points.mean(axis=0), onto.mean(axis=0)
    spread = float(((points - here) ** 2).sum() / len(points))
    if not spread > 0:
        raise ValueError("points that are all the same have no similarity to others")
    covariance = (onto - there).T @ (points - here) / len(points)
    u, singular, v = np.linalg.svd(covariance)
    signs = np.array([1.0, np.sign(np.linalg.det(u) * np.linalg.det(v)) or 1.0])  # no mirror image
    rotation = u @ np.diag(signs) @ v
    scale = float((singular * signs).sum() / spread)
    return np.hstack([scale * rotation, (there - scale * rotation @ here)[:, None]])


def aligned(picture: Picture, face: Face) -> Picture:
    """A face as 112 x 112 pixels, black where it lies outside the picture.

    A large face is first scaled down with all its pixels counted: taking one pixel in ten would make patterns that are not there.
    """
    from PIL import Image

    onto = similarity(face.points)
    scale = math.hypot(onto[0, 0], onto[1, 0])
    corners = (np.array([[0, 0], [SIDE, 0], [0, SIDE], [SIDE, SIDE]]) - onto[:, 2]) @ np.linalg.inv(onto[:, :2]).T
    left, top = np.floor(corners.min(axis=0)).astype(int) - 2
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 2
    cut = Image.fromarray(picture).crop((left, top, right, bottom))  # black outside the picture
    factor = max(1, int(0.5 / scale))
    if factor > 1:
        cut = cut.reduce(factor)
    back = np.linalg.inv(np.vstack([onto, [0, 0, 1]]))  # Pillow asks for the way from the result to the picture, pixel middles at 0.5
    back[:2] = (back[:2] - np.array([[0, 0, left], [0, 0, top]])) / factor
    turned = cut.transform((SIDE, SIDE), Image.Transform.AFFINE, tuple(back[:2].ravel()), Image.Resampling.BICUBIC)
    return np.asarray(turned)
