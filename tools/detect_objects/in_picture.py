"""What is seen in a picture, as evidence."""

from collections.abc import Sequence

from tools import derived
from tools.case import Case, Exhibit
from tools.detect_objects import pictures, wording
from tools.evidence import Detection, Tally
from tools.following import SURE, Seen, see
from tools.pictures import upright


def found(case: Case, exhibit: Exhibit, kinds: Sequence[str]) -> list[Detection]:
    """One detection for each thing of these kinds, the first of each kind with their count."""
    picture = upright(exhibit.path)
    seen = [one for one in see(picture) if one.label in kinds and one.confidence >= SURE]
    if not seen:
        return []
    grouped = {kind: _in_order([one for one in seen if one.label == kind]) for kind in kinds}
    named = [(f"{kind} {number}", one.box) for kind, group in grouped.items() for number, one in enumerate(group, start=1)]
    place = derived.folder(case, "detect_objects", [exhibit.sha256, *kinds])
    drawn = place.write("boxes.png", pictures.boxed(picture, named))
    return [detection for kind, group in grouped.items() for detection in _of_kind(exhibit, kind, group, drawn)]


def _of_kind(exhibit: Exhibit, kind: str, group: Sequence[Seen], drawn: str) -> list[Detection]:
    tally = Tally(things=len(group), most=len(group))
    places = tuple(exhibit.at(xywh=one.box, quote=kind) for one in group)
    return [
        Detection(
            text=wording.in_picture(exhibit.id, kind, tally) if number == 1 else wording.one_in_picture(kind, number, one.box),
            citations=places if number == 1 else (places[number - 1],),
            source="detect_objects",
            label=kind,
            box=one.box,
            confidence=one.confidence,
            tally=tally if number == 1 else None,
            pictures=(drawn,) if number == 1 else (),
        )
        for number, one in enumerate(group, start=1)
    ]


def _in_order(group: Sequence[Seen]) -> list[Seen]:
    """From left to right."""
    return sorted(group, key=lambda one: (one.corners[0], one.corners[1]))
