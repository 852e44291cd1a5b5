"""How a page of recognised text is turned: lines on their side or on their head, as scanners and hurried hands leave them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

import models

Picture = npt.NDArray[np.uint8]
"""Shape (height, width, 3); blue, green, red."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_HEIGHT, _WIDTH = 48, 192
"""Pixels to which the classifier wants a line scaled (PP-OCR mobile v2.0)."""
_UNSURE = 0.88
"""Mean confidence of a page below which it may stand on its head: three receipts had 0.91 and more upright, 0.76 and less on their head."""
_TALL = 1.5
"""Height of a box against its width from which its line stands on its side."""
_SHORT = 3
"""Characters; what is shorter may be tall and upright."""
_LINES = 12
"""Lines that are asked which way up they are, the longest first."""


def may_be_turned(texts: Sequence[str], scores: Sequence[float], boxes: Sequence[Box]) -> bool:
    """Whether what was recognised looks like a page that is not upright. Costs nothing, so that upright pages are as fast as ever."""
    if not texts:
        return False
    return _on_side(texts, boxes) or float(np.mean(scores)) < _UNSURE


def quarter_turns(picture: Picture, texts: Sequence[str], boxes: Sequence[Box]) -> int:
    """By how many quarters against the clock the page has to be turned to be upright, 0 to 3."""
    turns = 1 if _on_side(texts, boxes) else 0
    longest = sorted(boxes, key=lambda box: max(box[2] - box[0], box[3] - box[1]), reverse=True)[:_LINES]
    lines = [
        np.rot90(picture[top:bottom, left:right], turns) for left, top, right, bottom in longest if bottom - top > 2 and right - left > 2
    ]
    if lines and np.mean([_upside_down(line) for line in lines]) > 0.5:
        turns += 2
    return turns


def turned_back(box: Box, turns: int, size: tuple[int, int]) -> Box:
    """A box on the turned page as it lies on the page itself, whose height and width are given."""
    left, top, right, bottom = box
    height, width = size
    match turns % 4:
        case 1:
            return width - bottom, left, width - top, right
        case 2:
            return width - right, height - bottom, width - left, height - top
        case 3:
            return top, height - right, bottom, height - left
        case _:
            return box


def _on_side(texts: Sequence[str], boxes: Sequence[Box]) -> bool:
    tall = [
        bottom - top > _TALL * (right - left) for text, (left, top, right, bottom) in zip(texts, boxes, strict=True) if len(text) >= _SHORT
    ]
    return bool(tall) and float(np.mean(tall)) > 0.5


def _upside_down(line: Picture) -> float:
    """The probability that a line stands on its head."""
    import cv2

    width = min(max(round(_HEIGHT * line.shape[1] / line.shape[0]), 1), _WIDTH)
    scaled = cv2.resize(np.ascontiguousarray(line), (width, _HEIGHT)).astype(np.float32)
    padded = np.zeros((1, 3, _HEIGHT, _WIDTH), np.float32)
    padded[0, :, :, :width] = (scaled / 127.5 - 1).transpose(2, 0, 1)
    session = _classifier()
    return float(session.run(None, {session.get_inputs()[0].name: padded})[0][0, 1])


@cache
def _classifier() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(models.path("ocr-orientation") / "inference.onnx"), options, providers=["CPUExecutionProvider"])
