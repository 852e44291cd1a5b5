"""Who is removed is removed everywhere."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.galleries.conftest import ByColour
from tools import galleries, results
from tools.case import Case, Exhibit
from tools.evidence import Candidate
from tools.faces import Quality
from tools.galleries import Gallery, Person, Removed
from tools.galleries.enrolment import enrol
from tools.registry import get_tool

Photo = Callable[..., Path]
RED, GREEN = (200, 100, 100), (100, 200, 100)


def candidate(exhibit: Exhibit, person: Person) -> Candidate:
    return Candidate(
        text="a lead",
        citations=(exhibit.at(xywh=(0, 0, 9, 9), quote="face"),),
        source="search_faces",
        rank=1,
        gallery="wanted",
        person=person.name,
        candidate=person.id,
        probe_box=(0, 0, 9, 9),
        gallery_picture="0" * 64,
        quality=1.0,
        threshold=0.5,
        gallery_size=2,
        fpir=0.01,
        fnir=0.1,
    )


@pytest.fixture
def people(case: Case, wanted: Gallery, found: list[Quality], photo: Photo) -> tuple[Person, Person]:
    """Two persons in the gallery."""
    ann = enrol(case, "wanted", "Annabella Leander", photo("a.png", RED), "tester").face.person
    return ann, enrol(case, "wanted", "Bea", photo("b.png", GREEN), "tester").face.person


def test_nothing_of_a_person_is_left(case: Case, people: tuple[Person, Person], put: Callable[..., Exhibit]) -> None:
    """Template, picture, name and kept results are gone, from the tables and from every byte of the database and its log."""
    exhibit = put("note.txt", "words\n")
    results.save(case, "key", get_tool("read_document"), {"exhibit": exhibit.id}, 0.1, [candidate(exhibit, people[0])])
    sealed = [bytes(row[0]) for row in case.database.connection.execute("SELECT template FROM gallery_faces ORDER BY number")]
    held = galleries.gallery(case, "wanted")
    removed = galleries.remove(case, held, people[0])
    assert (removed.persons, removed.faces, removed.results) == ((people[0],), 1, 1)
    assert results.find(case, "key") is None
    after = galleries.gallery(case, "wanted")
    assert after.state != held.state
    assert galleries.persons(case, after) == [people[1]]
    assert galleries.templates(case, after, ByColour.sha256).persons == (people[1].id,)
    content = b"".join(path.read_bytes() for path in case.folder.glob("case.sqlite*"))
    for gone in (b"Annabella", people[0].id.encode(), sealed[0][:40]):
        assert gone not in content
    assert sealed[1][:40] in content


def test_a_whole_gallery_goes_with_everybody(case: Case, people: tuple[Person, Person]) -> None:
    """Without a person the gallery itself is removed, with all it holds."""
    removed = galleries.remove(case, galleries.gallery(case, "wanted"))
    assert set(removed.persons) == set(people)
    assert galleries.names(case) == []
    for table in ("gallery_persons", "gallery_faces", "gallery_pictures"):
        assert case.database.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_what_fails_to_be_recorded_is_not_removed(case: Case, people: tuple[Person, Person]) -> None:
    """Where the record cannot be written everybody stays."""

    def fails(removed: Removed) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        galleries.remove(case, galleries.gallery(case, "wanted"), people[0], recorded=fails)
    assert len(galleries.persons(case, galleries.gallery(case, "wanted"))) == 2


def test_a_killed_removal_is_finished_later(case: Case, people: tuple[Person, Person]) -> None:
    """A process that is killed after the removal and before the file is written anew leaves a note; `finish` does the rest."""
    code = (
        "import sys, os, signal; from pathlib import Path; from tools import galleries; from tools.case import Case\n"
        "from tools.database import Database\n"
        "Database.rewrite = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "case = Case(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); held = galleries.gallery(case, 'wanted')\n"
        "galleries.remove(case, held, galleries.person(case, held, 'Bea'))"
    )
    assert case.secret is not None
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    ran = subprocess.run([sys.executable, "-c", code, str(case.folder), case.secret.hex()], check=False, env=environment)
    assert ran.returncode == -signal.SIGKILL
    again = Case(case.folder, case.secret)
    assert galleries.persons(again, galleries.gallery(again, "wanted")) == [people[0]]
    case.database.close()
    galleries.finish(again)
    content = b"".join(path.read_bytes() for path in case.folder.glob("case.sqlite*"))
    assert people[1].id.encode() not in content
