"""Sound and moving pictures: opening them without being led elsewhere, and their sound as samples."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples a second that speech tools work with."""

Samples = npt.NDArray[np.float32]
"""Shape (samples,); -1 to 1."""

# Play lists and the like name other files or addresses, which FFmpeg would open: only formats that hold their own content.
_FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dv,eac3,flac,flv,gif,gsm,h264,hevc,ivf,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,"
    "mpeg,mpegts,mpegvideo,mxf,ogg,opus,rm,swf,tta,voc,w64,wav,wv,wtv"
)


def open_recording(path: Path) -> Any:
    """Open a recording with PyAV; the caller closes it. av.error.FFmpegError when it is none or broken."""
    import av

    return av.open(
        str(path),
        options={"format_whitelist": _FORMATS, "protocol_whitelist": "file"},
        metadata_errors="ignore",
    )


def moving(container: Any) -> Any:
    """The moving pictures of an open recording: its first such stream that is no cover picture; None where there is none."""
    import av

    return next((s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic), None)


def sound(path: Path) -> Iterator[Samples]:
    """The sound of a recording, its channels mixed, at 16 kHz, in pieces as they are decoded.

    A damaged stretch is skipped, as players do; av.error.FFmpegError when nothing can be decoded.
    """
    for frame in _frames(path, "flt", "mono"):
        yield frame.to_ndarray().reshape(-1)


def channels(path: Path) -> Iterator[Samples]:
    """The sound of a recording as `sound` gives it, but its channels apart: pieces of shape (channels, samples)."""
    for frame in _frames(path, "fltp", None):
        yield frame.to_ndarray()


def _frames(path: Path, sample_format: str, layout: str | None) -> Iterator[Any]:
    """The decoded sound as frames of 16 kHz; the layout is the recording's own where none is given."""
    import av

    resampler = av.AudioResampler(format=sample_format, layout=layout, rate=SAMPLE_RATE)
    with open_recording(path) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        stream.thread_type = "AUTO"
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue
            for frame in frames:
                frame.pts = None  # recordings cut from a longer one start late; time counts from their own start
                yield from resampler.resample(frame)
        yield from resampler.resample(None)


def samples(path: Path) -> Samples:
    """The whole sound of a recording, its channels mixed, at 16 kHz."""
    pieces = list(sound(path))
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def blocks(pieces: Iterable[Samples], size: int) -> Iterator[Samples]:
    """The same samples in blocks of `size`; the last one is shorter."""
    waiting: list[Samples] = []
    held = 0
    for piece in pieces:
        waiting.append(piece)
        held += piece.size
        if held >= size:
            whole = np.concatenate(waiting)
            cut = held // size * size
            yield from np.split(whole[:cut], cut // size)
            waiting, held = [whole[cut:]], held - cut
    if held:
        yield np.concatenate(waiting)
