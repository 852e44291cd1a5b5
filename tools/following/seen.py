"""What the detector sees in one picture."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Box


class Seen(BaseModel):
    """One thing in one picture."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str
    """Its kind, as COCO names it."""
    corners: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels."""
    confidence: float
    """The detector's own, 0 to 1, not calibrated."""

    @property
    def box(self) -> Box:
        """Left, top, width, height in whole pixels, at least one wide and high."""
        left, top, right, bottom = (round(edge) for edge in self.corners)
        return left, top, max(right - left, 1), max(bottom - top, 1)


class Look(BaseModel):
    """What is seen at one moment of a video."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    time: float
    """Seconds."""
    seen: tuple[Seen, ...]
