"""A person who crosses a video is one candidate with one time span, and who is not in the gallery is none."""

import os
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tests.tools.face_tracks.walking import HEIGHT, WIDTH, across, portrait
from tests.tools.filming import film, grey
from tools import galleries
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Candidate, Detection
from tools.galleries import Terms
from tools.galleries.enrolment import enrol
from tools.intake import Labels, add
from tools.sealing import SECRET_BYTES
from tools.search_faces import search_faces
from tools.search_faces.wording import LEAD

pytestmark = needs_weights("face-detection", "face-embedding")


@pytest.fixture
def case(tmp_path: Path, shared: Path) -> Case:
    """A case with a gallery of one person, and a video in which that person and another one cross the picture, each for three seconds."""
    pictures = shared / "faces-gallery" / "gallery"
    made = Case.new(tmp_path / "case", "Test case", os.urandom(SECRET_BYTES))
    galleries.new(made, "wanted", Terms("wanted", "robbery", "order 12"), "tester")
    enrol(made, "wanted", "Held Person", pictures / "obama__train_obama_obama2.jpg", "tester")
    walks = [portrait(pictures / f"{name}.jpg") for name in ("obama__train_obama_obama", "biden__train_biden_biden2")]
    empty = [(3 + number / 10, grey(120, WIDTH, HEIGHT)) for number in range(30)]
    path = film(tmp_path / "walk.mp4", [*across(walks[0], 0.0), *empty, *across(walks[1], 6.0)])
    assert not add(made, [path], Labels("tester")).rejected
    return made


def test_a_crossing_is_one_candidate(case: Case) -> None:
    """Fifteen pictures of the person in the gallery are one candidate with its time span; the other person is none. No name is told."""
    found = search_faces(case, "EX-0001", "wanted")
    whole = found[0]
    assert whole.text.startswith("2 faces were followed through EX-0001, 2 suitable for comparison; 2 compared")
    [candidate] = [one for one in found if isinstance(one, Candidate)]
    assert candidate.person == "Held Person"
    assert candidate.rank == 1
    assert candidate.score is not None
    assert candidate.score >= candidate.threshold
    assert candidate.start is not None
    assert candidate.end is not None
    assert candidate.time is not None
    assert 0.0 <= candidate.start <= candidate.time <= candidate.end < 3.0
    assert candidate.citations[0].place.xywh == candidate.probe_box
    assert any("2 faces of the video: 2 searches" in condition for condition in candidate.conditions)
    assert LEAD in candidate.text
    faces = [one for one in found[1:] if isinstance(one, Detection)]
    assert [one.track for one in faces] == [1, 2]
    assert "no candidate" in faces[1].text
    assert not any("Held Person" in text for one in found for text in (one.text, *(citation.quote for citation in one.citations)))
    assert isinstance(whole, Detection)
    assert (case.folder / whole.pictures[0]).is_file()
    again = search_faces(case, "EX-0001", "wanted", 2)
    assert not any(isinstance(one, Candidate) for one in again)
    with pytest.raises(ToolError, match="no face 3"):
        search_faces(case, "EX-0001", "wanted", 3)
