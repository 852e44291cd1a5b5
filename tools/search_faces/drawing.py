"""A copy of a picture with its faces numbered, beside the evidence."""

import io
from collections.abc import Sequence

import numpy as np

from tools.derived import Derived
from tools.evidence import Box
from tools.pictures import Picture

_LONGEST = 1600
"""Pixels of the copy's longer side, at most."""
_COLOURS = {"candidate": "#d97706", "nobody": "#2563eb", "unfit": "#6b7280"}


def draw(picture: Picture, boxes: Sequence[tuple[Box, str]], into: Derived, name: str = "faces.png") -> str:
    """Draw numbered boxes, each with the colour of what became of the face; gives the file's path inside the case folder.

    Args:
        picture: RGB, upright.
        boxes: of each face, with `candidate`, `nobody` or `unfit`.
        into: where the file goes.
        name: of the file.
    """
    from PIL import Image, ImageDraw, ImageFont

    height, width = picture.shape[:2]
    scale = min(1.0, _LONGEST / max(width, height))
    copy = Image.fromarray(np.asarray(picture)).resize((max(1, round(width * scale)), max(1, round(height * scale))))
    pen = ImageDraw.Draw(copy)
    for number, ((left, top, wide, tall), outcome) in enumerate(boxes, start=1):
        colour = _COLOURS[outcome]
        corners = tuple(round(value * scale) for value in (left, top, left + wide, top + tall))
        pen.rectangle(corners, outline=colour, width=2)
        font = ImageFont.load_default(max(11, min(28, (corners[3] - corners[1]) // 3)))
        label = pen.textbbox((corners[0], corners[1]), str(number), font=font)
        pen.rectangle((label[0] - 2, label[1] - 2, label[2] + 2, label[3] + 2), fill=colour)
        pen.text((corners[0], corners[1]), str(number), fill="white", font=font)
    out = io.BytesIO()
    copy.save(out, "PNG")
    return into.write(name, out.getvalue())
