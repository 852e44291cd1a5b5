"""The followed faces of a video on one sheet, numbered as in the statements."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from tools.derived import Derived
from tools.face_tracks import FaceTrack
from tools.following import clock
from tools.frames import Video

MOST = 60
"""Faces that the sheet has room for."""
_CELL, _LINE, _COLUMNS = 150, 32, 8
_COLOURS = {"candidate": "#d97706", "nobody": "#2563eb", "unfit": "#6b7280"}


def sheet(video: Video, tracks: Sequence[FaceTrack], candidates: set[int], into: Derived) -> str:
    """Draw the best sight of each face in the colour of what became of it; gives the file's path inside the case folder.

    Args:
        video: read once more at the moments that are shown.
        tracks: the first sixty of them are shown.
        candidates: numbers of the tracks with a candidate.
        into: where the file goes.
    """
    shown = tracks[:MOST]
    rows = -(-len(shown) // _COLUMNS)
    drawn = Image.new("RGB", (_COLUMNS * _CELL, rows * (_CELL + _LINE)), "white")
    pen = ImageDraw.Draw(drawn)
    for place, track in enumerate(shown):
        left, top, width, height = track.best.seen.box
        picture = video.at(track.best.time).picture
        room = slice(max(top - height // 2, 0), top + height * 3 // 2), slice(max(left - width // 2, 0), left + width * 3 // 2)
        cut = Image.fromarray(np.ascontiguousarray(picture[room]))
        scale = (_CELL - 8) / max(cut.size)
        cut = cut.resize((max(1, round(cut.width * scale)), max(1, round(cut.height * scale))))
        x, y = place % _COLUMNS * _CELL, place // _COLUMNS * (_CELL + _LINE)
        outcome = "unfit" if track.vector is None else "candidate" if track.number in candidates else "nobody"
        pen.rectangle((x + 1, y + 1, x + _CELL - 2, y + _CELL - 2), outline=_COLOURS[outcome], width=3)
        drawn.paste(cut, (x + (_CELL - cut.width) // 2, y + (_CELL - cut.height) // 2))
        pen.text((x + 4, y + _CELL), f"face {track.number}\n{clock(track.start)} to {clock(track.end)}", fill="black")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return into.write("faces.png", out.getvalue())
