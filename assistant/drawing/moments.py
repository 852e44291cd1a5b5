"""Single frames of a video, and pieces of pictures. Run by a worker process."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import Box
from tools.frames import Video
from tools.pictures import upright

Pixels = npt.NDArray[np.uint8]
"""Shape (height, width, 3), RGB, upright."""

_QUALITY = 92


def pixels(exhibit: Exhibit, time: float | None) -> Pixels:
    """A picture exhibit, or the frame of a video at a moment, as tools see it.

    Raises:
        ToolError: it cannot be decoded.
    """
    if exhibit.media == "video":
        return moment(exhibit, time or 0.0)
    return upright(exhibit.path)


def moment(exhibit: Exhibit, time: float) -> Pixels:
    """The frame of a video at a second, the next one where there is none just then; ToolError when it cannot be decoded."""
    return Video(exhibit.path).at(time).picture


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
