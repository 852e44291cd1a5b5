"""What happens at a line or in a zone that the officer draws, in pixels of the upright picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tools.errors import ToolError
from tools.following import Track

Point = tuple[int, int]
Side = Literal["left", "right"]

LINE_FORM = '"x1,y1,x2,y2"'
ZONE_FORM = '"x1,y1,x2,y2,x3,y3…"'


@dataclass(frozen=True)
class Crossing:
    """A track that went over the line."""

    track: int
    """Place in the list of tracks."""
    time: float
    """Seconds: when it was first seen on the other side."""
    to: Side
    """The side that it went to, for somebody who stands at the line's first point and looks to its second."""


@dataclass(frozen=True)
class Stay:
    """How long a track was in the zone."""

    track: int
    """Place in the list of tracks."""
    seconds: float
    first: float
    """Seconds: when it was first in it."""


def points(text: str, name: str, form: str, least: int, size: tuple[int, int]) -> tuple[Point, ...]:
    """The points of a drawn line or zone.

    Args:
        text: numbers with commas between them.
        name: of the argument, for the error.
        form: how it should look, for the error.
        least: points that it needs.
        size: width and height of the picture.

    Raises:
        ToolError: these are no points, too few, or outside the picture.
    """
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    drawn = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or len(drawn) < least or (name == "line" and len(drawn) != least) or len(set(drawn)) < least:
        raise ToolError(f"{name} is not {form}, whole pixels of the picture: {text!r}.")
    if outside := [point for point in drawn if not (0 <= point[0] <= size[0] and 0 <= point[1] <= size[1])]:
        raise ToolError(f"{name} has {outside[0]} outside the picture, which is {size[0]} x {size[1]} pixels.")
    return drawn


def crossings(tracks: Sequence[Track], line: Sequence[Point]) -> list[Crossing]:
    """Who went over the line and to which side, by supervision's LineZone on the middle of each box's lower edge.

    A side counts once a thing has been seen there twice, so that one that stands on the line does not cross it again and again.
    """
    import supervision as sv

    found = []
    for number, track in enumerate(tracks):
        counter = sv.LineZone(
            start=sv.Point(*line[0]), end=sv.Point(*line[1]), triggering_anchors=[sv.Position.BOTTOM_CENTER], minimum_crossing_threshold=2
        )
        for sight in track.sights:
            came, went = counter.trigger(_detection(number, sight.seen.corners))
            if came[0] or went[0]:
                found.append(Crossing(number, sight.time, "left" if came[0] else "right"))
    return sorted(found, key=lambda crossing: (crossing.time, crossing.track))


def stays(tracks: Sequence[Track], zone: Sequence[Point]) -> list[Stay]:
    """How long each track was in the zone, by supervision's PolygonZone on the middle of each box's lower edge.

    Between two sights a thing counts as where it was at the first of them.
    """
    import supervision as sv

    area = sv.PolygonZone(polygon=np.array(zone), triggering_anchors=[sv.Position.BOTTOM_CENTER])
    found = []
    for number, track in enumerate(tracks):
        inside = [bool(area.trigger(_detection(number, sight.seen.corners))[0]) for sight in track.sights]
        gaps = [later.time - sight.time for sight, later in zip(track.sights, track.sights[1:], strict=False)]
        if any(inside):
            seconds = sum(gap for gap, within in zip(gaps, inside, strict=False) if within)
            found.append(Stay(number, round(seconds, 1), track.sights[inside.index(True)].time))
    return found


def _detection(number: int, corners: tuple[float, float, float, float]) -> Any:
    import supervision as sv

    return sv.Detections(xyxy=np.array([corners]), class_id=np.array([0]), tracker_id=np.array([number + 1]))
