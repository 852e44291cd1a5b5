"""Portraits that cross a picture, for want of a video in which faces can be compared."""

from pathlib import Path

import numpy as np
from PIL import Image

from tests.tools.filming import Pixels, grey
from tools import faces
from tools.pictures import upright

WIDTH, HEIGHT = 640, 360


def portrait(path: Path) -> Pixels:
    """A face of 140 pixels with what is around it."""
    picture = upright(path)
    [left, top, width, height] = max(faces.detect(picture), key=lambda face: face.width).box
    room = slice(max(top - height // 2, 0), top + height * 3 // 2), slice(max(left - width // 2, 0), left + width * 3 // 2)
    image = Image.fromarray(np.ascontiguousarray(picture[room]))
    image.thumbnail((280, 280))
    return np.asarray(image)


def across(picture: Pixels, start: float) -> list[tuple[float, Pixels]]:
    """A picture moving from left to right for three seconds, ten pictures a second."""
    found = []
    for number in range(30):
        background = grey(120, WIDTH, HEIGHT)
        left = round((WIDTH - picture.shape[1]) * number / 29)
        background[40 : 40 + picture.shape[0], left : left + picture.shape[1]] = picture
        found.append((start + number / 10, background))
    return found
