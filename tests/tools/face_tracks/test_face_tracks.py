"""One face that crosses a video is one track with one vector, however often it is seen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tests.tools.face_tracks.walking import HEIGHT, WIDTH, across, portrait
from tests.tools.filming import film, grey
from tools import faces
from tools.case import Case, Exhibit
from tools.face_tracks import face_tracks, fusing
from tools.face_tracks.seen import FaceLook, FaceSeen
from tools.face_tracks.strands import FaceSight, joined, strands
from tools.following import Seen, Sight, Track
from tools.pictures import upright


def face(left: float, top: float = 50.0, fitness: float = 0.5, objections: tuple[str, ...] = ()) -> FaceSeen:
    return FaceSeen(rectangle=(left, top, 40.0, 50.0), points=((0.0, 0.0),) * 5, score=0.9, fitness=fitness, objections=objections)


def looks(*moments: tuple[FaceSeen, ...]) -> list[FaceLook]:
    return [FaceLook(time=round(number / 5, 3), seen=seen) for number, seen in enumerate(moments)]


def body(left: float, start: float, end: float) -> Track:
    """A person who stands with the left edge of the box at a place."""
    sights = tuple(Sight(time, Seen(label="person", corners=(left, 30, left + 120, 330), confidence=0.9)) for time in (start, end))
    return Track("person", sights, sights[0], 2)


def test_a_face_is_one_strand_from_its_first_sight() -> None:
    """Two faces that move by half their width from look to look are two strands, with every sight from the first on."""
    found = strands(looks(*((face(10 + 20 * step), face(500 - 20 * step, top=200)) for step in range(20))), 5.0)
    assert [(strand[0].time, strand[-1].time, len(strand)) for strand in found] == [(0.0, 3.8, 20)] * 2


def test_a_face_seen_once_is_not_lost() -> None:
    """A face in a single picture is a strand too: it may be the only one of that person."""
    found = strands(looks((), (face(100),), (), (), ()), 5.0)
    assert [(strand[0].time, len(strand)) for strand in found] == [(0.2, 1)]


def test_a_followed_person_has_one_face() -> None:
    """Somebody who turns away for four seconds is one face where the person was followed, and two where only faces were."""
    moments = [(face(100),)] * 10 + [()] * 20 + [(face(110),)] * 10
    apart = strands(looks(*moments), 5.0)
    assert len(apart) == 2
    [whole] = joined(apart, [body(60, 0.0, 7.8)])
    assert len(whole) == 20
    assert len(joined(apart, [])) == 2
    assert len(joined(apart, [body(400, 0.0, 7.8)])) == 2


def test_two_faces_at_a_time_stay_two() -> None:
    """Two faces in the box of one person, as of somebody behind, are not made one; nor are faces in two people's boxes anybody's."""
    pair = strands(looks(*[(face(70), face(130))] * 10), 5.0)
    assert len(joined(pair, [body(60, 0.0, 2.0)])) == 2
    apart = strands(looks(*[(face(100),)] * 5, *[()] * 15, *[(face(100),)] * 5), 5.0)
    assert len(joined(apart, [body(60, 0.0, 5.0), body(70, 0.0, 5.0)])) == 2


def test_the_best_faces_are_taken() -> None:
    """The fittest five that are apart in time are embedded, and none that is not fit for comparison."""
    strand = [FaceSight(step / 5, face(0, fitness=step / 50, objections=("too dark",) if step > 40 else ())) for step in range(50)]
    assert [sight.time for sight in fusing.best(strand)] == [8.0, 7.6, 7.2, 6.8, 6.4]
    assert fusing.best(strand[41:]) == []


@needs_weights("face-detection", "face-embedding")
def test_two_people_are_two_searches(case: Case, put: Callable[..., Exhibit], shared: Path, tmp_path: Path) -> None:
    """Two portraits drawn through a picture one after the other are two tracks, whose vectors are those of the two persons."""
    gallery = shared / "faces-gallery" / "gallery"
    one, other = (portrait(gallery / f"{name}.jpg") for name in ("obama__train_obama_obama", "biden__train_biden_biden2"))
    path = film(
        tmp_path / "walk.mp4", [*across(one, 0.0), *((3 + n / 10, grey(120, WIDTH, HEIGHT)) for n in range(30)), *across(other, 6.0)]
    )
    found = face_tracks(case, put(path))
    assert found.shortfall is None
    fit = [track for track in found.tracks if track.vector is not None]
    assert len(fit) == 2
    for track, begin in zip(fit, (0.0, 6.0), strict=True):
        assert begin <= track.start < track.end <= begin + 3.0
        assert track.looks >= 8
        assert 1 < len(track.compared) <= fusing.BEST
        assert track.agreement is not None
        assert track.agreement > 0.8
        assert not track.objections
    known = [
        faces.encoder().embed([faces.seen(upright(gallery / f"{name}.jpg"))[0].crop])[0]
        for name in ("obama__train_obama_obama2", "biden__train_biden_biden")
    ]
    scores = np.array([[float(track.vector @ vector) for vector in known] for track in fit if track.vector is not None])
    assert scores[0, 0] > scores[0, 1] + 0.2
    assert scores[1, 1] > scores[1, 0] + 0.2


@needs_weights("face-detection", "face-embedding")
def test_faces_too_small_to_compare_are_listed(
    case: Case, put: Callable[..., Exhibit], shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people far from the camera have tracks without a vector, each with the reason; also where people cannot be followed."""
    monkeypatch.setattr(fusing, "_people_can_be_followed", lambda: False)
    found = face_tracks(case, put(shared / "video-people" / "face-demographics-walking.gif"))
    assert found.followed == "faces"
    lasting = [track for track in found.tracks if track.looks >= 5]
    assert len(lasting) == 2
    for track in lasting:
        assert track.vector is None
        assert track.compared == ()
        assert any("too small" in objection for objection in track.objections)
