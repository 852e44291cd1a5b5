"""A case is a folder that opens whole or not at all, and gives out only exhibits that are what they were."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.case import Case, Exhibit
from tools.errors import CaseError, IntegrityError, NoSuchCase, NoSuchExhibit
from tools.registry import all_tools, get_tool

Put = Callable[..., Exhibit]


def test_a_case_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened later and from elsewhere, a case has the id and title that it was made with."""
    monkeypatch.chdir(tmp_path)
    made = Case.new(Path("case"), "  Operation Slipway ")
    monkeypatch.chdir("/")
    opened = Case(tmp_path / "case")
    assert (opened.id, opened.title, opened.folder) == (made.id, "Operation Slipway", made.folder)
    assert made.exhibits() == []
    assert Case.new(tmp_path / "other", "Operation Slipway").id != made.id


def test_only_its_owner_may_look_in(case: Case) -> None:
    """The folder of a case and the folders in it are closed to other users of the machine."""
    for folder in (case.folder, case.folder / "exhibits", case.folder / "incoming", case.folder / "index"):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_case_that_was_not_finished_is_no_case(tmp_path: Path) -> None:
    """What a kill leaves while a case is being made is not opened as an empty case."""
    Case.new(tmp_path / "case", "Half").database.close()
    (tmp_path / "case" / "case.sqlite").rename(tmp_path / "case" / "case.sqlite.new")
    with pytest.raises(NoSuchCase, match="exhibit case new"):
        Case(tmp_path / "case")


def test_a_case_is_not_made_over_another(case: Case, tmp_path: Path) -> None:
    """A folder that holds something, or a file, is not turned into a case; an empty folder is."""
    (tmp_path / "file").write_text("x")
    for place in (case.folder, tmp_path / "file"):
        with pytest.raises(CaseError, match="not an empty folder"):
            Case.new(place, "Another")
    (tmp_path / "empty").mkdir()
    assert Case.new(tmp_path / "empty", "Another").title == "Another"


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A case below a file is answered with the reason."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseError, match="cannot be made"):
        Case.new(tmp_path / "file" / "case", "Title")


def test_an_unknown_exhibit_is_answered_with_the_known_ones(case: Case, put: Put) -> None:
    """The reason says which exhibits there are, and what is asked for is data to the database."""
    put("a.txt", "first words\n")
    put("b.txt", "second words\n")
    for wrong in ("EX-0003", "ex-0001", "' OR 1=1 --", "../EX-0001", ""):
        with pytest.raises(NoSuchExhibit, match="EX-0001 to EX-0002"):
            case.exhibit(wrong)


def test_a_citation_names_the_bytes(put: Put) -> None:
    """A citation carries the exhibit, its hash, the place as a fragment and the words."""
    exhibit = put("a.txt", "The boat left at nine.\n")
    cited = exhibit.at(quote="nine", t=(1.0, 2.5), page=2, xywh=(1, 2, 3, 4), line=9)
    assert (cited.exhibit, cited.sha256, cited.quote) == ("EX-0001", exhibit.sha256, "nine")
    assert cited.fragment == "t=1.00,2.50&page=2&xywh=1,2,3,4&line=9"
    assert cited.place.line == 9
    with pytest.raises(ValueError, match="at least one of"):
        exhibit.at(quote="nine")


_OTHERS: dict[str, dict[str, object]] = {"search_faces": {"gallery": "wanted"}, "plan_patrol": {"units": 1, "hours": 4}}
"""What else a tool must be told."""


@pytest.mark.parametrize("name", sorted(name for name, tool in all_tools().items() if tool.exhibit_parameters))
def test_no_tool_works_on_changed_bytes(case: Case, put: Put, demo: Path, name: str) -> None:
    """Each tool that is given an exhibit whose bytes were changed refuses before it says anything about it."""
    fitting = {
        "audio": "voicemail_driver.wav",
        "document": "witness_statement.docx",
        "image": "receipt_photo.jpg",
        "table": "incidents.csv",
    }
    tool = get_tool(name)
    takes = [parameter for parameter in tool.exhibit_parameters if parameter.required] or [
        parameter for parameter in tool.exhibit_parameters if parameter.name == "incidents"
    ]
    media = next(medium for medium in fitting if medium in (takes[0].accepts or ()))
    exhibit = put(demo / fitting[media])
    exhibit.path.chmod(0o600)
    with exhibit.path.open("r+b") as stream:
        stream.seek(-1, 2)
        last = stream.read(1)
        stream.seek(-1, 2)
        stream.write(bytes([last[0] ^ 1]))
    with pytest.raises(IntegrityError, match="not the ones that were added"):
        tool.run(case, **{parameter.name: exhibit.id for parameter in takes}, **_OTHERS.get(name, {}))
