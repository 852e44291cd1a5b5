"""Which way a head is turned, from the five landmarks."""

from dataclasses import dataclass

import numpy as np

from tools.faces.face import Points

_HEAD = np.array([[-157.0, 170, -135], [157, 170, -135], [0, 0, 0], [-150, -150, -125], [150, -150, -125]])
"""Five points of a head seen from the front: x to the right in the picture, y up, z towards the camera. The generic head that is used
with OpenCV's `solvePnP` (S. Mallick 2016, Head Pose Estimation using OpenCV and Dlib), its corners of the eyes moved to the pupils
(63 of 90 mm, the mean pupillary and outer canthal distances of adults)."""


@dataclass(frozen=True)
class Pose:
    """Degrees; 0, 0, 0 looks into the camera. From five points, so good to some ten degrees."""

    yaw: float
    """Turned to the side; positive when the nose points to the right of the picture."""
    pitch: float
    """Positive when the face looks up."""
    roll: float
    """Tilted towards a shoulder; positive clockwise in the picture."""


def pose(points: Points) -> Pose:
    """The pose whose scaled orthographic projection is nearest to the points (POS: DeMenthon & Davis 1995, Int. J. Comput. Vision 15)."""
    head = _HEAD - _HEAD.mean(axis=0)
    seen = (points - points.mean(axis=0)) * (1, -1)  # y up
    rows, *_ = np.linalg.lstsq(head, seen, rcond=None)
    across, up = rows.T
    if not (np.linalg.norm(across) > 0 and np.linalg.norm(up) > 0):
        return Pose(90.0, 90.0, 0.0)
    u, _, v = np.linalg.svd(np.stack([across / np.linalg.norm(across), up / np.linalg.norm(up)]), full_matrices=False)
    right, above = u @ v  # the nearest two perpendicular directions
    forward = np.cross(right, above)
    turn = np.stack([right, above, forward])  # from the head to the camera
    nose = turn[:, 2]
    yaw, pitch = np.arctan2(nose[0], nose[2]), np.arcsin(np.clip(nose[1], -1, 1))
    roll = np.arctan2(-turn[1, 0], turn[0, 0])
    return Pose(*(round(float(np.degrees(angle)), 1) for angle in (yaw, pitch, roll)))
