"""The detector runs offline and only with weights that have been measured."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import models
from models.errors import NoCard, WeightsMissing
from models.store import ModelStore
from tests.conftest import needs_vision
from tools.errors import ToolError
from tools.following import detector, see
from tools.pictures import upright

ROOT = Path(__file__).parents[3]

OFFLINE = """
import json, os, socket, sys
from pathlib import Path

attempts = []

def refuse(*args, **kwargs):
    attempts.append(repr(args))
    raise OSError("no network here")

socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
home = Path(os.environ["HOME"])
os.environ.pop("CI", None)  # in which OpenVINO's telemetry would be silent by itself

import numpy as np
from tools.following import detector, follow, see, Look
seen = see(np.zeros((480, 640, 3), np.uint8))
follow([Look(time=0.0, seen=seen)], 5.0)
import time
time.sleep(2)  # for whoever sends in the background
from ultralytics.utils import AUTOINSTALL, ONLINE, SETTINGS
kept = sorted(str(path) for path in home.rglob("*"))
print(json.dumps({"attempts": attempts, "home": kept, "online": ONLINE, "installs": AUTOINSTALL, "sync": SETTINGS["sync"]}))
"""


@needs_vision
def test_nothing_leaves_the_machine_and_nothing_stays(tmp_path: Path) -> None:
    """With sockets that refuse, the detector loads and sees; nothing tried to connect, and the home folder stays empty."""
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    chosen = {**os.environ, "HOME": str(home), "TMPDIR": str(scratch), "MPLCONFIGDIR": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=True, cwd=ROOT, env=chosen)
    told = json.loads(ran.stdout)
    assert told == {"attempts": [], "home": [], "online": False, "installs": False, "sync": False}
    assert list(scratch.iterdir()) == []


@needs_vision
def test_people_in_a_photograph_are_seen(shared: Path) -> None:
    """In a real photograph persons are seen, with boxes inside it and the most certain first."""
    picture = upright(next(iter(sorted((shared / "faces-gallery").rglob("*.jp*g")))))
    seen = see(picture)
    assert any(one.label == "person" and one.confidence > 0.5 for one in seen)
    assert [one.confidence for one in seen] == sorted((one.confidence for one in seen), reverse=True)
    for left, top, width, height in (one.box for one in seen):
        assert left >= 0
        assert top >= 0
        assert left + width <= picture.shape[1] + 1
        assert top + height <= picture.shape[0] + 1


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the reason names what is missing and how to get it."""
    monkeypatch.setattr("tools.following.detector._PACKAGES", ("ultralytics_that_is_not_there", "numpy"))
    detector.detector.cache_clear()
    try:
        with pytest.raises(ToolError, match=r"ultralytics_that_is_not_there.*make vision"):
            detector.detector()
    finally:
        detector.detector.cache_clear()


def test_weights_without_a_card_do_not_run(tmp_path: Path) -> None:
    """A card that does not name the pinned bytes, or none at all, keeps the weights from being used."""
    from models import card

    weights = models.store().chosen(detector.TASK)
    card.require(weights)
    with pytest.raises(NoCard, match=r"yolo11n\.bin"):
        card.require(weights, tmp_path)
    changed = weights.files[0].model_copy(update={"sha256": "0" * 64})
    with pytest.raises(NoCard):
        card.require(weights.model_copy(update={"files": (changed,)}))


def test_missing_weights_say_how_to_get_them(tmp_path: Path) -> None:
    """The weights are on no public index: the reason names the mirror."""
    with pytest.raises(WeightsMissing, match="EXHIBIT_MODELS_MIRROR"):
        ModelStore(tmp_path).path(detector.TASK)
