"""Find people, vehicles, bags and other things in pictures, and follow them through videos."""

from collections.abc import Sequence
from typing import Annotated

from tools.case import Case
from tools.detect_objects import in_picture
from tools.detect_objects.in_video import Drawn, found, illustrated
from tools.detect_objects.labels import kinds_of
from tools.errors import ToolError
from tools.evidence import Detection
from tools.following import TASK, clock, missing, things
from tools.parameters import Label, PictureOrVideo, SetByHand
from tools.progress import part, report
from tools.registry import tool

_SEEN = 0.9
"""Share of the work that is done when all of a video has been looked at."""


@tool(weights=(TASK,))
def detect_objects(
    case: Case,
    exhibit: PictureOrVideo,
    label: Label | None = None,
    line: Annotated[str, SetByHand()] | None = None,
    zone: Annotated[str, SetByHand()] | None = None,
) -> list[Detection]:
    """Find and count people, vehicles, bags, animals and other things in one picture or video: where they are, when they come and go.

    A picture gives one detection for each thing. A video is looked at five times a second and gives one detection for each thing
    that was followed through it; a killed run goes on where it was. The first of each kind says how many there are. Kinds are those
    of COCO. It says what is seen, never who.

    Args:
        exhibit: the picture or video.
        label: what to look for, as one English noun; everything that can be found when it is left out.
        line: of a video: whether things go over the line x1,y1,x2,y2 in pixels, and to which side.
        zone: of a video: how long things are in the zone x1,y1,x2,y2,x3,y3,… in pixels.
    """
    material = case.exhibit(exhibit)
    kinds = kinds_of(label)
    if reason := missing():
        raise ToolError(f"{material.id} cannot be searched for things. {reason}")
    report(0.0, f"opening {material.id}")
    if material.media == "image":
        if line is not None or zone is not None:
            raise ToolError(f"A line or zone needs a video, in which things move; {material.id} is a picture.")
        return in_picture.found(case, material, kinds)
    drawn = Drawn.of(material, line, zone)
    passing = things(case, material)
    with part(0.0, _SEEN):
        last = passing.run()
    report(_SEEN, f"following what is seen in {material.id}")
    evidence = found(material, passing, kinds, drawn)
    with part(_SEEN, 1.0):
        told = illustrated(case, material, evidence, [*kinds, str(line), str(zone)])
    notes = () if last.shortfall is None else (f"Not all of {material.id} could be looked at: {last.shortfall}.",)
    return [_noted(detection, notes) for detection in told]


def so_far(case: Case, exhibit: str, label: str | None = None) -> list[Detection]:
    """What an unfinished run on a video has found so far, without pictures; it looks at nothing itself.

    Raises:
        ToolError: as `detect_objects` does.
        NoSuchExhibit: there is no such exhibit.
    """
    material = case.look_up(exhibit)
    passing = things(case, material)
    parts = list(passing.parts())
    if not parts:
        return []
    last = parts[-1]
    told = [detection for _, detection in found(material, passing, kinds_of(label), Drawn(None, None))]
    return (
        told
        if last.last
        else [_noted(one, (f"Only the first {clock(last.end)} of {material.id} has been looked at so far.",)) for one in told]
    )


def _noted(detection: Detection, notes: Sequence[str]) -> Detection:
    """A detection that says what was not looked at; where it has the count, in its text too, for it counts only the rest."""
    if not notes:
        return detection
    text = " ".join([detection.text, *notes]) if detection.tally is not None else detection.text
    return detection.model_copy(update={"text": text, "notes": (*detection.notes, *notes)})
