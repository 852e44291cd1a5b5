"""Adding files: whole or not at all, nothing refused without its reason, nothing followed or believed."""

import io
import multiprocessing
import os
import signal
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools.case import Case, Exhibit
from tools.errors import CaseError, IntegrityError, NoSuchCase, NoSuchExhibit
from tools.intake import Labels, add

Put = Callable[..., Exhibit]
WHO = Labels("tester")


def reason(case: Case, file: Path, **options: int) -> str:
    """Why a file is refused."""
    outcome = add(case, [file], WHO, **options)
    assert not outcome.added
    [refusal] = outcome.rejected
    return refusal.reason


def file(tmp_path: Path, name: str, content: bytes) -> Path:
    place = tmp_path / name
    place.write_bytes(content)
    return place


def test_an_exhibit_is_kept_by_content_and_read_only(case: Case, put: Put) -> None:
    """The bytes lie under their SHA-256, cannot be written to, and the register says what they are."""
    exhibit = put("note.txt", "The boat left at nine.\n", title="A note", kind="note")
    assert exhibit.id == "EX-0001"
    assert (exhibit.media, exhibit.title, exhibit.kind, exhibit.file, exhibit.added_by) == (
        "document",
        "A note",
        "note",
        "note.txt",
        "tester",
    )
    assert exhibit.path.read_text() == "The boat left at nine.\n"
    assert exhibit.path.stat().st_mode & 0o222 == 0
    assert exhibit.added_at.tzinfo is not None
    assert case.exhibit("EX-0001") == exhibit


def test_the_demo_material_is_recognised_by_its_bytes(case: Case, demo: Path, tmp_path: Path) -> None:
    """With every file renamed to .dat, each medium is still found from the content."""
    expected = {
        "witness_statement.docx": "document",
        "email_offer.eml": "email",
        "receipt_photo.jpg": "image",
        "scanned_letter.pdf": "document",
        "emergency_call.wav": "audio",
        "incidents.csv": "table",
    }
    for number, (name, media) in enumerate(expected.items()):
        disguised = file(tmp_path, f"{number}.dat", (demo / name).read_bytes())
        assert add(case, [disguised], WHO).added[0].media == media, name


def test_a_lying_extension_is_not_believed(case: Case, demo: Path, tmp_path: Path) -> None:
    """A PDF called .jpg is a document; a picture called .txt is a picture."""
    assert add(case, [file(tmp_path, "a.jpg", (demo / "scanned_letter.pdf").read_bytes())], WHO).added[0].mime == "application/pdf"
    assert add(case, [file(tmp_path, "b.txt", (demo / "receipt_photo.jpg").read_bytes())], WHO).added[0].media == "image"


def test_the_same_content_is_reported_as_a_duplicate(case: Case, put: Put, tmp_path: Path) -> None:
    """A second file with the same bytes is not added and the first one is named."""
    put("a.txt", "the same words here\n")
    outcome = add(case, [file(tmp_path, "other name.txt", b"the same words here\n")], WHO)
    assert [refusal.duplicate_of for refusal in outcome.rejected] == ["EX-0001"]
    assert len(case.exhibits()) == 1


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (300 << 20))
    return out.getvalue()


def _encrypted_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    content = bytearray(out.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1
    return bytes(content)


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def _broken_picture(demo: Path) -> bytes:
    return (demo / "receipt_photo.jpg").read_bytes()[:20_000]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", lambda demo: b"", "empty"),
        ("blank.txt", lambda demo: b" \n\t\n", "empty"),
        ("half.jpg", _broken_picture, "broken"),
        ("half.pdf", lambda demo: (demo / "scanned_letter.pdf").read_bytes()[:3000], "broken"),
        ("half.docx", lambda demo: (demo / "witness_statement.docx").read_bytes()[:9000], "broken"),
        ("noise.wav", lambda demo: b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64), "broken"),
        ("random.bin", lambda demo: np.random.default_rng(1).bytes(5000), "not a supported kind"),
        ("bomb.docx", lambda demo: _bomb(), "zip bomb"),
        ("locked.docx", lambda demo: _encrypted_zip(), "encrypted"),
        ("empty.zip", lambda demo: b"PK\x05\x06" + bytes(18), "empty"),
        ("half.zip", lambda demo: _archive()[:40], "broken"),
        ("archive.rar", lambda demo: b"Rar!\x1a\x07\x01\x00" + bytes(60), "unpack it"),
        ("program", lambda demo: b"\x7fELF" + bytes(100), "a program"),
        ("old.doc", lambda demo: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or encrypted"),
        ("list.m3u8", lambda demo: b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n", None),
    ],
)
def test_what_cannot_be_an_exhibit_is_refused_with_its_reason(
    case: Case, demo: Path, tmp_path: Path, name: str, content: Callable[[Path], bytes], says: str | None
) -> None:
    """Broken, empty, encrypted, hostile and unsupported files are each refused in words; a play list is text, not a way out."""
    place = file(tmp_path, name, content(demo))
    if says is None:
        assert add(case, [place], WHO).added[0].media == "document"
    else:
        assert says in reason(case, place)
        assert not case.exhibits()


def test_a_locked_pdf_asks_for_an_unlocked_copy(case: Case, tmp_path: Path) -> None:
    """A PDF with a password is refused, and the reason says what to do."""
    # A minimal PDF whose trailer names the standard security handler with a user password.
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -44>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]>>\n"
    )
    assert "password" in reason(case, file(tmp_path, "locked.pdf", content))


def test_a_picture_with_too_many_pixels_is_not_decoded(case: Case, tmp_path: Path) -> None:
    """A small file that would decode to gigabytes of pixels is refused before it is decoded."""
    place = tmp_path / "huge.png"
    Image.new("1", (40_000, 40_000)).save(place)
    assert "pixels" in reason(case, place)


def test_links_are_never_followed(case: Case, tmp_path: Path) -> None:
    """A link is refused as such, alone and inside a folder, and what it points to stays out."""
    secret = file(tmp_path, "secret.txt", b"not for the case at all\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "outside").symlink_to(tmp_path)
    outcome = add(case, [folder], WHO)
    assert not outcome.added
    assert {refusal.reason for refusal in outcome.rejected} == {"a link; add the file that it points to"}
    assert "link" in reason(case, folder / "link.txt")


def test_special_files_do_not_hang(case: Case, tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    assert reason(case, tmp_path / "pipe") == "not a regular file"


def test_a_broken_file_does_not_stop_the_rest(case: Case, tmp_path: Path) -> None:
    """From a folder, the good files go in and the bad ones are listed with their reasons; sub-folders are gone through."""
    (tmp_path / "m" / "sub").mkdir(parents=True)
    file(tmp_path, "m/a.txt", b"first good text\n")
    file(tmp_path, "m/b.jpg", b"\xff\xd8\xff\xe0 not a picture")
    file(tmp_path, "m/sub/c.txt", b"second good text\n")
    outcome = add(case, [tmp_path / "m", tmp_path / "missing"], WHO)
    assert [exhibit.file for exhibit in outcome.added] == ["a.txt", "c.txt"]
    assert len(outcome.rejected) == 2


def test_an_oversized_file_is_refused(case: Case, tmp_path: Path) -> None:
    """A file larger than the station takes is refused before it is copied."""
    assert "more than" in reason(case, file(tmp_path, "a.txt", b"x" * 1000), max_bytes=999)


def test_names_are_data(case: Case, tmp_path: Path) -> None:
    """Names with line breaks, markup, path parts and broken bytes are kept as text and never acted on."""
    names = ["a\nb.txt", "<img src=x onerror=alert(1)>.txt", "{{ 7*7 }}.txt", "-rf.txt", os.fsdecode(b"\xff\xfe.txt")]
    for number, name in enumerate(names):
        file(tmp_path, name, f"some text number {number}\n".encode())
    added = add(case, [tmp_path / name for name in names], WHO).added
    assert len(added) == len(names)
    assert all(exhibit.file.isprintable() for exhibit in added)
    assert added[2].title == "{{ 7*7 }}.txt"


def test_one_flipped_byte_is_noticed(case: Case, put: Put) -> None:
    """An exhibit whose bytes were changed behind the program's back is refused with the reason."""
    exhibit = put("a.txt", "The boat left at nine.\n")
    exhibit.path.chmod(0o600)
    content = bytearray(exhibit.path.read_bytes())
    content[4] ^= 1
    exhibit.path.write_bytes(content)
    with pytest.raises(IntegrityError, match="not the ones that were added"):
        case.exhibit("EX-0001")
    exhibit.path.unlink()
    with pytest.raises(IntegrityError, match="are gone"):
        case.exhibit("EX-0001")


def _add_forever(folder: Path, source: Path) -> None:
    case = Case(folder)
    for number in range(10_000):
        (source / f"{number}.txt").write_text(f"file number {number} " * 20_000)
        add(case, [source / f"{number}.txt"], WHO)


def test_a_kill_leaves_each_exhibit_whole_or_absent(tmp_path: Path) -> None:
    """After a kill in the middle of adding, every registered exhibit has its bytes, and what was half copied is swept away."""
    case = Case.new(tmp_path / "case", "Killed")
    (tmp_path / "source").mkdir()
    process = multiprocessing.get_context("spawn").Process(target=_add_forever, args=(case.folder, tmp_path / "source"))
    process.start()
    deadline = time.monotonic() + 60
    while len(case.exhibits()) < 5 and time.monotonic() < deadline:
        time.sleep(0.003)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    exhibits = case.exhibits()
    assert len(exhibits) >= 5
    for exhibit in exhibits:
        exhibit.verify()
    stale = case.folder / "incoming" / "left.part"
    stale.write_bytes(b"half")
    os.utime(stale, (0, 0))
    (tmp_path / "more.txt").write_text("after the kill, more text\n")
    assert add(case, [tmp_path / "more.txt"], WHO).added
    assert not stale.exists()


def _add_these(folder: Path, source: Path) -> None:
    add(Case(folder), [source], WHO)


def test_two_people_may_add_at_once(tmp_path: Path) -> None:
    """Two processes that add overlapping folders give every content one number, without gaps or clashes."""
    case = Case.new(tmp_path / "case", "Two users")
    for user in range(2):
        (tmp_path / f"user{user}").mkdir()
        for number in range(15):
            (tmp_path / f"user{user}" / f"{number}.txt").write_text(f"content {number if number < 5 else (user, number)}\n")
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_add_these, args=(case.folder, tmp_path / f"user{user}")) for user in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [exhibit.id for exhibit in case.exhibits()] == [f"EX-{number:04d}" for number in range(1, 26)]


def test_a_full_disk_is_said_and_leaves_nothing_behind(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the file is refused with that reason and the case is as before."""

    def full(handle: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    place = file(tmp_path, "a.txt", b"some text to add\n")
    monkeypatch.setattr("tools.intake.entering.os.write", full)
    assert "No space left" in reason(case, place)
    assert list((case.folder / "incoming").iterdir()) == []
    assert not case.exhibits()


def test_opening_what_is_no_case_says_how_to_make_one(tmp_path: Path) -> None:
    """A folder without a case, a full folder for a new one, and an unknown exhibit are answered with what to do."""
    with pytest.raises(NoSuchCase, match="case new"):
        Case(tmp_path)
    with pytest.raises(CaseError, match="not an empty folder"):
        Case.new(Path(__file__).parent, "x")
    with pytest.raises(CaseError, match="title"):
        Case.new(tmp_path / "n", "  ")
    case = Case.new(tmp_path / "new", "x")
    with pytest.raises(NoSuchExhibit, match="no exhibits yet"):
        case.exhibit("EX-0001")
