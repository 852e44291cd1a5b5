"""A picture enters a gallery only when it is fit for it, and what is odd about it is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.galleries.conftest import ByColour, quality
from tools import galleries
from tools.case import Case
from tools.errors import IntegrityError, Rejected, ToolError
from tools.faces import Quality
from tools.galleries import Gallery, Terms
from tools.galleries.enrolment import AlreadyEnrolled, enrol

Photo = Callable[..., Path]
RED, GREEN = (200, 100, 100), (100, 200, 100)


def test_a_person_has_one_id_and_several_pictures(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> None:
    """The name is one person however it is written; the picture comes back byte for byte, the template as the encoder made it."""
    first = enrol(case, "wanted", "Ann  Lee", photo("a.png"), "tester")
    second = enrol(case, "wanted", "ann lee", photo("b.png", size=60), "tester")
    assert first.new_person
    assert not second.new_person
    assert first.face.person == second.face.person
    assert first.face.person.name == "Ann Lee"
    held = galleries.gallery(case, "wanted")
    assert held.revision > wanted.revision
    assert galleries.counted(case, held) == (1, 2)
    assert galleries.picture(case, held, second.face) == photo("b.png", size=60).read_bytes()
    assert galleries.templates(case, held, ByColour.sha256).vectors.tolist() == [[1, 0, 0], [1, 0, 0]]
    assert galleries.templates(case, held, "d" * 64).elsewhere == 2
    assert galleries.person(case, held, first.face.person.id) == galleries.person(case, held, "ANN LEE")


@pytest.mark.parametrize(
    ("faces", "says"),
    [
        ([], "no face was found"),
        ([quality(eyes_pixels=11)], "too small: 11 pixels between the eyes, 24 are needed"),
        ([quality(sharpness=0.001)], "too blurred"),
        ([quality(brightness=5)], "too dark"),
        ([quality(), quality()], "2 faces were found, choose .* --face .*1: box 0,0,60,80; 2: box 100,0,60,80"),
    ],
)
def test_what_is_not_fit_is_refused(
    case: Case, wanted: Gallery, found: list[Quality], photo: Photo, faces: list[Quality], says: str
) -> None:
    """No face, too small, blurred, dark, or several: each reason says what to do, and nobody is added."""
    found[:] = faces
    with pytest.raises(Rejected, match=says):
        enrol(case, "wanted", "Ann", photo("a.png"), "tester")
    assert galleries.counted(case, galleries.gallery(case, "wanted")) == (0, 0)


@pytest.mark.parametrize("choice", [2, (90, 0, 80, 80)])
def test_one_of_several_faces_is_chosen(
    case: Case, wanted: Gallery, found: list[Quality], photo: Photo, choice: int | tuple[int, int, int, int]
) -> None:
    """By its number from the left or by a box; a number or box without a face is refused."""
    found[:] = [quality(), quality()]
    assert enrol(case, "wanted", "Ann", photo("a.png"), "tester", choice=choice).face.box == (100, 0, 60, 80)
    for wrong in (0, 3, (500, 500, 10, 10)):
        with pytest.raises(Rejected, match="those found"):
            enrol(case, "wanted", "Ann", photo("b.png", size=60), "tester", choice=wrong)


def test_the_same_face_is_not_enrolled_twice(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> None:
    """The same bytes under the same name are a duplicate, under another name a contradiction; another face of them is neither."""
    enrol(case, "wanted", "Ann", photo("a.png"), "tester")
    with pytest.raises(AlreadyEnrolled, match="already enrolled as Ann"):
        enrol(case, "wanted", "Ann", photo("a.png"), "tester")
    with pytest.raises(AlreadyEnrolled, match="one face cannot be two persons"):
        enrol(case, "wanted", "Bea", photo("a.png"), "tester")
    found[:] = [quality(), quality()]
    assert enrol(case, "wanted", "Bea", photo("a.png"), "tester", choice=2).new_person


def test_likeness_is_reported(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> None:
    """A near copy, another person who looks the same and a picture unlike the person's others are enrolled, and each is said."""
    assert enrol(case, "wanted", "Ann", photo("a.png", RED), "tester").notes == ()
    [near] = enrol(case, "wanted", "Ann", photo("b.png", RED, 60), "tester").notes
    assert "nearly the same" in near
    [other] = enrol(case, "wanted", "Bea", photo("c.png", RED, 70), "tester").notes
    assert "very like the face of another entry, Ann" in other
    [unlike] = enrol(case, "wanted", "Ann", photo("d.png", GREEN), "tester").notes
    assert "unlike the other pictures" in unlike


def test_what_is_no_picture_is_refused(case: Case, wanted: Gallery, found: list[Quality], tmp_path: Path, photo: Photo) -> None:
    """A text, a broken picture, a link, a folder and a missing file are refused with a reason and never opened as pictures."""
    (tmp_path / "text.png").write_text("This is not a picture at all.\n")
    (tmp_path / "broken.png").write_bytes(photo("whole.png").read_bytes()[:60])
    (tmp_path / "link.png").symlink_to(photo("target.png"))
    for name in ("text.png", "broken.png", "link.png", "gone.png", "."):
        with pytest.raises(Rejected):
            enrol(case, "wanted", "Ann", tmp_path / name, "tester")


def test_names_and_galleries_are_checked_first(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> None:
    """A name that cannot be read or a gallery that is not there is an error before any picture is looked at."""
    for gallery, person in (("wanted", "\x1b[2J"), ("wanted", " "), ("nobody", "Ann")):
        with pytest.raises(ToolError):
            enrol(case, gallery, person, photo("a.png"), "tester")


def test_names_and_templates_are_not_readable_on_the_disk(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> None:
    """In no file of the case lie the name, the picture's bytes or its file name."""
    file = photo("portrait-of-ann.png")
    enrol(case, "wanted", "Annabella Leander", file, "tester")
    case.database.rewrite()
    content = b"".join(path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    assert b"wanted" in content
    for secret in (b"Annabella", b"Leander", b"portrait-of-ann", file.read_bytes()[8:48]):
        assert secret not in content


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE gallery_faces SET template = zeroblob(length(template))",
        "UPDATE gallery_faces SET template = (SELECT f.template FROM gallery_faces f WHERE f.number <> gallery_faces.number)",
        "UPDATE gallery_faces SET person = (SELECT min(id) FROM gallery_persons)",
        "DELETE FROM gallery_faces WHERE number = 1",
    ],
)
def test_a_changed_template_is_an_integrity_error(case: Case, wanted: Gallery, found: list[Quality], photo: Photo, change: str) -> None:
    """Templates that were overwritten, exchanged, given to another person or taken away are noticed before they are used."""
    enrol(case, "wanted", "Ann", photo("a.png", RED), "tester")
    enrol(case, "wanted", "Bea", photo("b.png", GREEN), "tester")
    with case.database.write() as connection:
        connection.execute(change)
    with pytest.raises(IntegrityError):
        galleries.templates(case, galleries.gallery(case, "wanted"), ByColour.sha256)


def test_an_expired_gallery_takes_nobody(case: Case, found: list[Quality], photo: Photo) -> None:
    """What cannot be searched is not added to either."""
    from datetime import UTC, datetime, timedelta

    galleries.new(case, "short", Terms(expires_at=datetime.now(UTC) + timedelta(milliseconds=50)), "tester")
    while not galleries.gallery(case, "short").expired:
        pass
    with pytest.raises(ToolError, match="expired"):
        enrol(case, "short", "Ann", photo("a.png"), "tester")
