"""Videos made for tests."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]


def film(path: Path, pictures: Iterable[tuple[float, Pixels]], codec: str = "libx264", **options: str) -> Path:
    """Write pictures (shape (height, width, 3), RGB) with their times in seconds as a video, a key picture every second one."""
    clock = Fraction(1, 12800)
    with av.open(str(path), "w", options=options) as container:
        stream: Any = None
        for time, picture in pictures:
            if stream is None:
                stream = container.add_stream(codec, rate=25)
                stream.width, stream.height, stream.pix_fmt = picture.shape[1], picture.shape[0], "yuv420p"
                stream.time_base = stream.codec_context.time_base = clock
                stream.codec_context.gop_size = 10
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time / clock), clock
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path


def grey(level: int, width: int = 64, height: int = 48) -> Pixels:
    """A picture of one grey."""
    return np.full((height, width, 3), level, np.uint8)


def counting(seconds: float, rate: float = 25.0) -> list[tuple[float, Pixels]]:
    """A video whose grey tells its time: 20 levels a second, ten seconds at most."""
    return [(number / rate, grey(round(20 + 20 * number / rate))) for number in range(round(seconds * rate))]
