"""Following things through a video: pictures a second against bare ultralytics with the same weights, and against real time."""

import importlib
import logging
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from assistant.bench import folder, records, row
from assistant.documents import BenchRow
from tools.case import Case
from tools.detect_objects import detect_objects
from tools.following import RATE, Look, follow, missing, see
from tools.following.detector import LEAST, detector, linked
from tools.frames import Video
from tools.intake import Labels, add

_PEER = "bare ultralytics (track, ByteTrack), frames by OpenCV, same weights and pictures"
_TURN = 10
"""Pictures that one side looks at before it is the other's turn: whatever else the machine does then slows both alike."""
_QUICK = 50
"""Pictures of each video with `quick`."""


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Each video is gone through by ours (exact times, looking, following) and by the peer, in turns, and once by the whole tool.

    Without the packages for it there are no rows, and the log says so.

    Raises:
        CaseError: the data is not there.
    """
    if reason := missing():
        logging.getLogger(__name__).warning("Videos are not measured. %s", reason)
        return []
    place = folder(data, "video-people")
    videos = [place / video["file"] for video in records(place / "videos.jsonl")]
    seconds = {"ours": 0.0, "peer": 0.0}
    looked = {"ours": 0, "peer": 0}
    peer = _Bare()
    for path in videos:
        most = _QUICK if quick else None
        assert [*_ours(path, 2), *peer.pictures(path, 2)]  # both warm
        sides = {"ours": _ours(path, most), "peer": peer.pictures(path, most)}
        turn, left = 0, ["ours", "peer"]
        while left:
            for who in left if turn % 2 else left[::-1]:
                started = time.perf_counter()
                count = sum(1 for _ in islice(sides[who], _TURN))
                seconds[who] += time.perf_counter() - started
                looked[who] += count
                left = left if count else [other for other in left if other != who]
            turn += 1
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
    return found if quick else [*found, _whole(videos)]


def _ours(path: Path, most: int | None) -> Iterator[int]:
    """Looks at each picture as the tool does, and follows what was seen at the end; one item a picture."""
    looks = []
    for frame in islice(Video(path).sampled(RATE), most):
        looks.append(Look(time=frame.time, seen=see(frame.picture)))
        yield len(looks)
    follow(looks, RATE)


def _whole(videos: Sequence[Path]) -> BenchRow:
    """The tool with hashing, what it keeps, evidence and pictures."""
    spent, length = 0.0, 0.0
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Videos")
        for exhibit in add(case, videos, Labels("bench")).added:
            started = time.perf_counter()
            detect_objects(case, exhibit.id, "person")
            spent += time.perf_counter() - started
            length += float(exhibit.facts["seconds"])
    return row("video: seconds a second of video, whole tool with pictures", "s/s", spent / length, n=len(videos))


class _Bare:
    """ultralytics as its documentation shows it: `track` on frames that OpenCV reads."""

    def __init__(self) -> None:
        base = type(detector())  # loads the same weights, with every switch that could reach out off

        class Ready(base):  # type: ignore[misc, valid-type]
            """Its predictor without the warm-up, which imports torchvision: a CPU build of torch may not have one that fits."""

            done_warmup = property(lambda _: True, lambda *_: None)

        self._model = importlib.import_module("ultralytics").YOLO(str(linked()), task="detect")
        self._predictor = Ready

    def pictures(self, path: Path, most: int | None) -> Iterator[int]:
        """Looks at and follows through each picture; one item a picture."""
        import cv2

        video = cv2.VideoCapture(str(path))
        step = max(round(video.get(cv2.CAP_PROP_FPS) / RATE), 1)
        number = 0
        while video.grab() and (most is None or number < most * step):
            if number % step == 0:
                _, picture = video.retrieve()
                self._model.track(picture, persist=True, predictor=self._predictor, conf=LEAST, tracker="bytetrack.yaml", verbose=False)
                yield number
            number += 1
