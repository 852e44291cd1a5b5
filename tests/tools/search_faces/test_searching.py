"""Searches of real pictures in a real gallery: who is in it is found, who is not is not, and no name is said."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools import faces, galleries
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Candidate, Detection
from tools.faces import rates
from tools.galleries import Terms
from tools.galleries.enrolment import enrol
from tools.registry import get_tool
from tools.sealing import SECRET_BYTES

pytestmark = needs_weights(faces.DETECTION, faces.EMBEDDING)

Put = Callable[..., Exhibit]
LEAD = "UNVERIFIED LEAD – not an identification"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case, opened with a station's secret."""
    return Case.new(tmp_path / "case", "Test case", os.urandom(SECRET_BYTES))


@pytest.fixture
def wanted(case: Case, shared: Path) -> str:
    """A gallery with two persons, by its name."""
    galleries.new(case, "wanted", Terms("wanted"), "tester")
    place = shared / "faces-gallery" / "gallery"
    enrol(case, "wanted", "Oscar", place / "obama__train_obama_obama2.jpg", "tester")
    enrol(case, "wanted", "Bruno", place / "biden__train_biden_biden2.jpg", "tester")
    return "wanted"


def test_two_faces_have_a_candidate_each(case: Case, put: Put, shared: Path, wanted: str) -> None:
    """Each of two persons is the candidate of one face, with the rates, the warning and the place, and no text has a name."""
    exhibit = put(shared / "faces-gallery" / "probe" / "obama_biden__two_people.jpg")
    found = get_tool("search_faces").run(case, exhibit.id, wanted)
    candidates = [item for item in found if isinstance(item, Candidate)]
    assert [item.person for item in sorted(candidates, key=lambda item: item.probe_box)] == ["Oscar", "Bruno"]
    for item in candidates:
        assert LEAD in item.text
        assert item.candidate in item.text
        assert item.score is not None
        assert item.score >= item.threshold > 0.4
        assert 0 < item.fpir <= 0.0105
        assert item.gallery_size == 2
        assert item.citations[0].place.xywh == item.probe_box
        assert any("by group: unknown" in said for said in item.conditions)
        assert item.verification == "unverified"
    assert not any(name in item.text for item in found for name in ("Oscar", "Bruno"))
    whole = found[0]
    assert isinstance(whole, Detection)
    assert whole.text.startswith("2 faces found")
    assert LEAD in whole.text
    assert all((case.folder / name).read_bytes().startswith(b"\x89PNG") for name in whole.pictures)


def test_one_chosen_face_is_searched_alone(case: Case, put: Put, shared: Path, wanted: str) -> None:
    """With the second face chosen only its person is a candidate; a face that is not there is an error."""
    exhibit = put(shared / "faces-gallery" / "probe" / "obama_biden__two_people.jpg")
    found = get_tool("search_faces").run(case, exhibit.id, wanted, face=2)
    assert [item.person for item in found if isinstance(item, Candidate)] == ["Bruno"]
    with pytest.raises(ToolError, match="no face 3"):
        get_tool("search_faces").run(case, exhibit.id, wanted, face=3)


def test_strangers_have_no_candidate(case: Case, put: Put, shared: Path, wanted: str) -> None:
    """Faces of nobody in the gallery give a normal result that says how many were compared and that this proves nothing."""
    found = get_tool("search_faces").run(case, put(shared / "faces-crowd" / "images" / "000_5.jpg").id, wanted)
    assert not any(isinstance(item, Candidate) for item in found)
    assert "5 faces found" in found[0].text
    assert "none reached the threshold" in found[0].text
    assert "does not mean" in found[0].text


def test_unfit_faces_are_listed_and_not_searched(case: Case, put: Put, shared: Path, wanted: str) -> None:
    """Faces below the floor are each listed with the reason; a picture without a face is a result too."""
    found = get_tool("search_faces").run(case, put(shared / "faces-crowd" / "images" / "2007_007763.jpg").id, wanted)
    listed = [item for item in found if isinstance(item, Detection) and item.tally is None]
    assert len(listed) == 7
    assert all("not suitable for comparison" in item.text and "pixels between the eyes" in " ".join(item.notes) for item in listed)
    assert "nothing was compared" in found[0].text
    [nothing] = get_tool("search_faces").run(case, put(shared / "faces-crowd" / "images" / "017_0.jpg").id, wanted)
    assert nothing.text.startswith("0 faces found")


def test_an_empty_gallery_is_not_searched(case: Case, put: Put, shared: Path) -> None:
    """Nobody to compare with is an error that says what to do, not a search without candidates."""
    galleries.new(case, "empty", Terms(), "tester")
    with pytest.raises(ToolError, match="no pictures to compare"):
        get_tool("search_faces").run(case, put(shared / "faces-crowd" / "images" / "007_B.jpg").id, "empty")


def test_weights_that_nobody_validated_are_not_searched_with(
    case: Case, put: Put, shared: Path, wanted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a calibration for the very weights the tool refuses, and says what is needed."""
    monkeypatch.setattr(rates, "_FOLDER", tmp_path)
    rates.rates.cache_clear()
    try:
        with pytest.raises(ToolError, match="not validated"):
            get_tool("search_faces").run(case, put(shared / "faces-crowd" / "images" / "007_B.jpg").id, wanted)
    finally:
        rates.rates.cache_clear()
