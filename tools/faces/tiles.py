"""Looking at a picture in parts and sizes, so that faces of every size come before the detector at a size that it knows."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tools.faces.face import Face
from tools.pictures import Picture

SIDE = 960
"""Pixels of a part's longer side, as the network sees it."""
OVERLAP = 160
"""Pixels that neighbours have in common, as the network sees them: larger faces are found whole in the picture scaled down."""
_ENLARGED = 2_000_000
"""Pixels: pictures with fewer are also looked at in twice their size."""

_WORTH = 1.25
"""How many times larger a further size must be to be looked at."""


@dataclass(frozen=True)
class Tile:
    """A part of a picture and the scale at which it is looked at."""

    left: int
    top: int
    right: int
    bottom: int
    """Pixels of the picture."""
    scale: float

    def cut(self, picture: Picture) -> Picture:
        """The part, scaled."""
        from PIL import Image

        part = picture[self.top : self.bottom, self.left : self.right]
        if self.scale == 1:
            return part
        size = (max(1, round(part.shape[1] * self.scale)), max(1, round(part.shape[0] * self.scale)))
        return np.asarray(Image.fromarray(part).resize(size, Image.Resampling.BILINEAR))

    def holds(self, face: Face, width: int, height: int) -> bool:
        """Whether no edge of the part, other than the picture's own, cuts the face."""
        return (
            (self.left == 0 or face.left > self.left)
            and (self.top == 0 or face.top > self.top)
            and (self.right == width or face.left + face.width < self.right)
            and (self.bottom == height or face.top + face.height < self.bottom)
        )


def tiles(width: int, height: int, *, every: bool = True) -> Iterator[Tile]:
    """The whole picture at the detector's size, and with `every` its parts in steps of twice the size, up to the picture's own or,
    where it is small, twice that."""
    longer = max(width, height)
    scale = SIDE / longer
    if scale >= 1:
        scale = 1.0
    yield Tile(0, 0, width, height, scale)
    most = (2.0 if width * height < _ENLARGED else 1.0) if every else scale
    while scale * _WORTH < most:
        scale = min(2 * scale, most)
        for left, right in _spans(width, scale):
            for top, bottom in _spans(height, scale):
                yield Tile(left, top, right, bottom, scale)


def _spans(length: int, scale: float) -> Iterator[tuple[int, int]]:
    """Stretches of equal length that cover a side with the overlap."""
    side, shared = SIDE / scale, OVERLAP / scale
    count = 1 if length <= side else int(np.ceil((length - shared) / (side - shared)))
    step = 0.0 if count == 1 else (length - side) / (count - 1)
    for number in range(count):
        first = round(number * step)
        yield first, length if number == count - 1 else min(length, round(number * step + side))
