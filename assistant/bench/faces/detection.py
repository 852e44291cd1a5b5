"""Finding faces on `faces-crowd`: recall with tiles against the same detector in one pass, also by size of face in a large picture.

A labelled face is found when a box holds its nose (or the middle of its labelled box), each box for one face. The large picture is
made of the labelled pictures, scaled down, on one canvas of twelve megapixels: a crowd with known faces of known sizes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bench import folder, records, row
from assistant.documents import BenchRow
from tools import faces
from tools.faces import Face
from tools.pictures import Picture, upright

_CANVAS = (4000, 3000)
"""Width and height, pixels."""
_SCALES = (1.0, 0.6, 0.4)
_SIZES = ((0, 12), (12, 20), (20, 40), (40, 10_000))
"""Width of a face in pixels: from, below."""
_PEER = "CenterFace on the whole picture at 960 pixels"
_QUICK = 4


@dataclass(frozen=True)
class Labelled:
    """A picture with the middles of its faces."""

    picture: Picture
    middles: tuple[tuple[float, float], ...]


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Rows for the pictures as they are, and for one large picture made of them."""
    pictures = _pictures(folder(data, "faces-crowd"))[: _QUICK if quick else None]
    found: list[BenchRow] = []
    counts = {tiled: [_matched(each, faces.detect(each.picture, tiled=tiled)) for each in pictures] for tiled in (True, False)}
    labelled = sum(len(each.middles) for each in pictures)
    recall = {tiled: sum(len(matched) for matched, _ in counts[tiled]) / labelled for tiled in counts}
    found.append(
        row(
            "recall of labelled faces, pictures as they are",
            "share",
            recall[True],
            peer=recall[False],
            peer_name=_PEER,
            higher_is_better=True,
            n=labelled,
        )
    )
    extra = {tiled: sum(unmatched for _, unmatched in counts[tiled]) for tiled in counts}
    found.append(
        row(
            "boxes without a labelled face (among them faces that nobody labelled)",
            "boxes",
            extra[True],
            peer=extra[False],
            peer_name=_PEER,
            n=len(pictures),
        )
    )
    empty = [each for each in pictures if not each.middles]
    if empty:
        found.append(row("boxes in pictures without a face", "boxes", sum(len(faces.detect(each.picture)) for each in empty), n=len(empty)))
    return found + _by_size(pictures)


def _by_size(pictures: Sequence[Labelled]) -> list[BenchRow]:
    """Recall in the large picture, by the width that a face has there."""
    canvas, middles, widths = _crowd(pictures)
    crowd = Labelled(canvas, tuple(middles))
    hits = {tiled: _matched(crowd, faces.detect(canvas, tiled=tiled))[0] for tiled in (True, False)}
    found = []
    for least, below in _SIZES:
        these = {number for number, width in enumerate(widths) if least <= width < below}
        if these:
            ours, peer = (len(hits[tiled] & these) / len(these) for tiled in (True, False))
            size = f"{least} to {below} pixels" if below < _CANVAS[0] else f"{least} pixels or more"
            found.append(
                row(
                    f"recall in a picture of 12 megapixels, faces {size} wide",
                    "share",
                    ours,
                    peer=peer,
                    peer_name=_PEER,
                    higher_is_better=True,
                    n=len(these),
                )
            )
    return found


def _crowd(pictures: Sequence[Labelled]) -> tuple[Picture, list[tuple[float, float]], list[float]]:
    """The canvas with the pictures in rows, scaled; middles and widths of the faces on it. A face's width is that of its box in the
    picture as it is; one that is not found there has no width and is not counted."""
    from PIL import Image

    canvas = Image.new("RGB", _CANVAS, (120, 120, 120))
    middles: list[tuple[float, float]] = []
    widths: list[float] = []
    left = top = tallest = 0
    for scale in _SCALES:
        for each in pictures:
            height, width = (round(side * scale) for side in each.picture.shape[:2])
            if left + width > _CANVAS[0]:
                left, top, tallest = 0, top + tallest, 0
            if top + height > _CANVAS[1]:
                break
            canvas.paste(Image.fromarray(each.picture).resize((width, height)), (left, top))
            boxes = faces.detect(each.picture, tiled=False)
            for x, y in each.middles:
                held = [face for face in boxes if _holds(face, x, y)]
                if held:
                    middles.append((x * scale + left, y * scale + top))
                    widths.append(held[0].width * scale)
            left, tallest = left + width, max(tallest, height)
    return np.asarray(canvas), middles, widths


def _matched(labelled: Labelled, found: Sequence[Face]) -> tuple[set[int], int]:
    """Which faces were found, and how many boxes hold none of them."""
    free, matched = list(found), set()
    for number, (x, y) in enumerate(labelled.middles):
        held = next((face for face in free if _holds(face, x, y)), None)
        if held is not None:
            free.remove(held)
            matched.add(number)
    return matched, len(free)


def _holds(face: Face, x: float, y: float) -> bool:
    return face.left <= x <= face.left + face.width and face.top <= y <= face.top + face.height


def _pictures(place: Path) -> list[Labelled]:
    pictures = []
    for label in records(place / "labels.jsonl"):
        boxes = label.get("boxes_xywh", [])
        middles = label.get("nose_points") or [(x + width / 2, y + height * 0.6) for x, y, width, height in boxes]
        pictures.append(Labelled(upright(place / label["file"]), tuple((float(x), float(y)) for x, y in middles)))
    return pictures
