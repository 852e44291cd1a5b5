"""Going through a video picture by picture, so that a killed pass goes on where it was and what was seen is known at every moment."""

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

import models
from tools.case import Case, Exhibit
from tools.following.detector import TASK, see
from tools.following.seen import Look
from tools.frames import Frame, Video, next_tick
from tools.partial import Partial
from tools.progress import report
from tools.registry import get_tool

RATE = 5.0
"""Pictures a second that are looked at."""
_TOOL = "detect_objects"
"""The tool whose version stands for this code: it changes with everything that tools share."""
_PART = 50
"""Looks that are kept together: ten seconds of video."""


L = TypeVar("L", bound=BaseModel)


class Part(BaseModel, Generic[L]):
    """A finished stretch of a pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    looks: tuple[L, ...]
    upto: float
    """Seconds: where the next stretch begins."""
    end: float
    """Seconds, of the last look so far."""
    damaged: int
    """Pieces of the video that could not be decoded so far."""
    last: bool
    shortfall: str | None
    """Of the last stretch: what could not be read of the video, in words."""


class Pass(Generic[L]):
    """One pass through a video: what is seen in it from its beginning to its end, five times a second.

    Finished stretches are kept in the case folder, also when the pass is done: another question about the same video (another
    label, line or gallery) looks at no picture twice, and what has been seen so far can be had at every moment, from any process.

    Args:
        case: the open case.
        exhibit: the video.
        part: the type of a stretch of these looks.
        look: looks at one picture.
        task: of the weights that look: others, or another version of the program, look anew.
    """

    def __init__(self, case: Case, exhibit: Exhibit, part: type[Part[L]], look: Callable[[Frame], L], task: str) -> None:
        self.exhibit = exhibit
        self._part, self._look = part, look
        depends = json.dumps([part.__name__, get_tool(_TOOL).version, models.digest(task), exhibit.sha256])
        self._kept = Partial(case, hashlib.sha256(depends.encode()).hexdigest(), part)

    def parts(self) -> Iterator[Part[L]]:
        """The stretches that are finished."""
        number = 0
        while (part := self._kept.load(str(number))) is not None:
            yield part
            if part.last:
                return
            number += 1

    def looks(self) -> Iterator[L]:
        """What has been seen so far, from the beginning; read from the disk, stretch by stretch."""
        for part in self.parts():
            yield from part.looks

    def run(self) -> Part[L]:
        """Look at what has not been looked at; gives the last stretch.

        Raises:
            ToolError: the video is broken, or the packages are not installed.
            Stopped: the user stopped it; it goes on where it was next time.
        """
        number, before = 0, self._part(looks=(), upto=0.0, end=0.0, damaged=0, last=False, shortfall=None)
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

    def _stretch(self, video: Video, frames: Iterator[Frame], before: Part[L]) -> Part[L]:
        """The next stretch."""
        end = before.end
        looks: list[L] = []
        for frame in islice(frames, _PART):
            doing = f"looking at {self.exhibit.id}, {clock(frame.time)} of {clock(video.promised)}"
            report(frame.time / max(video.promised, frame.time, 1.0), doing)
            looks.append(self._look(frame))
            end = frame.time
        last = len(looks) < _PART
        return self._part(
            looks=tuple(looks),
            upto=next_tick(end, RATE),
            end=end,
            damaged=video.damaged,
            last=last,
            shortfall=video.shortfall if last else None,
        )


def things(case: Case, exhibit: Exhibit) -> Pass[Look]:
    """The pass through a video that looks for things of all kinds."""
    return Pass(case, exhibit, Part[Look], lambda frame: Look(time=round(frame.time, 3), seen=see(frame.picture)), TASK)


def clock(seconds: float) -> str:
    """A time of a video as people write it, with tenths: 0:07.2, 1:02:03.0."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}:{minutes:02d}" if hours else f"{minutes}") + f":{rest // 10:02d}.{rest % 10}"
