"""Recognise the text in a picture: PP-OCR models run by PaddleOCR on onnxruntime, without PaddlePaddle."""

import hashlib
import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import models
from tools.read_document.line import Line
from tools.read_document.orientation import Box, Picture, may_be_turned, quarter_turns, turned_back

__all__ = ["Picture", "bare_pipeline", "recognise"]

_DETECTION = """\
Global:
  model_name: PP-OCRv6_small_det
PreProcess:
  transform_ops:
  - DetResizeForTest: {resize_long: 960}
  - NormalizeImage: {mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], scale: 1./255., order: hwc}
  - ToCHWImage: null
  - KeepKeys: {keep_keys: [image, shape, polys, ignore_tags]}
PostProcess: {name: DBPostProcess, thresh: 0.3, box_thresh: 0.6, max_candidates: 1000, unclip_ratio: 1.5}
"""
_RECOGNITION = """\
Global:
  model_name: PP-OCRv6_small_rec
PreProcess:
  transform_ops:
  - RecResizeImg: {{image_shape: [3, 48, {width}]}}
"""
_BARE_WIDTH = 320
"""Pixels to which a shorter line is filled up by PaddleOCR as it comes."""
_WIDTH = 128
_AT_A_TIME = 3
"""Most lines of a receipt are shorter than 320 pixels and go through the model for nothing; less in a batch fills up fewer of them to the
longest. On the six receipts of SROIE 266 lines are read exactly instead of 265, in 0.8 of the time; with 96 pixels in 0.7, but a minus
sign was lost."""

_WORSE = 0.03
"""Mean confidence that a page may lose by being turned upright."""
_one_at_a_time = threading.Lock()
"""PaddleOCR's pipeline keeps state between its steps."""


def recognise(picture: Picture, page: int | None = None) -> Iterator[Line]:
    """The lines of text in a picture, from top to bottom as they are read, with boxes in its pixels. A picture that lies on its side or
    stands on its head is read as if it were turned upright."""
    found = _recognised(picture)
    if may_be_turned(*found):
        turns = quarter_turns(picture, found.texts, found.boxes)
        turned = _recognised(np.ascontiguousarray(np.rot90(picture, turns))) if turns else found
        # Lines on their side are often read well one by one, and only their order is wrong: turning must not make them worse.
        if turns and turned.scores and np.mean(turned.scores) > np.mean(found.scores) - _WORSE:
            boxes = [turned_back(box, turns, (picture.shape[0], picture.shape[1])) for box in turned.boxes]
            found = _Recognised(turned.texts, turned.scores, boxes)
    for text, score, (left, top, right, bottom) in zip(*found, strict=True):
        if text.strip():
            yield Line(text.strip(), page=page, box=(left, top, right - left, bottom - top), confidence=round(score, 3))


class _Recognised(NamedTuple):
    """What the pipeline found, line by line."""

    texts: list[str]
    scores: list[float]
    boxes: list[Box]


def _recognised(picture: Picture) -> _Recognised:
    with _one_at_a_time:
        [found] = _pipeline(_WIDTH, text_recognition_batch_size=_AT_A_TIME).predict(picture)
    boxes = [(int(left), int(top), int(right), int(bottom)) for left, top, right, bottom in found["rec_boxes"]]
    return _Recognised(list(found["rec_texts"]), [float(score) for score in found["rec_scores"]], boxes)


def bare_pipeline() -> Any:
    """PaddleOCR with the weights of this station and nothing of ours around it."""
    return _pipeline(_BARE_WIDTH)


@cache
def _pipeline(width: int, **options: Any) -> Any:
    """PaddleOCR that fills up lines to a width in pixels."""
    from paddleocr import PaddleOCR
    from paddlex.utils.logging import setup_logging

    setup_logging("WARNING")  # it names each model that it loads, on the officer's screen
    return PaddleOCR(
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(_folder("ocr-detection", _DETECTION)),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(_folder("ocr-recognition", _RECOGNITION.format(width=width), with_characters=True)),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        engine="onnxruntime",
        **options,
    )


def _folder(task: str, settings: str, *, with_characters: bool = False) -> Path:
    """A folder as PaddleOCR wants it: the verified model, and a settings file whose characters come out of the model."""
    model = models.path(task) / "inference.onnx"
    folder = models.store().derived(task) / hashlib.sha256(settings.encode()).hexdigest()[:8]
    folder.mkdir(exist_ok=True)
    link = folder / "inference.onnx"
    if not link.is_symlink() or link.readlink() != model:  # the weights may have been moved with the program
        fresh = folder / f"inference.onnx.{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(model)
        fresh.replace(link)
    described = folder / "inference.yml"
    if not described.exists():
        text = settings
        if with_characters:
            import onnxruntime
            import yaml

            characters = onnxruntime.InferenceSession(str(model)).get_modelmeta().custom_metadata_map["character"].split("\n")
            text += yaml.safe_dump(
                {
                    "PostProcess": {
                        "name": "CTCLabelDecode",
                        "character_dict": characters,
                    }
                },
                allow_unicode=True,
            )
        part = described.with_suffix(".part")
        part.write_text(text, "utf-8")
        part.replace(described)
    return folder
