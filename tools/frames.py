"""The pictures of a video: sampled evenly with their exact times, one at a time, upright."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tools.errors import ToolError
from tools.pictures import Picture
from tools.recordings import moving, open_recording

_EARLY = 0.001
"""Seconds that a picture may come before its turn: times in a file are rounded to its clock."""
_READ_THROUGH = ("gif",)
"""Formats whose pictures are drawn upon the ones before them: they can only be read from the start."""


class Frame:
    """One picture of a video; its pixels are worked out when somebody looks at them."""

    def __init__(self, time: float, decoded: Any, size: tuple[int, int] | None = None) -> None:
        self.time = time
        """Seconds from the first picture."""
        self._decoded = decoded
        self._size = size

    @property
    def picture(self) -> Picture:
        """Its pixels, of the size that the video's first picture has: a stream may change its size on the way."""
        size = {} if self._size is None else {"width": self._size[0], "height": self._size[1]}
        pixels = self._decoded.to_ndarray(format="rgb24", **size)
        turns = round(self._decoded.rotation / 90) % 4  # FFmpeg counts against the clock, as NumPy does
        return np.ascontiguousarray(np.rot90(pixels, turns))


class Video:
    """A video to look at. Memory does not grow with its length: one picture is held at a time.

    Args:
        path: the file.

    Raises:
        ToolError: nothing in it can be decoded as a picture.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged = 0
        """Pieces that could not be decoded so far, and pictures out of their order; they were passed over."""
        self.end = 0.0
        """Seconds, of the last picture that was decoded so far."""
        self._start: float | None = None
        self._size: tuple[int, int] | None = None
        with self._opened() as container:
            stream = moving(container)
            self._step = float(1 / (stream.average_rate or stream.guessed_rate or 25))
            own, whole = stream.duration, container.duration
            self.promised = float(own * stream.time_base if own else (whole or 0) / 1_000_000)
            """Seconds, as the file itself says; 0 when it does not."""
            self._sought = container.format.name not in _READ_THROUGH
            first = next(self._decoded(container, stream), None)
            if first is None:
                raise self._unreadable()
            self.height, self.width = first.picture.shape[:2]
        self.damaged, self.end = 0, 0.0

    @property
    def shortfall(self) -> str | None:
        """After reading to the end: what could not be read, in words; None where all of it was."""
        said = []
        if self.promised - self.end > max(1.0, 2 * self._step, 0.02 * self.promised):
            said.append(f"the file says that it lasts {self.promised:.1f} s, but its pictures end at {self.end:.1f} s")
        if self.damaged:
            said.append(f"{self.damaged} damaged piece{'s' if self.damaged != 1 else ''} of it could not be decoded")
        return "; ".join(said) or None

    def sampled(self, rate: float, start: float = 0.0) -> Iterator[Frame]:
        """Pictures at most `rate` times a second: the first one at or after each tick of 1/rate, whatever the video's own pace.

        Args:
            rate: ticks a second.
            start: seconds; earlier pictures are left out. At a tick, the same pictures follow as when reading from the beginning.
        """
        due = start
        for frame in self._from(start):
            if frame.time >= due - _EARLY:
                yield frame
                due = next_tick(frame.time, rate)

    def at(self, time: float) -> Frame:
        """The first picture at or after a time in seconds; the last one where there is none.

        Raises:
            ToolError: nothing can be decoded any more.
        """
        last = None
        for frame in self._from(time):
            last = frame
            if frame.time >= time - _EARLY:
                break
        if last is None:
            raise self._unreadable()
        return last

    def _from(self, start: float) -> Iterator[Frame]:
        """All pictures from a time on, and perhaps some before it; sought where the format can be."""
        with self._opened() as container:
            stream = moving(container)
            if start > 0 and self._sought and self._seek(container, stream, start):
                yield from self._decoded(container, stream)
                return
        with self._opened() as container:
            yield from self._decoded(container, moving(container))

    def _seek(self, container: Any, stream: Any, start: float) -> bool:
        """Go to a place before `start`; False where the file has no index, or a wrong one."""
        import av

        target = int((start + (self._start or 0.0)) / stream.time_base)
        kept = self.damaged, self.end
        try:
            container.seek(target, stream=stream, backward=True)
            landed = next(self._decoded(container, stream), None)
            container.seek(target, stream=stream, backward=True)
        except av.error.FFmpegError:
            return False
        finally:
            self.damaged, self.end = kept
        return landed is not None and landed.time <= start + _EARLY

    def _decoded(self, container: Any, stream: Any) -> Iterator[Frame]:
        """The pictures that can be decoded, in the order of their times."""
        import av

        last = -math.inf
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets, None)
                decoded = [] if packet is None else packet.decode()
            except av.error.FFmpegError:  # a damaged piece: players go on behind it, and so does this
                self.damaged += 1
                continue
            if packet is None:
                return
            for frame in decoded:
                time = frame.time if frame.time is not None else (last + self._step if last > -math.inf else 0.0)
                if self._start is None:
                    self._start, self._size = time, (frame.width, frame.height)
                if frame.is_corrupt or time <= last:
                    self.damaged += 1
                    continue
                last = time
                self.end = max(self.end, time - self._start)
                changed = (frame.width, frame.height) != self._size
                yield Frame(time - self._start, frame, self._size if changed else None)

    def _opened(self) -> Any:
        import av

        try:
            return open_recording(self.path)
        except av.error.FFmpegError as error:
            raise self._unreadable() from error

    def _unreadable(self) -> ToolError:
        return ToolError("The video is broken: no picture in it can be decoded. Add a copy that plays.")


def next_tick(time: float, rate: float) -> float:
    """The tick of 1/rate after a picture's time: where sampling goes on."""
    return (math.floor((time + _EARLY) * rate) + 1) / rate
