"""People and things in real pictures and videos are counted, followed and cited."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import needs_vision
from tests.tools.filming import counting, film
from tools import progress
from tools.case import Case, Exhibit
from tools.detect_objects import detect_objects, so_far
from tools.errors import Stopped, ToolError
from tools.evidence import Detection
from tools.following import looking
from tools.registry import get_tool

pytestmark = needs_vision
Put = Callable[..., Exhibit]


@pytest.fixture
def walking(put: Put, shared: Path) -> Exhibit:
    """Two people who walk towards the camera for three seconds."""
    return put(shared / "video-people" / "face-demographics-walking.gif")


def test_two_people_are_followed(case: Case, walking: Exhibit) -> None:
    """Two people who are in view all the time are two detections from beginning to end, and the first says how many there are."""
    found = detect_objects(case, walking.id, "people")
    assert [(one.label, one.track, one.start, one.end) for one in found] == [("person", 1, 0.0, 2.83), ("person", 2, 0.0, 2.83)]
    first, second = found
    assert first.tally is not None
    assert (first.tally.things, first.tally.most, first.tally.first, first.tally.last) == (2, 2, 0.0, 2.83)
    assert first.text.startswith(f"2 persons were followed through {walking.id}")
    assert second.tally is None
    assert second.text.startswith("Track 2, a person, is in view from 0:00.0 to 0:02.8")
    for one in found:
        assert one.time is not None
        assert one.citations[0].place.xywh == one.box
        assert one.citations[0].place.t == pytest.approx((one.time, one.time + 0.2), abs=0.01)
        assert {citation.quote for citation in one.citations} == {"person"}
        assert [sight.time for sight in one.path] == sorted(sight.time for sight in one.path)
    assert len(first.pictures) == 3
    for name in first.pictures:
        with Image.open(case.folder / name) as picture:
            assert min(picture.size) > 100


def test_one_after_another_are_counted(case: Case, put: Put, shared: Path) -> None:
    """Six people who come one after the other, with seconds between them, are six, never two at a time; all leave to the right."""
    video = put(shared / "video-people" / "one-by-one-person-detection.mp4")
    found = detect_objects(case, video.id, "person", line="640,432,640,0", zone="250,100,600,100,600,432,250,432")
    assert len(found) == 6
    tally = found[0].tally
    assert tally is not None
    assert (tally.things, tally.most) == (6, 1)
    assert tally.in_zone == 6
    assert tally.to_left == 0
    assert 0 < (tally.to_right or 0) <= 6
    assert all(earlier.end < later.start for earlier, later in pairwise(found))  # type: ignore[operator]
    assert [one.in_zone_seconds for one in found] == pytest.approx([12, 20, 18, 11, 26, 11], abs=2.5)


def test_a_stopped_run_has_a_result_and_goes_on(case: Case, walking: Exhibit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was seen before a stop is there at once; going on looks at the rest only, and gives what one run gives."""
    monkeypatch.setattr(looking, "_PART", 4)
    assert so_far(case, walking.id) == []
    told: list[float] = []
    with progress.listening(lambda share, _: told.append(share), lambda: len(told) > 10), pytest.raises(Stopped):
        detect_objects(case, walking.id)
    early = so_far(case, walking.id, "person")
    assert [one.track for one in early] == [1, 2]
    assert early[0].end is not None
    assert early[0].end < 2
    assert "has been looked at so far" in early[0].text
    seen: list[float] = []
    whole = looking.see

    def counted(picture):  # type: ignore[no-untyped-def]
        seen.append(1)
        return whole(picture)

    monkeypatch.setattr(looking, "see", counted)
    resumed = detect_objects(case, walking.id, "person")
    assert 0 < len(seen) <= 15 - 8
    seen.clear()
    assert detect_objects(case, walking.id, "person") == resumed
    assert [one.model_copy(update={"pictures": ()}) for one in resumed] == so_far(case, walking.id, "person")
    assert not seen


def test_a_picture_is_counted(case: Case, put: Put, shared: Path) -> None:
    """In a photograph each thing is a detection in its box, the first one says how many, and a drawn copy is in the case folder."""
    picture = put(shared / "faces-gallery" / "probe" / "obama_biden__two_people.jpg")
    found = detect_objects(case, picture.id, "person")
    assert len(found) == 2
    assert found[0].text == f"2 persons are seen in the picture {picture.id}."
    assert found[0].tally is not None
    assert found[0].tally.things == 2
    assert found[1].text.startswith("Person 2 is seen at ")
    for one in found:
        assert (one.time, one.start, one.end, one.track) == (None, None, None, None)
        assert one.citations[-1 if one is found[1] else 0].place.xywh == one.box
    with Image.open(case.folder / found[0].pictures[0]) as drawn:
        assert drawn.width <= 1600


def test_what_is_not_there_is_not_found(case: Case, walking: Exhibit, put: Put, tmp_path: Path) -> None:
    """Asking for elephants, or looking at an empty grey wall, gives no detection and no error."""
    assert detect_objects(case, walking.id, "elephant") == []
    assert detect_objects(case, put(film(tmp_path / "wall.mp4", counting(3))).id) == []


def test_what_could_not_be_read_is_said(case: Case, put: Put, shared: Path, tmp_path: Path) -> None:
    """Of a cut file the count says that it counts only what could be read."""
    whole = (shared / "video-people" / "one-by-one-person-detection.mp4").read_bytes()
    index, content = whole.find(b"moov"), whole.find(b"mdat")
    if index > content:
        pytest.skip("the index of this file stands at its end, so that a cut copy is refused as a whole")
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 8])
    found = detect_objects(case, put(tmp_path / "cut.mp4").id, "person")
    assert "Not all of" in found[0].text
    assert "pictures end at" in found[0].notes[0]


@pytest.mark.parametrize(
    ("args", "reason"), [({"label": "gun"}, "nothing that can be found"), ({"line": "1,2"}, "line"), ({"zone": "1,2,3,4"}, "zone")]
)
def test_what_cannot_be_done_is_said(case: Case, walking: Exhibit, args: dict[str, str], reason: str) -> None:
    """A kind that cannot be found, a broken line or zone are errors with the way out."""
    with pytest.raises(ToolError, match=reason):
        detect_objects(case, walking.id, **args)


def test_a_line_needs_a_video(case: Case, put: Put, shared: Path) -> None:
    """Nothing crosses a line in a picture."""
    picture = put(shared / "faces-gallery" / "probe" / "obama_biden__two_people.jpg")
    with pytest.raises(ToolError, match="needs a video"):
        detect_objects(case, picture.id, line="0,0,10,10")


def test_evidence_is_kept_as_it_was(case: Case, walking: Exhibit) -> None:
    """Detections survive the database: their ids hold after storing and loading."""
    from tools import results

    tool, args = get_tool("detect_objects"), {"exhibit": walking.id}
    found = tool.run(case, walking.id)
    results.save(case, key := results.key_of(case, tool, args), tool, args, 0.0, found)
    assert results.find(case, key) == found
    assert all(isinstance(one, Detection) for one in found)
