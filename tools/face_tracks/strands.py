"""Faces followed by themselves, and joined where they belong to one person who was followed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.face_tracks.seen import FaceLook, FaceSeen
from tools.following import Track

_LOST = 2.0
"""Seconds for which a face is looked for after it was last seen."""
_GROWN = 2.0
"""How much larger a face's box is made for following: heads move by their own width between two looks."""
_BELONGS = 0.5
"""Share of a strand's sights that must lie in a person's box for it to be that person's."""


@dataclass(frozen=True, slots=True)
class FaceSight:
    """A face at one moment."""

    time: float
    """Seconds."""
    seen: FaceSeen


Strand = list[FaceSight]
"""One face, in order of time."""


def strands(looks: Iterable[FaceLook], rate: float) -> list[Strand]:
    """Faces followed by ByteTrack (Zhang et al. 2022, in Roboflow's trackers), each strand in order of time.

    Args:
        looks: in order of time.
        rate: looks a second.
    """
    from trackers import ByteTrackTracker

    # Every face counts from its first sight, whatever its score: the face detector has made sure that it is one.
    tracker = ByteTrackTracker(round(_LOST * 30), rate, 0.0, 1, 0.1, 0.0)
    found: defaultdict[int, Strand] = defaultdict(list)
    alone: list[Strand] = []
    for look in looks:
        tracked = tracker.update(_detections(look.seen))
        for place, identity in zip(tracked.data.get("place", ()), tracked.tracker_id, strict=True):
            sight = FaceSight(look.time, look.seen[int(place)])
            if identity < 0:
                alone.append([sight])  # ByteTrack numbers a face at its second sight
                continue
            if int(identity) not in found and (first := _first(alone, sight)) is not None:
                alone.remove(first)
                found[int(identity)] += first
            found[int(identity)].append(sight)
    return sorted([*found.values(), *alone], key=lambda strand: (strand[0].time, strand[0].seen.rectangle))


def joined(strands: Sequence[Strand], people: Sequence[Track]) -> list[Strand]:
    """Strands of one person as one: those whose faces lie in the upper half of the same followed person's box.

    Strands that overlap in time are two faces and stay two, whatever the boxes say.
    """
    owners: defaultdict[int, list[Strand]] = defaultdict(list)
    free: list[Strand] = []
    for strand in strands:
        owner = _owner(strand, people)
        others = owners[owner] if owner is not None else []
        if owner is None or any(other[0].time <= strand[-1].time and strand[0].time <= other[-1].time for other in others):
            free.append(strand)
        else:
            others.append(strand)
    whole = [sorted((sight for strand in own for sight in strand), key=lambda sight: sight.time) for own in owners.values() if own]
    return sorted([*whole, *free], key=lambda strand: (strand[0].time, strand[0].seen.rectangle))


def _owner(strand: Strand, people: Sequence[Track]) -> int | None:
    """The followed person whose head a strand is, by its place in `people`."""
    votes: Counter[int] = Counter()
    for sight in strand:
        left, top, width, height = sight.seen.rectangle
        x, y = left + width / 2, top + height / 2
        holding = [place for place, person in enumerate(people) if _heads(person, sight.time, x, y)]
        if len(holding) == 1:  # where two people's boxes hold it, nobody can say whose it is
            votes[holding[0]] += 1
    if not votes:
        return None
    [(owner, count)] = votes.most_common(1)
    return owner if count >= _BELONGS * len(strand) else None


def _heads(person: Track, time: float, x: float, y: float) -> bool:
    """Whether a point lies in the upper half of a person's box at a time."""
    if not person.start <= time <= person.end:
        return False
    before = max((sight for sight in person.sights if sight.time <= time), key=lambda sight: sight.time)
    left, top, right, bottom = before.seen.corners
    return left <= x <= right and top <= y <= (top + bottom) / 2


def _first(alone: Sequence[Strand], sight: FaceSight) -> Strand | None:
    """The single sight that a newly numbered face had before."""
    near = [strand for strand in alone if 0 < sight.time - strand[0].time <= _LOST and _overlap(strand[0].seen, sight.seen) > 0]
    return max(near, key=lambda strand: (strand[0].time, _overlap(strand[0].seen, sight.seen)), default=None)


def _overlap(one: FaceSeen, other: FaceSeen) -> float:
    """Intersection of two grown boxes over their union."""
    a, b = _grown(one), _grown(other)
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(across, 0.0) * max(down, 0.0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def _grown(seen: FaceSeen) -> tuple[float, float, float, float]:
    """Corners of a face's box, made larger around its middle."""
    left, top, width, height = seen.rectangle
    x, y = left + width / 2, top + height / 2
    return x - _GROWN * width / 2, y - _GROWN * height / 2, x + _GROWN * width / 2, y + _GROWN * height / 2


def _detections(seen: Sequence[FaceSeen]) -> Any:
    import supervision as sv

    if not seen:
        return sv.Detections.empty()
    return sv.Detections(
        xyxy=np.array([_grown(one) for one in seen]),
        confidence=np.array([one.score for one in seen]),
        data={"place": np.arange(len(seen))},
    )
