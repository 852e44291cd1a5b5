"""What was seen, in sentences: what, when, how often and where, and never who."""

from collections.abc import Sequence

from tools.detect_objects.drawn import Crossing, Stay
from tools.detect_objects.labels import article, plural
from tools.evidence import Box, Tally
from tools.following import Track, clock


def in_picture(exhibit: str, kind: str, tally: Tally) -> str:
    """All of a kind in a picture."""
    return f"{plural(kind, tally.things)} {_are(tally.things)} seen in the picture {exhibit}."


def one_in_picture(kind: str, number: int, box: Box) -> str:
    """One thing of a picture."""
    return f"{kind.capitalize()} {number} is seen at {_place(box)}."


def in_video(exhibit: str, kind: str, tally: Tally, rate: float) -> str:
    """All of a kind in a video."""
    assert tally.first is not None
    assert tally.last is not None
    counted = f"{plural(kind, tally.things)} {_are(tally.things, past=True)} followed through {exhibit}"
    again = f", looked at {rate:g} times a second; one that was out of view for more than 2 s counts again"
    span = f" First seen at {clock(tally.first)}, last seen at {clock(tally.last)}."
    most = "" if tally.things == 1 else f" Most at the same time: {tally.most}, first at {clock(tally.most_at or 0.0)}."
    crossed = "" if tally.to_left is None else f" Over the drawn line: {tally.to_left} to its left, {tally.to_right} to its right."
    zone = "" if tally.in_zone is None else f" In the drawn zone: {tally.in_zone}."
    return f"{counted}{again}.{span}{most}{crossed}{zone}"


def one_in_video(kind: str, number: int, track: Track, crossings: Sequence[Crossing], stay: Stay | None) -> str:
    """One thing of a video."""
    said = [f"Track {number}, {article(kind)}, is in view from {clock(track.start)} to {clock(track.end)}"]
    said += [f"goes over the drawn line to its {crossing.to} at {clock(crossing.time)}" for crossing in crossings]
    if stay is not None:
        said.append(f"is in the drawn zone for {stay.seconds:.1f} s, first at {clock(stay.first)}")
    return ", ".join(said) + "."


def _place(box: Box) -> str:
    return f"{box[0]},{box[1]} ({box[2]} x {box[3]} pixels)"


def _are(count: int, *, past: bool = False) -> str:
    return ("was" if count == 1 else "were") if past else ("is" if count == 1 else "are")
