"""Following things through a video by ByteTrack (Zhang et al. 2022, in ultralytics): which boxes belong to one thing."""

import importlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.errors import ToolError
from tools.following.detector import LEAST, detector
from tools.following.seen import Look, Seen

SURE = 0.5
"""What is never seen with this confidence is not reported, in pictures and in videos: a shadow or a pattern on a wall passes for
something now and then."""
_LEAST_LOOKS = 2
_STILL = 0.05
"""Share of its size that a box trembles though the thing stands still."""
_FOLLOWED_LOST = 2.0
"""Seconds for which something is looked for where it would be, after it was last seen: longer, and the next person on the spot would
be taken for the one before."""
_ALIKE = {"car": "vehicle", "truck": "vehicle", "bus": "vehicle"}
"""Kinds that the detector takes for one another; all other kinds are followed by themselves."""
_BYTETRACK = {"track_high_thresh": 0.25, "track_low_thresh": LEAST, "new_track_thresh": 0.25, "match_thresh": 0.8, "fuse_score": True}
"""ultralytics' own settings for ByteTrack but for how long something lost is followed."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing at one moment."""

    time: float
    """Seconds."""
    seen: Seen


@dataclass(frozen=True)
class Track:
    """One thing followed through a video: it may be followed again under another number when it was lost meanwhile."""

    label: str
    """The kind that it was mostly seen as, weighted by confidence."""
    sights: tuple[Sight, ...]
    """In order of time; of a stretch in which it did not move, the first and the last."""
    best: Sight
    """Where it was seen with most confidence."""
    looks: int
    """How often it was seen."""

    @property
    def start(self) -> float:
        """Seconds, first seen."""
        return self.sights[0].time

    @property
    def end(self) -> float:
        """Seconds, last seen."""
        return self.sights[-1].time


@dataclass
class _Followed:
    """A track that is still being followed; a parked car takes no more memory in ten hours than in a minute."""

    sights: list[Sight] = field(default_factory=list)
    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    looks: int = 0
    best: Sight | None = None

    def add(self, sight: Sight) -> None:
        """Add the next sight."""
        if len(self.sights) >= 2 and all(_still(kept.seen, sight.seen) for kept in self.sights[-2:]):
            self.sights.pop()
        self.sights.append(sight)
        self.weights[sight.seen.label] += sight.seen.confidence
        self.looks += 1
        if self.best is None or sight.seen.confidence > self.best.seen.confidence:
            self.best = sight

    def track(self) -> Track | None:
        """The track, or None where it was seen too seldom or too uncertainly."""
        if self.looks < _LEAST_LOOKS or self.best is None or self.best.seen.confidence < SURE:
            return None
        label = max(sorted(self.weights), key=lambda name: self.weights[name])
        return Track(label, tuple(self.sights), self.best, self.looks)


def follow(looks: Iterable[Look], rate: float) -> list[Track]:
    """What was followed, in order of first sight.

    Args:
        looks: what was seen, in order of time.
        rate: looks a second.

    Raises:
        ToolError: the packages are not installed or do not work.
    """
    trackers: dict[str, Any] = {}
    found: defaultdict[tuple[str, int], _Followed] = defaultdict(_Followed)
    for number, look in enumerate(looks):
        groups: defaultdict[str, list[Seen]] = defaultdict(list)
        for seen in look.seen:
            groups[_ALIKE.get(seen.label, seen.label)].append(seen)
        for group in groups.keys() - trackers.keys():
            trackers[group] = _tracker(rate, number)
        for group, tracker in trackers.items():
            for identity, seen in _step(tracker, groups[group]):
                found[group, identity].add(Sight(look.time, seen))
    tracks = [track for followed in found.values() if (track := followed.track()) is not None]
    return sorted(tracks, key=lambda track: (track.start, track.label, track.best.seen.corners))


def _still(one: Seen, other: Seen) -> bool:
    """Whether two boxes lie on one another but for a twentieth of their size."""
    wide, high = one.corners[2] - one.corners[0], one.corners[3] - one.corners[1]
    room = (wide, high, wide, high)
    return all(abs(a - b) <= _STILL * size for a, b, size in zip(one.corners, other.corners, room, strict=True))


def _step(tracker: Any, seen: Sequence[Seen]) -> list[tuple[int, Seen]]:
    """What is followed in the next picture, with the tracker's numbers."""
    from ultralytics.engine.results import Boxes

    rows = np.array([(*one.corners, one.confidence, 0) for one in seen], np.float32).reshape(-1, 6)
    tracked = tracker.update(Boxes(rows, (1, 1)))
    return [(int(row[4]), seen[int(row[7])]) for row in tracked]


def _tracker(rate: float, looked: int) -> Any:
    detector()  # loads ultralytics with its switches off
    arguments = importlib.import_module("ultralytics.utils").IterableSimpleNamespace(
        **_BYTETRACK, tracker_type="bytetrack", track_buffer=round(rate * _FOLLOWED_LOST)
    )
    try:
        tracker = importlib.import_module("ultralytics.trackers.byte_tracker").BYTETracker(arguments)
    except ImportError as error:
        raise ToolError(f"Things cannot be followed: {error}.") from error
    tracker.frame_id = min(looked, 1)  # in a video's first picture ByteTrack begins at once, later it waits for a second sight
    return tracker
