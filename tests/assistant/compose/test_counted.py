"""An answer tells of a few things one by one, and of many how many they are."""

import pytest

from assistant.compose import told
from assistant.compose.counted import FEW
from tools.evidence import Citation, Detection, Tally


def seen(count: int, label: str = "person", *, video: bool = True) -> list[Detection]:
    place = Citation(exhibit="EX-0001", sha256="0" * 64, fragment="xywh=0,0,9,9", quote=label)
    return [
        Detection(
            text=f"{label} {number}",
            citations=(place,),
            source="detect_objects",
            label=label,
            box=(0, 0, 9, 9),
            time=float(number) if video else None,
            confidence=0.9,
            tally=Tally(things=count, most=count) if number == 1 else None,
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (FEW, FEW), (FEW + 1, 1), (400, 1)])
def test_many_are_counted(count: int, lines: int) -> None:
    """Up to eight things in a video have a sentence each; of more, only the sentence that counts them stays, whatever else there is."""
    few = seen(2, "bus")
    found = told([*seen(count), *few])
    assert len(found) == lines + len(few)
    assert found[-2:] == few


@pytest.mark.parametrize("count", [1, 2, 40])
def test_things_in_a_picture_are_counted(count: int) -> None:
    """Of a thing in a picture there is nothing to tell but its box, so one sentence counts them all."""
    found = seen(count, video=False)
    assert told(found) == found[:1]


def test_what_nobody_counts_is_told() -> None:
    """Things without a count, as the faces of a picture, are all told."""
    faces = [one.model_copy(update={"tally": None}) for one in seen(30, "face")]
    assert told(faces) == faces
