"""The addresses of pictures and sound, and of files that are sent."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from assistant.chat.cases import Cases, key_of
from assistant.chat.media import Addresses
from assistant.chat.scratch import Scratch
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.chat.test_escape import HOSTILE
from tools import derived
from tools.case import Case, Exhibit

Put = Callable[..., Exhibit]


def test_a_page_comes_as_a_picture(browser: TestClient, addresses: Addresses, key: str, put_in: Put, demo: Path) -> None:
    """A page of a PDF is a JPEG that the browser must not take for anything else, nor keep on its disk."""
    letter = put_in(demo / "scanned_letter.pdf")
    answer = browser.get(f"{addresses.of(key, letter)}/page/2.jpg")
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert browser.get(f"{addresses.of(key, letter)}/page/3.jpg").status_code == 404
    assert browser.get(f"{addresses.of(key, letter)}/page/0.jpg").status_code == 422


def test_a_recording_comes_in_pieces(browser: TestClient, addresses: Addresses, key: str, put_in: Put, demo: Path) -> None:
    """A player that asks for a stretch of a recording gets exactly these bytes, as audio."""
    call = put_in(demo / "emergency_call.wav")
    answer = browser.get(f"{addresses.of(key, call)}/recording", headers={"Range": "bytes=1000-1999"})
    assert answer.status_code == 206
    assert answer.content == (demo / "emergency_call.wav").read_bytes()[1000:2000]
    assert answer.headers["content-type"] == "audio/wave"
    copy = browser.get(f"{addresses.of(key, call)}/sound.wav", headers={"Range": "bytes=0-3"})
    assert (copy.status_code, copy.content, copy.headers["content-type"]) == (206, b"RIFF", "audio/wav")
    shape = browser.get(f"{addresses.of(key, call)}/waveform.png")
    assert Image.open(io.BytesIO(shape.content)).format == "PNG"


def test_a_tools_picture_comes_from_the_case_and_from_nowhere_else(
    browser: TestClient, addresses: Addresses, key: str, opened: Session
) -> None:
    """A picture that a tool drew is served by its path in the case folder; other files of the case are not."""
    name = derived.folder(opened.case, "a_tool", ["x"]).write("plot.png", b"\x89PNG")
    answer = browser.get(f"{addresses.of(key)}/{name}")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"\x89PNG", "image/png")
    for other in ("derived/a_tool/00000000/plot.png", "derived/a_tool/..%2f..%2f..%2fcase.sqlite%00.png", "case.sqlite"):
        assert browser.get(f"{addresses.of(key)}/{other}").status_code in (404, 405, 422)


def test_the_files_of_a_plan(browser: TestClient, addresses: Addresses, key: str, opened: Session) -> None:
    """The map may run its own script and load nothing, the run sheet runs none, the others are saved; nothing else of the folder comes."""
    place = derived.folder(opened.case, "plan_patrol", ["x"])
    names = {name: place.write(name, b"x") for name in ("map.html", "run_sheet.html", "plan.gpx", "plan.geojson", "other.html")}
    answers = {name: browser.get(f"{addresses.of(key)}/{path}") for name, path in names.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(names, 200) | {"other.html": 422}
    rules = answers["map.html"].headers["content-security-policy"]
    assert rules.startswith("default-src 'none'")
    assert "script-src 'sha256-" in rules
    assert "sandbox allow-scripts" in rules
    assert "script-src" not in answers["run_sheet.html"].headers["content-security-policy"]
    assert "attachment" in answers["plan.gpx"].headers["content-disposition"]


def test_changed_bytes_are_not_served(browser: TestClient, addresses: Addresses, key: str, put_in: Put, demo: Path) -> None:
    """An exhibit that is not what it was is refused under every address, also when it was served before."""
    call, letter = put_in(demo / "emergency_call.wav"), put_in(demo / "scanned_letter.pdf")
    places = [f"{addresses.of(key, call)}/{what}" for what in ("recording", "sound.wav", "waveform.png")]
    places.append(f"{addresses.of(key, letter)}/page/1.jpg")
    assert [browser.get(place).status_code for place in places] == [200] * 4
    for exhibit in (call, letter):
        exhibit.path.chmod(0o600)
        with exhibit.path.open("r+b") as stream:
            stream.seek(100)
            stream.write(b"?")
    answers = [browser.get(place) for place in places]
    assert [answer.status_code for answer in answers] == [409] * 4
    assert "are not the ones that were added" in answers[0].json()["detail"]


def test_nothing_else_of_the_case_can_be_reached(
    browser: TestClient, addresses: Addresses, key: str, cases: Cases, station: Settings, put_in: Put
) -> None:
    """No other exhibit, medium, case or file has an address, and none without this run's word."""
    text = put_in("a.txt", "The boat left at nine.\n")
    Case.new(station.cases / "two", "Two")
    here = addresses.of(key)
    for wrong in (
        f"{here}/EX-0002/recording",
        f"{here}/{text.id}/recording",
        f"{here}/{text.id}/sound.wav",
        f"{here}/..%2f..%2fcase.sqlite/recording",
        f"{here}/case.sqlite",
        f"{here}/{text.sha256}/recording",
        f"{addresses.of(key_of(station.cases / 'two'))}/EX-0001/recording",
        f"/material/wrong/{key}/{text.id}/page/1.jpg",
    ):
        assert browser.get(wrong).status_code in (403, 404, 422), wrong


def test_a_document_without_pages_has_no_picture(browser: TestClient, addresses: Addresses, key: str, put_in: Put) -> None:
    """Asking for the picture of a text gives the reason why there is none, not a fault."""
    text = put_in("a.txt", "The boat left at nine.\n")
    assert browser.get(f"{addresses.of(key, text)}/page/1.jpg").status_code == 422


def send(browser: TestClient, addresses: Addresses, key: str, name: str, content: bytes) -> dict[str, str]:
    from urllib.parse import quote

    headers = {"X-File-Name": quote(name), "X-Source": quote("handed in by Größe"), "X-Kind": "note"}
    answer = browser.post(f"{addresses.of(key)}/files", content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = answer.json()
    return found


def test_files_are_added(browser: TestClient, addresses: Addresses, key: str, opened: Session, scratch: Scratch) -> None:
    """A file that is sent becomes an exhibit with its own name, source and kind; it is on record, and no copy is left behind."""
    assert send(browser, addresses, key, "Notiz (1) – Größe.txt", b"The boat left at nine.\n") == {"exhibit": "EX-0001"}
    exhibit = opened.case.exhibit("EX-0001")
    assert (exhibit.file, exhibit.title, exhibit.source, exhibit.kind, exhibit.added_by) == (
        "Notiz (1) – Größe.txt",
        "Notiz (1) – Größe.txt",
        "handed in by Größe",
        "note",
        "tester",
    )
    event = json.loads(opened.ledger.path.read_text().splitlines()[-1])
    assert (event["event"], event["data"]["sha256"]) == ("exhibit_added", exhibit.sha256)
    assert not list(scratch.folder.glob("file-*"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("broken.pdf", b"%PDF-1.7 nothing", "the PDF is broken"),
        ("empty.txt", b"", "the file is empty"),
        ("big.txt", b"x" * 1_000_001, "more than the 1,000,000 bytes"),
        ("program.txt", b"MZ\0\0 program", "a program"),
    ],
)
def test_files_that_are_refused(
    browser: TestClient, addresses: Addresses, key: str, opened: Session, scratch: Scratch, name: str, content: bytes, reason: str
) -> None:
    """A file that cannot become an exhibit is told with its reason, which is on record under the name it had."""
    assert reason in send(browser, addresses, key, name, content)["reason"]
    assert opened.case.exhibits() == []
    event = json.loads(opened.ledger.path.read_text().splitlines()[-1])
    assert (event["event"], event["data"]["file"]) == ("exhibit_rejected", name)
    assert not list(scratch.folder.glob("file-*"))


def test_the_same_file_twice(browser: TestClient, addresses: Addresses, key: str, opened: Session) -> None:
    """A file that the case has already is refused with the number that it has."""
    send(browser, addresses, key, "a.txt", b"The boat left at nine.\n")
    assert "already in the case as EX-0001" in send(browser, addresses, key, "b.txt", b"The boat left at nine.\n")["reason"]


@pytest.mark.parametrize("name", [*HOSTILE, "../../../../tmp/evil.txt", "..", "/etc/passwd"])
def test_names_of_files_are_data(browser: TestClient, addresses: Addresses, key: str, opened: Session, tmp_path: Path, name: str) -> None:
    """Whatever a file is called, it lands in the case and nowhere else."""
    before = {place for place in tmp_path.rglob("*") if "exhibits" not in place.parts}
    assert send(browser, addresses, key, name, b"The boat left at nine.\n") == {"exhibit": "EX-0001"}
    after = {place for place in tmp_path.rglob("*") if "exhibits" not in place.parts}
    assert {place.name for place in after - before} <= {"case.sqlite-wal", "case.sqlite-shm", "heads", "ledger.key", "state"} | {
        opened.case.id
    }
    assert "/" not in opened.case.look_up("EX-0001").file
