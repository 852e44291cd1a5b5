"""Single frames of a video, and pieces of pictures. Run by a worker process."""

import io
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import Box
from tools.pictures import upright
from tools.recordings import open_recording

Pixels = npt.NDArray[np.uint8]
"""Shape (height, width, 3), RGB, upright."""

_QUALITY = 92
_NEAR = Fraction(1, 1000)
"""Seconds within which a frame's time counts as the one asked for: times are told in hundredths or thousandths."""


def pixels(exhibit: Exhibit, time: float | None) -> Pixels:
    """A picture exhibit, or the frame of a video at a moment, as tools see it.

    Raises:
        ToolError: the video has no such moment.
    """
    if exhibit.media == "video":
        return moment(exhibit, time or 0.0)
    return upright(exhibit.path)


def moment(exhibit: Exhibit, time: float) -> Pixels:
    """The frame of a video that is on the screen at a second; ToolError when it has none."""
    wanted = Fraction(time) + _NEAR
    with open_recording(exhibit.path) as container:
        stream = container.streams.video[0]
        start = (stream.start_time or 0) * stream.time_base
        if stream.start_time is not None or time:
            container.seek(int((start + Fraction(time)) / stream.time_base), stream=stream, backward=True)
        found: Any = None
        for decoded in container.decode(stream):
            if found is not None and decoded.pts is not None and decoded.pts * stream.time_base - start > wanted:
                break
            found = decoded
        if found is None:
            raise ToolError(f"{exhibit.id} has no picture at {time:.2f} s")
        return np.ascontiguousarray(np.rot90(found.to_ndarray(format="rgb24"), _quarters(found)))


def jpeg(picture: Pixels) -> bytes:
    """A picture as a JPEG."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def frame(exhibit: Exhibit, time: float) -> bytes:
    """A frame of a video as a JPEG."""
    return jpeg(moment(exhibit, time))


def cut(exhibit: Exhibit, time: float | None, box: Box) -> bytes:
    """What is in a box and half as much around it, as a JPEG."""
    left, top, width, height = box
    picture = pixels(exhibit, time)
    columns = slice(max(left - width // 4, 0), max(left + width + width // 4, 1))
    rows = slice(max(top - height // 4, 0), max(top + height + height // 4, 1))
    piece = picture[rows, columns]
    if not piece.size:
        raise ToolError(f"{exhibit.id} has no place xywh={left},{top},{width},{height}")
    return jpeg(np.ascontiguousarray(piece))


def _quarters(decoded: Any) -> int:
    """How often a frame is to be turned by 90° counterclockwise to be upright."""
    return round((getattr(decoded, "rotation", 0) or 0) / 90) % 4
