"""The sound of a recording, for the screen: its shape, and a copy that every browser plays. Run by a worker process."""

import io
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from tools.recordings import SAMPLE_RATE, Samples, sound

_SHAPES = 1200
"""Columns of the picture."""
_HEIGHT = 96

# Browsers play these and find the right moment in them. In the others (MP3, AAC, AMR, …) they seek by guessing, or they
# cannot play them: citations would start at the wrong word.
_EXACT = frozenset(
    {
        "audio/flac",
        "audio/m4a",
        "audio/mp4",
        "audio/ogg",
        "audio/vnd.wave",
        "audio/wav",
        "audio/wave",
        "audio/webm",
        "audio/x-flac",
        "audio/x-m4a",
        "audio/x-wav",
        "video/mp4",
        "video/ogg",
        "video/quicktime",
        "video/webm",
        "video/x-m4v",
    }
)


@dataclass(frozen=True)
class Shape:
    """How loud a recording is along its time."""

    seconds: float
    peaks: tuple[float, ...]
    """The largest sample of each of equal stretches, 0 to 1."""


def is_exact(mime: str) -> bool:
    """Whether browsers can play the exhibit itself from the exact moment of a citation."""
    return mime in _EXACT


def ready() -> None:
    """Load what is needed, before somebody waits for it."""
    import av  # noqa: F401


def shape(path: Path) -> Shape:
    """The shape of a recording."""
    return _shape(sound(path))


def listening_copy(path: Path, copy: Path) -> Shape:
    """Write the sound of a recording as a WAV file and give its shape."""
    with wave.open(str(copy), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)

        def passing() -> Iterable[Samples]:
            for piece in sound(path):
                out.writeframesraw((np.clip(piece, -1, 1) * 32767).astype("<i2").tobytes())
                yield piece

        return _shape(passing())


def picture(found: Shape) -> bytes:
    """A shape as a PNG: opaque where there is sound, so that the page can give it any colour."""
    columns = np.zeros((_HEIGHT, _SHAPES, 2), np.uint8)
    if found.peaks:
        stretched = np.interp(np.linspace(0, len(found.peaks) - 1, _SHAPES), np.arange(len(found.peaks)), found.peaks)
        loudest = max(float(stretched.max()), 0.05)
        half = np.maximum(stretched / loudest * (_HEIGHT / 2 - 1), 0.5)
        rows = np.abs(np.arange(_HEIGHT) - (_HEIGHT - 1) / 2)
        columns[..., 1] = np.where(rows[:, None] <= half[None, :], 255, 0)
    out = io.BytesIO()
    Image.fromarray(columns, "LA").save(out, "PNG")
    return out.getvalue()


def _shape(pieces: Iterable[Samples]) -> Shape:
    """In constant memory: when the peaks become too many, each two become one that is twice as long."""
    length, count = 256, 0
    peaks: list[float] = []
    rest: npt.NDArray[np.float32] = np.zeros(0, np.float32)
    for piece in pieces:
        count += piece.size
        rest = np.abs(np.concatenate([rest, piece]))
        whole = rest.size // length
        if whole:
            peaks.extend(rest[: whole * length].reshape(whole, length).max(axis=1).tolist())
            rest = rest[whole * length :]
        while len(peaks) >= 4 * _SHAPES:
            kept = len(peaks) // 2 * 2
            rest = np.concatenate([np.repeat(np.float32(peaks[kept]), length), rest]) if kept < len(peaks) else rest
            peaks = np.asarray(peaks[:kept]).reshape(-1, 2).max(axis=1).tolist()
            length *= 2
    if rest.size:
        peaks.append(float(rest.max()))
    return Shape(count / SAMPLE_RATE, tuple(min(peak, 1.0) for peak in peaks))
