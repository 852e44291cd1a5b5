"""What is inside mails and archives becomes exhibits of its own, with limits, and nothing escapes or is lost."""

import bz2
import gzip
import io
import lzma
import multiprocessing
import os
import signal
import tarfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.tools.read_document.making import outlook
from tests.tools.taking import Take, rows
from tools import containers
from tools.case import Case
from tools.intake import Labels, add
from tools.registry import get_tool

WHO = Labels("tester")


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*entries: tuple[str, bytes, bytes]) -> bytes:
    """A TAR archive of (name, content, type) entries."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content, kind in entries:
            entry = tarfile.TarInfo(name)
            entry.size, entry.type, entry.linkname = len(content), kind, "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def mail(*attachments: tuple[str, bytes], inner: EmailMessage | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Papers"
    message.set_content("See what is attached.")
    for name, content in attachments:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    if inner is not None:
        message.add_attachment(inner)
    return message.as_bytes()


@pytest.mark.parametrize(
    "content",
    [
        zipped({"b/one.txt": b"first text\n", "two.txt": b"second text\n"}),
        tarred(("b/one.txt", b"first text\n", tarfile.REGTYPE), ("two.txt", b"second text\n", tarfile.REGTYPE)),
        gzip.compress(tarred(("b/one.txt", b"first text\n", tarfile.REGTYPE), ("two.txt", b"second text\n", tarfile.REGTYPE))),
        mail(("b/one.txt", b"first text\n"), ("two.txt", b"second text\n")),
        outlook("a", "text", "Lane", [("b/one.txt", b"first text\n"), ("two.txt", b"second text\n")]),
    ],
    ids=["zip", "tar", "tar.gz", "eml", "msg"],
)
def test_members_are_exhibits_with_their_parent(case: Case, take: Take, content: bytes) -> None:
    """Whatever holds them, members have numbers of their own, their names inside and the exhibit that held them."""
    outcome = take(content)
    assert rows(outcome) == [("EX-0001", "item", None), ("EX-0002", "b/one.txt", "EX-0001"), ("EX-0003", "two.txt", "EX-0001")]
    assert outcome.rejected == []
    assert [exhibit.title for exhibit in outcome.added] == ["item", "one.txt", "two.txt"]
    assert case.exhibit("EX-0002").path.read_bytes() == b"first text\n"
    assert [(member.exhibit, member.name) for member in case.members("EX-0001")] == [("EX-0002", "b/one.txt"), ("EX-0003", "two.txt")]


@pytest.mark.parametrize(("pack", "ending"), [(gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")])
def test_a_single_packed_file_is_unpacked(case: Case, take: Take, pack: Callable[[bytes], bytes], ending: str) -> None:
    """A text packed by itself becomes an exhibit under its name without the ending."""
    assert rows(take(pack(b"some words here\n"), f"notes.txt{ending}"))[1:] == [("EX-0002", "notes.txt", "EX-0001")]


def test_a_mail_inside_a_mail_keeps_its_attachments(case: Case, take: Take) -> None:
    """An attached message is an exhibit as it came, and what is attached to it is one whose parent is that message."""
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "c@example.org", "a@example.org", "Fwd"
    inner.set_content("Inner text.")
    inner.add_attachment(b"deep text\n", "text", "x-notes", filename="deep.txt")
    outcome = take(mail(inner=inner))
    assert [(exhibit.media, exhibit.parent) for exhibit in outcome.added] == [
        ("email", None),
        ("email", "EX-0001"),
        ("document", "EX-0002"),
    ]
    assert case.exhibit("EX-0002").path.read_bytes() == inner.as_bytes()


def test_pictures_inside_a_mails_text_are_exhibits(case: Case, take: Take, demo: Path) -> None:
    """A picture that the text shows, and that no list of attachments has, is not lost."""
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message.set_content("Plain")
    message.add_alternative("<p>Look: <img src='cid:x'></p>", "html")
    html = message.get_payload()[1]  # type: ignore[index]
    html.add_related((demo / "receipt_photo.jpg").read_bytes(), "image", "jpeg", cid="<x>")  # type: ignore[union-attr]
    assert [exhibit.media for exhibit in take(message.as_bytes()).added] == ["email", "image"]


def test_attachments_of_a_mailbox_name_their_message(case: Case, take: Take) -> None:
    """Attachments of a mailbox say which message they came with."""
    start = b"From a@example.org Sat Mar 14 18:22:05 2026\n"
    box = b"".join(start + mail((f"{number}.txt", b"text %d here\n" % number)) + b"\n" for number in (1, 2))
    assert rows(take(box))[1:] == [("EX-0002", "message 1/1.txt", "EX-0001"), ("EX-0003", "message 2/2.txt", "EX-0001")]


def test_each_refused_member_is_named_while_the_rest_goes_in(case: Case, take: Take) -> None:
    """Links, devices, paths that lead out, empty and broken members are refused by name and reason; the others are exhibits."""
    outcome = take(
        tarred(
            ("../../escape.txt", b"outside\n", tarfile.REGTYPE),
            ("/etc/absolute.txt", b"outside\n", tarfile.REGTYPE),
            ("link", b"", tarfile.SYMTYPE),
            ("hard", b"", tarfile.LNKTYPE),
            ("device", b"", tarfile.CHRTYPE),
            ("empty.txt", b"", tarfile.REGTYPE),
            ("program", b"\x7fELF" + bytes(60), tarfile.REGTYPE),
            ("good.txt", b"good text\n", tarfile.REGTYPE),
        )
    )
    assert [name for _, name, _ in rows(outcome)] == ["item", "good.txt"]
    reasons = {refusal.file.rpartition("item/")[2]: refusal.reason for refusal in outcome.rejected}
    wanted = {
        "../../escape.txt": "outside the archive",
        "/etc/absolute.txt": "outside the archive",
        "link": "a link",
        "hard": "a link",
        "device": "device",
        "empty.txt": "empty",
        "program": "a program",
    }
    assert set(reasons) == set(wanted)
    for name, reason in wanted.items():
        assert reason in reasons[name]


def test_a_zip_with_tricks_is_taken_apart_safely(case: Case, take: Take, tmp_path: Path) -> None:
    """A link, a path that leads out and a bomb inside a ZIP are refused by name; nothing is written outside the case."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("..\\..\\out.txt", "outside\n")
        archive.writestr("C:\\out.txt", "outside\n")
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", bytes(300 << 20))
        archive.writestr("good.txt", "good text\n")
    outcome = take(out.getvalue())
    assert [name for _, name, _ in rows(outcome)] == ["item", "good.txt"]
    assert sorted("bomb" in refusal.reason for refusal in outcome.rejected) == [False, False, False, True]
    assert {path.name for path in tmp_path.iterdir()} == {"case", "item"}


def test_a_member_that_lies_about_its_size_is_refused(case: Case, take: Take) -> None:
    """A ZIP member that says it is smaller than it is does not become an exhibit."""
    content = bytearray(zipped({"a.txt": b"x" * 5000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(signature) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    outcome = take(bytes(content))
    assert len(outcome.added) == 1
    assert "broken" in outcome.rejected[0].reason


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_of_any_packing_is_stopped(case: Case, take: Take, pack: Callable[[bytes], bytes]) -> None:
    """A stream that unpacks to hundreds of times its size is stopped on the way, alone or inside a TAR."""
    zeros = bytes(64 << 20)
    assert "bomb" in take(pack(zeros), "a").rejected[0].reason
    outcome = take(pack(tarred(("a.txt", b"first\n", tarfile.REGTYPE), ("zeros", zeros, tarfile.REGTYPE))), "b")
    assert outcome.added[1].file == "a.txt"
    assert any("bomb" in refusal.reason for refusal in outcome.rejected)


def test_archives_in_archives_are_unpacked_three_deep(case: Case, take: Take) -> None:
    """Of archives nested ten deep three are opened; the next is kept, and the reason says so."""
    content = zipped({"bottom.txt": b"bottom\n"})
    for depth in range(10):
        content = zipped({f"{depth}.zip": content}, zipfile.ZIP_STORED)
    outcome = take(content)
    assert [parent for _, _, parent in rows(outcome)] == [None, "EX-0001", "EX-0002", "EX-0003"]
    assert "EX-0004 lies in more than 3 archives" in outcome.rejected[0].reason


def test_too_many_members_are_not_taken(case: Case, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit of members unpacking ends, and the reason names where."""
    monkeypatch.setattr("tools.intake.unpacking.Allowance.__init__.__defaults__", (3, 1 << 30))
    outcome = take(zipped({f"{number}.txt": b"text %d here\n" % number for number in range(9)}))
    assert len(outcome.added) == 4
    assert outcome.rejected[0].file.endswith("3.txt")
    assert f"more than {containers.MAX_MEMBERS:,}" in outcome.rejected[0].reason


def test_a_member_that_the_case_has_is_linked(case: Case, take: Take) -> None:
    """The same bytes in two containers are one exhibit that is on record as a member of both."""
    take(zipped({"a.txt": b"the same words\n"}), "one.zip")
    outcome = take(zipped({"b.txt": b"the same words\n", "c.txt": b"other words\n"}), "two.zip")
    assert [refusal.duplicate_of for refusal in outcome.rejected] == ["EX-0002"]
    assert [member.exhibit for member in case.members("EX-0003")] == ["EX-0002", "EX-0004"]
    assert case.look_up("EX-0002").parent == "EX-0001"


def test_names_inside_are_data(case: Case, take: Take) -> None:
    """Control characters and markup in a member's name are shown, not acted on."""
    name = take(zipped({"a\x1b[31m<b>.txt": b"text here\n"})).added[1].file
    assert name == "a\\x1b[31m<b>.txt"


def _add_these(folder: Path, source: Path) -> None:
    add(Case(folder), [source], WHO)


def test_a_kill_while_unpacking_is_made_good_by_adding_again(tmp_path: Path) -> None:
    """Killed between members, every exhibit is whole; adding the same archive again brings in those that were missing."""
    case = Case.new(tmp_path / "case", "Killed")
    names = [f"{number}.txt" for number in range(120)]
    (tmp_path / "a.zip").write_bytes(zipped({name: f"this is {name}, at some length\n".encode() * 2000 for name in names}))
    process = multiprocessing.get_context("spawn").Process(target=_add_these, args=(case.folder, tmp_path / "a.zip"))
    process.start()
    deadline = time.monotonic() + 60
    while len(case.exhibits()) < 10 and time.monotonic() < deadline:
        time.sleep(0.002)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    before = case.exhibits()
    assert 10 <= len(before) < 121
    for exhibit in before:
        exhibit.verify()
    outcome = add(case, [tmp_path / "a.zip"], WHO)
    assert [refusal.duplicate_of for refusal in outcome.rejected] == ["EX-0001"]
    assert [member.name for member in case.members("EX-0001")] == names
    assert len(case.exhibits()) == 121


def test_an_archives_list_can_be_read(case: Case, take: Take) -> None:
    """Reading an archive gives the names in it; what they hold is read as exhibits of their own."""
    take(zipped({"b/one.txt": b"first text\n", "two.txt": b"second text\n"}))
    found = get_tool("read_document").run(case, "EX-0001")
    assert [line.citations[0].quote for line in found] == ["b/one.txt", "two.txt"]
