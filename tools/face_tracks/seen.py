"""What is known of a face at one moment of a video, without its pixels."""

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools import faces
from tools.evidence import Box
from tools.frames import Frame
from tools.pictures import Picture


class FaceSeen(BaseModel):
    """One face at one moment."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    rectangle: tuple[float, float, float, float]
    """Left, top, width, height in pixels."""
    points: tuple[tuple[float, float], ...]
    """Eyes, nose and corners of the mouth, as `faces.Face.points`."""
    score: float
    """The detector's own, 0 to 1, not calibrated."""
    fitness: float
    """Fitness for comparison, 0 to 1: `faces.Quality.score`."""
    objections: tuple[str, ...]
    """Why it is not fit for comparison; empty when it is."""

    @classmethod
    def of(cls, seen: faces.Seen) -> "FaceSeen":
        """What is kept of a face."""
        face = seen.face
        return cls(
            rectangle=(face.left, face.top, face.width, face.height),
            points=tuple((float(x), float(y)) for x, y in face.points),
            score=face.score,
            fitness=seen.quality.score,
            objections=seen.quality.objections(),
        )

    @property
    def face(self) -> faces.Face:
        """The face as it was found."""
        return faces.Face(*self.rectangle, np.array(self.points), self.score)

    @property
    def box(self) -> Box:
        """In whole pixels."""
        return self.face.box

    def crop(self, picture: Picture) -> Picture:
        """The face out of the picture of its moment, aligned."""
        return faces.aligned(picture, self.face)


class FaceLook(BaseModel):
    """The faces at one moment of a video."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    time: float
    """Seconds."""
    seen: tuple[FaceSeen, ...]


def look(frame: Frame) -> FaceLook:
    """Look for faces in one picture of a video, in its own size: small faces that only tiles would find are too small to compare."""
    return FaceLook(time=round(frame.time, 3), seen=tuple(FaceSeen.of(seen) for seen in faces.seen(frame.picture, tiled=False)))
