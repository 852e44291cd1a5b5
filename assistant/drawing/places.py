"""Pictures of cited places: a page or frame with its box, the shape of the sound around some seconds. Run by a worker process."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from assistant.drawing.moments import pixels
from assistant.drawing.pages import page_pixels
from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import Box
from tools.recordings import SAMPLE_RATE, sound

WIDEST = 1400
"""Pixels of the width of a picture: 17 cm on paper at 200 dots an inch."""
AROUND = 2.0
"""Seconds of sound that are shown on each side of the cited ones."""
_QUALITY = 85
_INK = (176, 24, 24)
_TALLEST = 900
_STRIP = 90
"""Pixels that are shown at least above and below a box."""
_WAVE = (1400, 190)
_AXIS = 30
_COLUMNS = 700
_GREY, _DARK, _SHADE = (120, 128, 138), (40, 60, 84), (250, 226, 190)


@dataclass(frozen=True)
class Shown:
    """A picture."""

    content: bytes
    mime: str


def on_page(exhibit: Exhibit, page: int, box: Box | None) -> Shown:
    """A page of a document or picture, or the part of it around a box, with the box.

    Raises:
        ToolError: it cannot be drawn.
    """
    return _boxed(page_pixels(exhibit, page), box)


def at_moment(exhibit: Exhibit, time: float, box: Box | None) -> Shown:
    """The frame of a video at a second, with the box; ToolError when it cannot be decoded."""
    return _boxed(pixels(exhibit, time), box)


def stretches(path: Path, cited: Sequence[tuple[float, float]]) -> list[Shown]:
    """The shape of the sound around each of some stretches (seconds), which are shaded. The recording is decoded once.

    Raises:
        ToolError: it has no sound there.
    """
    windows = [(max(start - AROUND, 0.0), end + AROUND) for start, end in cited]
    heard: list[list[npt.NDArray[np.float32]]] = [[] for _ in windows]
    last = max(end for _, end in windows)
    begin = 0
    for piece in sound(path):
        for kept, (start, end) in zip(heard, windows, strict=True):
            first, stop = int(start * SAMPLE_RATE) - begin, int(end * SAMPLE_RATE) - begin
            if first < piece.size and stop > 0:
                kept.append(piece[max(first, 0) : stop])
        begin += piece.size
        if begin > last * SAMPLE_RATE:
            break
    drawn = []
    for kept, window, stretch in zip(heard, windows, cited, strict=True):
        if not kept:
            raise ToolError(f"the recording ends at {begin / SAMPLE_RATE:.1f} s, before {window[0]:.1f} s")
        drawn.append(_wave(np.concatenate(kept), window[0], stretch))
    return drawn


def _boxed(whole: npt.NDArray[np.uint8], box: Box | None) -> Shown:
    height, width = whole.shape[:2]
    top, bottom = 0, height
    if box is not None and box[2:] != (width, height):
        room = max(_STRIP, round(1.5 * box[3]), width // 12)
        top, bottom = max(box[1] - room, 0), min(box[1] + box[3] + room, height)
        if bottom <= top or box[0] >= width:
            raise ToolError(f"there is no place xywh={','.join(map(str, box))}: the picture has {width} x {height} pixels")
    picture = Image.fromarray(np.ascontiguousarray(whole[top:bottom]))
    scale = min(WIDEST / width, _TALLEST / (bottom - top), 3.0)
    picture = picture.resize((max(round(width * scale), 1), max(round((bottom - top) * scale), 1)), Image.Resampling.LANCZOS)
    if box is not None and box[2:] != (width, height):
        left, upper = box[0] * scale - 4, (box[1] - top) * scale - 4
        frame = (left, upper, left + box[2] * scale + 8, upper + box[3] * scale + 8)
        ImageDraw.Draw(picture).rectangle(frame, outline=_INK, width=4)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return Shown(out.getvalue(), "image/jpeg")


def _wave(samples: npt.NDArray[np.float32], start: float, cited: tuple[float, float]) -> Shown:
    width, height = _WAVE
    seconds = max(samples.size / SAMPLE_RATE, 0.01)
    picture = Image.new("RGB", _WAVE, "white")
    draw = ImageDraw.Draw(picture)

    def across(second: float) -> float:
        return (second - start) / seconds * (width - 1)

    draw.rectangle((across(cited[0]), 0, min(across(cited[1]), width - 1), height - _AXIS), fill=_SHADE)
    parts = np.array_split(np.abs(samples), min(_COLUMNS, samples.size))
    peaks = np.array([part.max() for part in parts])
    middle = (height - _AXIS) / 2
    reach = peaks / max(float(peaks.max()), 0.05) * (middle - 4)
    step = width / len(peaks)
    for column, half in enumerate(reach):
        draw.line((column * step, middle - half, column * step, middle + half), fill=_DARK, width=max(int(step), 1))
    draw.line((0, height - _AXIS, width, height - _AXIS), fill=_GREY, width=2)
    font = ImageFont.load_default(size=20)
    every = next(tick for tick in (0.5, 1, 2, 5, 10, 30, 60, 300, 1800) if seconds / tick <= 14 or tick == 1800)
    second = np.ceil(start / every) * every
    while second <= start + seconds:
        draw.line((across(second), height - _AXIS, across(second), height - _AXIS + 7), fill=_GREY, width=2)
        if 30 < across(second) < width - 60:
            draw.text((across(second), height - _AXIS + 8), f"{second:g} s", fill=_GREY, font=font, anchor="ma")
        second += every
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return Shown(out.getvalue(), "image/png")
