"""Following things through a video: pictures a second against bare ultralytics with the same weights, and against real time."""

import importlib
import json
import logging
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from assistant.bench import folder, row
from assistant.documents import BenchRow
from tools.case import Case, Exhibit
from tools.detect_objects import detect_objects
from tools.following import RATE, Look, follow, missing, see, things
from tools.following.detector import LEAST, detector, linked
from tools.frames import Video
from tools.intake import Labels, add

_PEER = "bare ultralytics (track, ByteTrack), frames by OpenCV, same weights and pictures"
_QUICK = 50
"""Pictures that are looked at with `quick`: ten seconds of video."""


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Each video is gone through by ours (hashing, decoding, looking, keeping what was seen, following) and by the peer, in turns.
    Without the packages for it there are no rows, and the log says so.

    Raises:
        CaseError: the data is not there.
    """
    if reason := missing():
        logging.getLogger(__name__).warning("Videos are not measured. %s", reason)
        return []
    place = folder(data, "video-people")
    videos = [place / json.loads(line)["file"] for line in (place / "videos.jsonl").read_text("utf-8").splitlines()]
    seconds = {"ours": 0.0, "peer": 0.0}
    looked = {"ours": 0, "peer": 0}
    whole, length = 0.0, 0.0
    peer = _Bare()
    peer.follow(videos[0], 2)  # both warm
    with tempfile.TemporaryDirectory() as scratch:
        for number, path in enumerate(videos):
            case = Case.new(Path(scratch) / f"case-{number}", "Videos")
            [exhibit] = add(case, [path], Labels("bench")).added
            moments = _moments(case, exhibit) if quick else None
            for who in ("ours", "peer") if number % 2 else ("peer", "ours"):
                started = time.perf_counter()
                looked[who] += _ours(case, exhibit, moments) if who == "ours" else peer.follow(path, moments)
                seconds[who] += time.perf_counter() - started
            if not quick:
                again = Case.new(Path(scratch) / f"again-{number}", "Videos")
                [other] = add(again, [path], Labels("bench")).added
                started = time.perf_counter()
                detect_objects(again, other.id, "person")
                whole += time.perf_counter() - started
                length += float(exhibit.facts["seconds"])
    found = [
        row(
            "video: pictures a second, looked at and followed",
            "pictures/s",
            looked["ours"] / seconds["ours"],
            peer=looked["peer"] / seconds["peer"],
            peer_name=_PEER,
            higher_is_better=True,
            n=looked["ours"],
        )
    ]
    if not quick:
        found.append(row("video: seconds a second of video, whole tool with pictures", "s/s", whole / length, n=len(videos)))
    return found


def _moments(case: Case, exhibit: Exhibit) -> int:
    """How many pictures are looked at with `quick`."""
    return min(_QUICK, int(float(exhibit.facts["seconds"]) * RATE))


def _ours(case: Case, exhibit: Exhibit, most: int | None) -> int:
    """Pictures that ours looked at and followed."""
    if most is None:
        passing = things(case, exhibit)
        case.exhibit(exhibit.id)
        passing.run()
        looks: list[Look] = list(passing.looks())
    else:
        case.exhibit(exhibit.id)
        frames = islice(Video(exhibit.path).sampled(RATE), most)
        looks = [Look(time=frame.time, seen=see(frame.picture)) for frame in frames]
    follow(looks, RATE)
    return len(looks)


class _Bare:
    """ultralytics as its documentation shows it: `track` on frames that OpenCV reads."""

    def __init__(self) -> None:
        base = type(detector())  # loads the same weights, with every switch that could reach out off

        class Ready(base):  # type: ignore[misc, valid-type]
            """Its predictor without the warm-up, which imports torchvision: a CPU build of torch may not have one that fits."""

            done_warmup = property(lambda _: True, lambda *_: None)

        self._model = importlib.import_module("ultralytics").YOLO(str(linked()), task="detect")
        self._predictor = Ready

    def follow(self, path: Path, most: int | None) -> int:
        """Pictures that it looked at and followed."""
        import cv2

        video = cv2.VideoCapture(str(path))
        step = max(round(video.get(cv2.CAP_PROP_FPS) / RATE), 1)
        count = number = 0
        while video.grab() and (most is None or count < most):
            if number % step == 0:
                _, picture = video.retrieve()
                self._model.track(picture, persist=True, predictor=self._predictor, conf=LEAST, tracker="bytetrack.yaml", verbose=False)
                count += 1
            number += 1
        return count
