"""How many things were in view at each moment."""

from collections.abc import Sequence

from tools.detect_objects.drawn import Crossing, Stay
from tools.evidence import Tally
from tools.following import RATE, Track


def tally(tracks: Sequence[Track], crossings: Sequence[Crossing] | None, stays: Sequence[Stay] | None) -> Tally:
    """Count the tracks of one kind; one is in view from its first sight to its last.

    Args:
        tracks: at least one.
        crossings: of the line by them; None where none was drawn.
        stays: of them in the zone; None where none was drawn.
    """
    steps = in_view(tracks)
    most = max(count for _, count in steps)
    return Tally(
        things=len(tracks),
        most=most,
        most_at=next(time for time, count in steps if count == most),
        first=min(track.start for track in tracks),
        last=max(track.end for track in tracks),
        over_time=steps,
        to_left=None if crossings is None else sum(crossing.to == "left" for crossing in crossings),
        to_right=None if crossings is None else sum(crossing.to == "right" for crossing in crossings),
        in_zone=None if stays is None else len(stays),
    )


def in_view(tracks: Sequence[Track]) -> tuple[tuple[float, int], ...]:
    """Seconds, and how many are in view from then on; only the changes. A sight holds until the next look would be."""
    changes: dict[float, int] = {}
    for track in tracks:
        gone = round(track.end + 1 / RATE, 3)
        changes[track.start] = changes.get(track.start, 0) + 1
        changes[gone] = changes.get(gone, 0) - 1
    steps, count = [], 0
    for time in sorted(changes):
        if changes[time]:
            count += changes[time]
            steps.append((time, count))
    return tuple(steps)
