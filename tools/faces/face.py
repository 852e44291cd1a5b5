"""A face as it is found in a picture."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.evidence import Box

Points = npt.NDArray[np.float64]
"""Shape (5, 2): x and y in pixels of the upright picture, of the eyes, the tip of the nose and the corners of the mouth, each pair
first the one that is left in the picture."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face in a picture."""

    left: float
    top: float
    width: float
    height: float
    """Pixels of the upright picture; a part may lie outside it."""
    points: Points
    score: float
    """The detector's own, 0 to 1, not calibrated."""

    @property
    def box(self) -> Box:
        """In whole pixels, inside the picture on its left and upper side."""
        left, top = max(0, round(self.left)), max(0, round(self.top))
        return left, top, max(1, round(self.left + self.width) - left), max(1, round(self.top + self.height) - top)

    def overlap(self, other: "Face") -> float:
        """The share of the smaller box that lies in the other, 0 to 1."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down) / min(self.width * self.height, other.width * other.height)
