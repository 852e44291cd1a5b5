"""The best few faces of each track, embedded and made one vector: what a search compares, once for each track."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tools import faces
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Sighting
from tools.face_tracks.seen import FaceLook, look
from tools.face_tracks.strands import FaceSight, Strand, joined, strands
from tools.following import RATE, Part, Pass, follow, missing, things
from tools.following import TASK as THINGS
from tools.frames import Video
from tools.progress import part, report

BEST = 5
"""Faces of a track that are embedded."""
_APART = 0.4
"""Seconds between two of them: neighbours in time show the same and add nothing."""
_LEAST_WEIGHT = 0.05
"""Weight of a face that is just fit."""
_WAY = 40
"""Places of a track's way that are kept."""


@dataclass(frozen=True, eq=False)
class FaceTrack:
    """One face followed through a video. What was seen is never who."""

    number: int
    """Counted from 1, in order of first sight."""
    start: float
    end: float
    """Seconds, first and last seen."""
    best: FaceSight
    """The face that is fittest for comparison; where none is fit, the one that the detector was most certain of."""
    path: tuple[Sighting, ...]
    """Its way through the video, thinned out."""
    looks: int
    """How often it was seen."""
    compared: tuple[FaceSight, ...]
    """The faces that `vector` is made of, the fittest first; empty when none was fit."""
    vector: faces.Vector | None
    """The mean of their vectors weighted by fitness, at unit length; None when none was fit for comparison."""
    agreement: float | None
    """The lowest cosine of one of them with `vector`: near 1 where all show one face. Low where following mixed two people up."""
    objections: tuple[str, ...]
    """Why it cannot be compared, from its best sight; empty when it can."""


@dataclass(frozen=True, eq=False)
class FaceTracks:
    """All faces of a video."""

    tracks: tuple[FaceTrack, ...]
    followed: Literal["people", "faces"]
    """Whether people were followed, so that a face that turns away and back is one, or only the faces themselves."""
    shortfall: str | None
    """What could not be read of the video, in words."""


def face_tracks(case: Case, exhibit: Exhibit) -> FaceTracks:
    """Follow the faces of a video and embed the best few of each. Every track with a vector is one search.

    People are followed where the packages and weights for that are on this machine, otherwise the faces by themselves. A killed
    run goes on where it was.

    Raises:
        ToolError: the video is broken.
        WeightsError: the weights for faces are missing, not the pinned bytes, or have no card.
        Stopped: the user stopped it.
    """
    seen = Pass(case, exhibit, Part[FaceLook], look, faces.DETECTION)
    followable = _people_can_be_followed()
    with part(0.0, 0.5 if followable else 0.9):
        last = seen.run()
    found = strands(seen.looks(), RATE)
    if followable and found:
        bodies = things(case, exhibit)
        with part(0.5, 0.9):
            bodies.run()
        people = [track for track in follow(bodies.looks(), RATE) if track.label == "person"]
        found = joined(found, people)
    video = Video(exhibit.path)
    tracks = []
    with part(0.9, 1.0):
        for number, strand in enumerate(found, start=1):
            report((number - 1) / len(found), f"comparing the faces of {exhibit.id}, {number} of {len(found)}")
            tracks.append(_track(video, number, strand))
    return FaceTracks(tuple(tracks), "people" if followable else "faces", last.shortfall)


def best(strand: Strand, most: int = BEST, apart: float = _APART) -> list[FaceSight]:
    """The fittest faces of a strand that are fit for comparison, some time apart; the fittest first."""
    chosen: list[FaceSight] = []
    for sight in sorted((sight for sight in strand if not sight.seen.objections), key=lambda sight: -sight.seen.fitness):
        if all(abs(sight.time - other.time) > apart - 0.01 for other in chosen):
            chosen.append(sight)
        if len(chosen) == most:
            break
    return chosen


def _track(video: Video, number: int, strand: Strand) -> FaceTrack:
    chosen = best(strand)
    vector, agreement = _fused(video, chosen) if chosen else (None, None)
    shown = chosen[0] if chosen else max(strand, key=lambda sight: sight.seen.score)
    step = max(1, -(-len(strand) // _WAY))
    kept = list(dict.fromkeys([*range(0, len(strand), step), len(strand) - 1]))
    return FaceTrack(
        number=number,
        start=strand[0].time,
        end=strand[-1].time,
        best=shown,
        path=tuple(Sighting(time=strand[place].time, box=strand[place].seen.box) for place in kept),
        looks=len(strand),
        compared=tuple(chosen),
        vector=vector,
        agreement=agreement,
        objections=shown.seen.objections,
    )


def _fused(video: Video, chosen: Sequence[FaceSight]) -> tuple[faces.Vector, float]:
    """The vector of some sights, and how well they agree with it."""
    crops = []
    for sight in chosen:
        frame = video.at(sight.time)
        if abs(frame.time - sight.time) > 0.01:
            raise ToolError(f"The video gives another picture at {sight.time:.2f} s than it did before: its index is damaged.")
        crops.append(sight.seen.crop(frame.picture))
    vectors = faces.encoder().embed(crops)
    whole = faces.fused(vectors, [max(sight.seen.fitness, _LEAST_WEIGHT) for sight in chosen])
    return whole, round(float(np.min(vectors @ whole)), 4)


def _people_can_be_followed() -> bool:
    import models

    store = models.store()
    return missing() is None and store.status(store.chosen(THINGS).name).present
