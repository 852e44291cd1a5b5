"""YOLO11n through ultralytics and OpenVINO: pictures in, things with boxes out. Nothing leaves the machine, nothing is installed.

ultralytics (AGPL-3.0), torch and OpenVINO are the extra `vision`; without them `see` says what to install.
"""

import atexit
import importlib
import importlib.util
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import models
from models import card
from tools.errors import ToolError
from tools.following.seen import Seen
from tools.pictures import Picture

TASK = "object-detection"
LEAST = 0.1
"""Lowest confidence that is kept: ByteTrack goes on following with boxes that are too uncertain to begin with (Zhang et al. 2022)."""
KINDS = (
    "person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,bird,cat,dog,"
    "horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,"
    "baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,"
    "orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,"
    "cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush"
).split(",")
"""The 80 kinds of things of COCO (Lin et al. 2014), in the order of the weights' outputs."""
_PACKAGES = ("ultralytics", "torch", "openvino", "lap")
_HOW = "Install them with `make vision`, or `pip install -c constraints.txt -e '.[vision]'` in the program's folder."
_FOLDER = "yolo11n_openvino_model"
"""ultralytics tells the format of weights by the end of their folder's name."""


def missing() -> str | None:
    """Why nothing can be detected here, in words; None where it can. What is installed is not loaded."""
    absent = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    return f"Packages are missing that detecting things needs: {', '.join(absent)}. {_HOW}" if absent else None


def see(picture: Picture) -> tuple[Seen, ...]:
    """Everything that the detector sees in a picture, the most confident first, down to a confidence of 0.1.

    Pictures are scaled to 640 pixels on their long side: what is then smaller than some ten pixels is not seen.

    Raises:
        ToolError: the packages are not installed or do not work.
        WeightsMissing, WeightsCorrupt, NoCard: the weights are not here, not the pinned ones, or have no card.
    """
    [result] = detector()(picture[..., ::-1])  # ultralytics takes blue, green, red
    rows = result.boxes.data.numpy()
    return tuple(
        Seen(label=KINDS[int(kind)], corners=tuple(round(float(edge), 1) for edge in corners), confidence=round(float(confidence), 4))
        for *corners, confidence, kind in rows
    )


@cache
def detector() -> Any:
    """ultralytics' predictor, loaded once; raises as `see` does."""
    if reason := missing():
        raise ToolError(reason)
    link = linked()
    library = _ultralytics(link.parent)
    predictor = library.DetectionPredictor(
        overrides={"task": "detect", "mode": "predict", "imgsz": 640, "conf": LEAST, "device": "cpu", "verbose": False, "save": False}
    )
    predictor.setup_model(str(link), verbose=False)
    # Its warm-up would only import torchvision, for a faster suppression of double boxes. With a CPU build of torch that import fails,
    # since the package index has torchvision for CUDA only; without it ultralytics uses its own.
    predictor.done_warmup = True
    names = [predictor.model.names[number] for number in range(len(predictor.model.names))]
    if names != KINDS:
        raise ToolError("The detector's weights name other kinds of things than those of COCO: they cannot be used here.")
    predictor(np.zeros((640, 640, 3), np.uint8))
    return predictor


@cache
def linked() -> Path:
    """The verified weights under the name that ultralytics wants, in a folder of this process that goes with it; raises as `see` does."""
    weights = models.path(TASK)
    card.require(models.store().chosen(TASK))
    folder = Path(tempfile.mkdtemp(prefix="exhibit-vision-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    link = folder / _FOLDER
    link.symlink_to(weights.resolve())
    return link


def _ultralytics(folder: Path) -> Any:
    """Import ultralytics with what it would keep in the user's configuration in a folder, and every switch that could reach out off."""
    import cv2

    os.environ["YOLO_CONFIG_DIR"] = str(folder)
    threads = cv2.getNumThreads()
    try:
        settings = importlib.import_module("ultralytics.utils").SETTINGS
        off = ("sync", "clearml", "comet", "dvc", "mlflow", "raytune", "tensorboard", "wandb", "vscode_msg", "openvino_msg")
        settings.update(dict.fromkeys(off, False))
        return importlib.import_module("ultralytics.models.yolo.detect")
    except (ImportError, OSError, RuntimeError) as error:  # torch's own libraries raise any of them where they do not fit
        raise ToolError(f"The packages for detecting things are installed but do not work ({error}). {_HOW}") from error
    finally:
        cv2.setNumThreads(threads)  # ultralytics sets it to one for the whole process
