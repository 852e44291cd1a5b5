"""Two faces at the same scale, upright and with the eyes at the same places: what examiners compare. Run by a worker process."""

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

import models
from assistant.drawing.moments import Pixels, jpeg, pixels
from models.store import ModelStore
from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import Box

WIDTH, HEIGHT = 960, 1200
"""Pixels of a portrait."""
EYES = ((0.38, 0.42), (0.62, 0.42))
"""Where the eyes come to lie, the one on the left of the picture first; in shares of the portrait's sides."""
_OUTSIDE = (128, 128, 128)
_SAME = 0.5
"""Share of the smaller box that two findings of one face have in common."""

Point = tuple[float, float]
"""x, y in pixels."""
Eyes = tuple[Point, Point]
"""Middles of the eyes, the one on the left of the picture first."""


@dataclass(frozen=True)
class Portrait:
    """A face as it is shown to examiners."""

    jpeg: bytes
    between_eyes: float
    """Pixels between the eyes in the picture that it was taken from: how much detail there is to see."""


def probe_portrait(exhibit: Exhibit, box: Box, time: float | None, weights: ModelStore) -> Portrait:
    """The portrait of the face in an exhibit; `weights` are the station's. ToolError when no face is found at the place any more."""
    models.use(weights)
    picture = pixels(exhibit, time)
    return portrait(picture, eyes_in(picture, box))


def portrait(picture: Pixels, eyes: Eyes) -> Portrait:
    """Turn, scale and move a picture, without any other change, so that the eyes lie at the places of `EYES`.

    Raises:
        ToolError: the eyes are at one place.
    """
    (left, top), (right, bottom) = eyes
    between = math.hypot(right - left, bottom - top)
    if between < 1:
        raise ToolError("the eyes of this face cannot be told apart: it cannot be aligned")
    wanted = [(x * WIDTH, y * HEIGHT) for x, y in EYES]
    # From the portrait to the picture: a similarity with no mirror image, written as multiplication of complex numbers.
    turn = complex(right - left, bottom - top) / complex(wanted[1][0] - wanted[0][0], wanted[1][1] - wanted[0][1])
    shift = complex(left, top) - turn * complex(*wanted[0])
    back = (turn.real, -turn.imag, shift.real, turn.imag, turn.real, shift.imag)
    source = Image.fromarray(picture)
    if abs(turn) > 1:  # taking one pixel in several would make patterns that are not there
        factor = max(int(abs(turn)), 1)
        source = source.reduce(factor)
        back = tuple(value / factor for value in back)  # type: ignore[assignment]
    turned = source.transform((WIDTH, HEIGHT), Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=_OUTSIDE)
    return Portrait(jpeg(np.asarray(turned)), between)


def enrolled_portrait(content: bytes, eyes: Eyes) -> Portrait:
    """The portrait of an enrolled picture.

    Args:
        content: the picture's file.
        eyes: in pixels of the upright picture.
    """
    from PIL import ImageOps

    with Image.open(io.BytesIO(content)) as opened:
        return portrait(np.asarray(ImageOps.exif_transpose(opened).convert("RGB")), eyes)


def eyes_in(picture: Pixels, box: Box) -> Eyes:
    """The eyes of the face that lies in a box, by its landmarks; ToolError when there is none."""
    from tools.faces import Face, detect

    left, top, width, height = box
    beside, above = max(left - width, 0), max(top - height, 0)
    around = np.ascontiguousarray(picture[above : top + 2 * height, beside : left + 2 * width])
    wanted = Face(left - beside, top - above, width, height, np.zeros((5, 2)), 0.0)
    found = max(detect(around) if around.size else [], key=wanted.overlap, default=None)
    if found is None or wanted.overlap(found) < _SAME:
        raise ToolError(f"no face is found any more in the box {','.join(map(str, box))}")
    (x1, y1), (x2, y2) = found.points[:2].tolist()
    return (x1 + beside, y1 + above), (x2 + beside, y2 + above)
