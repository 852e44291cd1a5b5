"""The pictures that go with what was seen: boxes in a picture; for a video a contact sheet, a heat map and the counts over time."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from tools.evidence import Box
from tools.following import Track, clock
from tools.frames import Video
from tools.pictures import Picture
from tools.progress import report

MOST_ON_SHEET = 48
"""Tracks that a contact sheet has room for."""
_LONGEST = 1600
"""Pixels of the long side of an annotated picture."""
_CELL = 220
"""Pixels of the side of a cell of the contact sheet."""
_COLUMNS = 6
_COLOURS = ("#e6194b", "#3cb44b", "#4363d8", "#f58231", "#911eb4", "#008080", "#9a6324", "#808000")
_MAP_ACROSS = 64
"""Cells of the heat map from left to right."""


def boxed(picture: Picture, boxes: Sequence[tuple[str, Box]]) -> bytes:
    """A picture with named boxes drawn in it, scaled to 1600 pixels at most; PNG."""
    image = Image.fromarray(picture)
    image.thumbnail((_LONGEST, _LONGEST))
    scale = image.width / picture.shape[1]
    pen = ImageDraw.Draw(image)
    for number, (name, (left, top, width, height)) in enumerate(boxes):
        colour = _COLOURS[number % len(_COLOURS)]
        corner = left * scale, top * scale
        pen.rectangle((*corner, (left + width) * scale, (top + height) * scale), outline=colour, width=2)
        pen.rectangle(pen.textbbox(corner, name), fill=colour)
        pen.text(corner, name, fill="white")
    return _png(image)


def contact_sheet(video: Video, tracks: Sequence[tuple[int, Track]], most: int = MOST_ON_SHEET) -> bytes:
    """The first tracks of a video, each where it was seen best, with its number and time; PNG.

    Args:
        video: read once more at the moments that are shown.
        tracks: with their numbers.
        most: how many are shown.
    """
    shown = tracks[:most]
    rows = -(-len(shown) // _COLUMNS)
    line = 16
    sheet = Image.new("RGB", (_COLUMNS * _CELL, rows * (_CELL + line)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, (number, track) in enumerate(shown):
        report(place / len(shown), f"drawing the contact sheet, {place + 1} of {len(shown)}")
        cut = _cut(video.at(track.best.time).picture, track.best.seen.box)
        cut.thumbnail((_CELL - 4, _CELL - 4))
        left, top = place % _COLUMNS * _CELL, place // _COLUMNS * (_CELL + line)
        sheet.paste(cut, (left + (_CELL - cut.width) // 2, top + (_CELL - cut.height) // 2))
        pen.text((left + 4, top + _CELL), f"track {number}: {track.label}, {clock(track.best.time)}", fill="black")
    return _png(sheet)


def heat_map(video: Video, tracks: Sequence[Track]) -> bytes:
    """Where things stood and walked, in seconds, drawn over the picture of the first sight; PNG."""
    seconds = standing(tracks, video.width, video.height)
    from matplotlib.colors import LogNorm

    figure = _figure(16, 16 * video.height / video.width + 1)
    axes = figure.add_subplot()
    axes.imshow(video.at(tracks[0].start).picture)
    extent = (0, video.width, video.height, 0)
    drawn = axes.imshow(
        np.where(seconds > 0, seconds, np.nan), extent=extent, cmap="turbo", alpha=0.7, norm=LogNorm(), interpolation="nearest"
    )
    figure.colorbar(drawn, ax=axes, label="seconds in which something stood here", fraction=0.03)
    axes.set(xticks=[], yticks=[])
    figure.tight_layout()
    return _drawn(figure)


def standing(tracks: Sequence[Track], width: int, height: int) -> npt.NDArray[np.float64]:
    """Seconds that things stood at each place, by the middle of their boxes' lower edges; shape (rows, 64), cells of equal sides."""
    side = width / _MAP_ACROSS
    seconds = np.zeros((max(int(np.ceil(height / side)), 1), _MAP_ACROSS))
    for track in tracks:
        for sight, later in zip(track.sights, track.sights[1:], strict=False):
            left, _, right, bottom = sight.seen.corners
            row = min(max(int(bottom / side), 0), seconds.shape[0] - 1)
            column = min(max(int((left + right) / 2 / side), 0), _MAP_ACROSS - 1)
            seconds[row, column] += later.time - sight.time
    return seconds


def counts(over_time: Mapping[str, Sequence[tuple[float, int]]], seconds: float) -> bytes:
    """How many of each kind were in view, over the time of the video; PNG."""
    figure = _figure(20, 7)
    axes = figure.add_subplot()
    for number, (kind, steps) in enumerate(over_time.items()):
        times = [0.0, *(time for time, _ in steps), seconds]
        values = [0, *(count for _, count in steps), steps[-1][1]]
        axes.step(times, values, where="post", label=kind, color=_COLOURS[number % len(_COLOURS)])
    axes.set(xlabel="seconds of the video", ylabel="in view", xlim=(0, max(seconds, 0.1)), ylim=(0, None))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(loc="upper right", fontsize=8)
    figure.tight_layout()
    return _drawn(figure)


def _cut(picture: Picture, box: Box) -> Image.Image:
    """What is in a box, with a tenth of its size around it."""
    left, top, width, height = box
    room_x, room_y = width // 10, height // 10
    rows = slice(max(top - room_y, 0), top + height + room_y)
    columns = slice(max(left - room_x, 0), left + width + room_x)
    return Image.fromarray(np.ascontiguousarray(picture[rows, columns]))


def _figure(wide: float, tall: float) -> Any:
    """An empty figure, centimetres, that no screen shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide / 2.54, tall / 2.54), dpi=120)
    FigureCanvasAgg(figure)
    return figure


def _drawn(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
