"""Whether a face is fit for comparison: size, sharpness, pose, exposure and completeness, each with a floor and plain words.

What is measured follows ISO/IEC 29794-5 (face image quality); the floors are those of this detector and encoder, set on copies of
mated pictures made smaller and blurred: see the card of `search-faces`.
"""

import math
from dataclasses import dataclass

import numpy as np

from tools.faces.alignment import SIDE, TEMPLATE, similarity
from tools.faces.face import Face
from tools.faces.pose import Pose, pose
from tools.pictures import Picture


@dataclass(frozen=True)
class Floor:
    """What a face must have at least."""

    eyes_pixels: float
    sharpness: float
    yaw: float
    """Degrees to either side, at most."""
    pitch: float
    """Degrees up or down, at most."""


PROBE = Floor(eyes_pixels=16, sharpness=0.004, yaw=50, pitch=40)
"""For a face in an exhibit: whoever it is, there may be no better picture."""
ENROLMENT = Floor(eyes_pixels=24, sharpness=0.02, yaw=35, pitch=30)
"""For a picture in a gallery, which every later search relies on."""

_GOOD = Floor(eyes_pixels=64, sharpness=0.1, yaw=10, pitch=10)
"""From here on a face loses nothing."""
_DARKEST, _BRIGHTEST = 30.0, 225.0
"""Mean grey of the face, of 255."""
_FLATTEST = 8.0
"""Standard deviation of its grey."""
_MOST_CLIPPED = 0.6
"""Share of the face that is quite black or quite white."""
_MOST_OUTSIDE = 0.45
"""Share of the aligned face that lies outside the picture."""
_MOST_CROOKED = 14.0
"""Pixels of the aligned face (root mean square) by which the five points miss their places."""
_GREY = np.array([0.299, 0.587, 0.114])
"""Luma of ITU-R BT.601."""
_INNER = (slice(24, 104), slice(20, 92))
"""Rows and columns of the aligned face without hair and background."""


@dataclass(frozen=True)
class Quality:
    """What was measured of one face."""

    eyes_pixels: float
    """Between the eyes, in the picture as it is."""
    sharpness: float
    """Variance of the Laplacian of the aligned face over the variance of its grey: 0 for a wall, 0.5 for a sharp portrait."""
    pose: Pose
    brightness: float
    """Mean grey, 0 to 255."""
    contrast: float
    """Standard deviation of the grey."""
    clipped: float
    """Share of the face that is quite black or quite white."""
    outside: float
    """Share of the aligned face that lies outside the picture."""
    crooked: float
    """Pixels of the aligned face by which the five points miss their places."""

    def objections(self, floor: Floor = PROBE) -> tuple[str, ...]:
        """Why the face is below a floor, in plain words; none when it is fit."""
        said: list[str] = []
        if self.crooked > _MOST_CROOKED:
            said.append("its eyes, nose and mouth do not lie as those of a face that can be compared")
        if self.eyes_pixels < floor.eyes_pixels:
            said.append(f"too small: {self.eyes_pixels:.0f} pixels between the eyes, {floor.eyes_pixels:.0f} are needed")
        if self.sharpness < floor.sharpness:
            said.append(f"too blurred: sharpness {self.sharpness:.3f}, {floor.sharpness:.3f} is needed")
        if abs(self.pose.yaw) > floor.yaw:
            said.append(f"turned to the side by about {abs(self.pose.yaw):.0f} degrees, {floor.yaw:.0f} at most")
        if abs(self.pose.pitch) > floor.pitch:
            said.append(
                f"looking {'up' if self.pose.pitch > 0 else 'down'} by about {abs(self.pose.pitch):.0f} degrees, {floor.pitch:.0f} at most"
            )
        if self.brightness < _DARKEST:
            said.append(f"too dark: mean brightness {self.brightness:.0f} of 255, {_DARKEST:.0f} is needed")
        if self.brightness > _BRIGHTEST:
            said.append(f"too bright: mean brightness {self.brightness:.0f} of 255, {_BRIGHTEST:.0f} at most")
        if self.contrast < _FLATTEST or self.clipped > _MOST_CLIPPED:
            said.append(f"badly exposed: {self.clipped:.0%} of it is quite black or quite white, contrast {self.contrast:.0f}")
        if self.outside > _MOST_OUTSIDE:
            said.append(f"cut off: {self.outside:.0%} of it lies outside the picture")
        return tuple(said)

    @property
    def score(self) -> float:
        """Fitness from 0 (at a floor of `PROBE` or below) to 1: that of the worst of size, sharpness, yaw, pitch and completeness."""
        shares = (
            math.log(max(self.eyes_pixels, 1e-9) / PROBE.eyes_pixels) / math.log(_GOOD.eyes_pixels / PROBE.eyes_pixels),
            math.log(max(self.sharpness, 1e-9) / PROBE.sharpness) / math.log(_GOOD.sharpness / PROBE.sharpness),
            (PROBE.yaw - abs(self.pose.yaw)) / (PROBE.yaw - _GOOD.yaw),
            (PROBE.pitch - abs(self.pose.pitch)) / (PROBE.pitch - _GOOD.pitch),
            1 - self.outside / _MOST_OUTSIDE,
            0.0 if self.objections() else 1.0,
        )
        return round(min(1.0, max(0.0, min(shares))), 3)


def quality(picture: Picture, face: Face, crop: Picture) -> Quality:
    """Measure a face.

    Args:
        picture: the whole one, for its size.
        face: where it is.
        crop: the face as `aligned` gives it.
    """
    onto = similarity(face.points)
    height, width = picture.shape[:2]
    grid = np.stack(np.meshgrid(np.arange(4, SIDE, 8), np.arange(4, SIDE, 8)), axis=-1).reshape(-1, 2)
    back = (grid - onto[:, 2]) @ np.linalg.inv(onto[:, :2]).T
    within = (back >= 0).all(axis=1) & (back[:, 0] < width) & (back[:, 1] < height)
    misses = face.points @ onto[:, :2].T + onto[:, 2] - TEMPLATE
    grey = (crop @ _GREY)[_INNER]
    laplacian = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * grey[1:-1, 1:-1]
    return Quality(
        eyes_pixels=round(float(np.linalg.norm(face.points[1] - face.points[0])), 1),
        sharpness=round(float(laplacian.var() / max(grey.var(), 1.0)), 4),
        pose=pose(face.points),
        brightness=round(float(grey.mean()), 1),
        contrast=round(float(grey.std()), 1),
        clipped=round(float(((grey < 8) | (grey > 247)).mean()), 3),
        outside=round(float(1 - within.mean()), 3),
        crooked=round(float(np.sqrt((misses**2).sum(axis=1).mean())), 2),
    )
