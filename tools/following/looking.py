"""Going through a video picture by picture, so that a killed pass goes on where it was and what was seen is known at every moment."""

from collections.abc import Iterator
from itertools import islice

from pydantic import BaseModel, ConfigDict

from tools import results
from tools.case import Case, Exhibit
from tools.following.detector import see
from tools.following.seen import Look
from tools.frames import Frame, Video, next_tick
from tools.partial import Partial
from tools.progress import report
from tools.registry import get_tool

RATE = 5.0
"""Pictures a second that are looked at."""
_TOOL = "detect_objects"
_PART = 50
"""Looks that are kept together: ten seconds of video."""


class Part(BaseModel):
    """A finished stretch of a pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    looks: tuple[Look, ...]
    upto: float
    """Seconds: where the next stretch begins."""
    end: float
    """Seconds, of the last look so far."""
    damaged: int
    """Pieces of the video that could not be decoded so far."""
    last: bool
    shortfall: str | None
    """Of the last stretch: what could not be read of the video, in words."""


class Pass:
    """One pass through a video: what is seen in it from its beginning to its end, five times a second.

    Finished stretches are kept in the case folder, also when the pass is done: another question about the same video (another
    label, line or gallery) looks at no picture twice, and what has been seen so far can be had at every moment, from any process.
    """

    def __init__(self, case: Case, exhibit: Exhibit) -> None:
        self.exhibit = exhibit
        self._kept = Partial(case, results.key_of(case, get_tool(_TOOL), {"exhibit": exhibit.id}), Part)

    def parts(self) -> Iterator[Part]:
        """The stretches that are finished."""
        number = 0
        while (part := self._kept.load(str(number))) is not None:
            yield part
            if part.last:
                return
            number += 1

    def looks(self) -> Iterator[Look]:
        """What has been seen so far, from the beginning; read from the disk, stretch by stretch."""
        for part in self.parts():
            yield from part.looks

    def run(self) -> Part:
        """Look at what has not been looked at; gives the last stretch.

        Raises:
            ToolError: the video is broken, or the packages are not installed.
            Stopped: the user stopped it; it goes on where it was next time.
        """
        number, before = 0, Part(looks=(), upto=0.0, end=0.0, damaged=0, last=False, shortfall=None)
        for part in self.parts():
            number, before = number + 1, part
        video = Video(self.exhibit.path)
        video.damaged, video.end = before.damaged, before.end
        frames = video.sampled(RATE, before.upto)
        while not before.last:
            before = self._stretch(video, frames, before)
            self._kept.save(str(number), before)
            number += 1
        return before

    def _stretch(self, video: Video, frames: Iterator[Frame], before: Part) -> Part:
        """The next stretch."""
        looks: list[Look] = []
        for frame in islice(frames, _PART):
            doing = f"looking at {self.exhibit.id}, {clock(frame.time)} of {clock(video.promised)}"
            report(frame.time / max(video.promised, frame.time, 1.0), doing)
            looks.append(Look(time=round(frame.time, 3), seen=see(frame.picture)))
        last = len(looks) < _PART
        end = looks[-1].time if looks else before.end
        return Part(
            looks=tuple(looks),
            upto=next_tick(end, RATE),
            end=end,
            damaged=video.damaged,
            last=last,
            shortfall=video.shortfall if last else None,
        )


def clock(seconds: float) -> str:
    """A time of a video as people write it, with tenths: 0:07.2, 1:02:03.0."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}:{minutes:02d}" if hours else f"{minutes}") + f":{rest // 10:02d}.{rest % 10}"
