"""What a file is comes from its bytes, and whatever they are, the answer is a kind or a reason."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import docx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import EpsImagePlugin, Image

from tools.errors import Rejected
from tools.media import encoding_of, identify

Kept = Callable[[bytes], Path]
SIGNATURES = [b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0", b"II*\x00", b"RIFF"]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Write bytes to a file whose name says nothing."""

    def kept(content: bytes) -> Path:
        (tmp_path / "item").write_bytes(content)
        return tmp_path / "item"

    return kept


def refused(path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(Rejected) as reason:
        identify(path)
    return str(reason.value)


@pytest.mark.parametrize("begins", ["BMW 320d, grey", "ID3 is a tag", "P1 said no", "FORM 12 b", "MZ was here", "BZh and Rar! are", "OggS"])
def test_a_note_is_not_taken_for_what_its_first_word_resembles(kept: Kept, begins: str) -> None:
    """Plain notes that begin with the letters of a picture's, recording's or program's signature are notes."""
    assert identify(kept(f"{begins}, seen at the pier at nine.\nNothing else.\n".encode())).mime == "text/plain"


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "TIFF", "WEBP", "PPM"])
def test_a_picture_is_a_picture_in_each_format(kept: Kept, kind: str) -> None:
    """Pictures of the usual formats are recognised with their size, even the smallest."""
    out = io.BytesIO()
    Image.new("RGB", (3, 2), (200, 30, 30)).save(out, kind)
    found = identify(kept(out.getvalue()))
    assert (found.media, found.facts["width"], found.facts["height"]) == ("image", 3, 2)


def test_an_animation_is_a_video(kept: Kept) -> None:
    """A GIF of several pictures is a video with its length; of one picture, a picture."""
    out = io.BytesIO()
    pictures = [Image.new("RGB", (30, 20), (number * 60, 0, 0)) for number in range(4)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=250)
    found = identify(kept(out.getvalue()))
    assert (found.media, found.mime) == ("video", "image/gif")
    assert found.facts == {"seconds": 1.0, "width": 30, "height": 20}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        "La señora Peña vive en España.\n",
        "Il était à côté de l’église.\n",
        "Größe 42, fünf Männer\n",
        "Piña 3,00\nTotal £5.00\n",
        "João, às três\n",
    ],
)
def test_western_text_is_read_as_it_was_written(kept: Kept, text: str, encoding: str) -> None:
    """Names with accents and sums with currency signs survive every encoding that offices use."""
    path = kept(text.encode(encoding))
    assert path.read_bytes().decode(str(identify(path).facts["encoding"])) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Свидетель видел серый фургон у причала в час ночи.\n", "cp1251"),
        ("Ο μάρτυρας είδε το γκρι φορτηγό στο λιμάνι στη μία το βράδυ.\n", "cp1253"),
        ("رأى الشاهد الشاحنة الرمادية في الميناء عند الساعة الواحدة.\n", "cp1256"),
        ("目撃者は灰色のバンが港に止まったと言いました。\n", "shift_jis"),
        ("证人说他看见一辆灰色的面包车停在码头边上。\n", "gb18030"),
    ],
)
def test_other_scripts_are_recognised(text: str, encoding: str) -> None:
    """Text in other scripts is not taken for Western text."""
    content = text.encode(encoding)
    assert content.decode(encoding_of(content)) == text


@pytest.mark.parametrize("name", ["receipt_photo.jpg", "scanned_letter.pdf", "witness_statement.docx", "voicemail_driver.wav"])
def test_a_truncated_file_is_refused_or_still_what_it_was(kept: Kept, demo: Path, name: str) -> None:
    """Cut at any point, a file is refused with a reason or keeps its medium; it never becomes something else."""
    whole = (demo / name).read_bytes()
    medium = identify(kept(whole)).media
    outcomes = set()
    for tenth in range(1, 10):
        try:
            outcomes.add(identify(kept(whole[: len(whole) * tenth // 10])).media)
        except Rejected as reason:
            assert str(reason)
            outcomes.add("refused")
    assert outcomes <= {medium, "refused"}


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about what it makes of them
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(SIGNATURES), rest=st.binary())
def test_no_bytes_bring_it_down(kept: Kept, start: bytes, rest: bytes) -> None:
    """Whatever follows a signature, the answer is a kind of file or a reason, never another error."""
    try:
        assert identify(kept(start + rest)).mime
    except Rejected as reason:
        assert str(reason)


def test_every_page_of_a_picture_is_measured(kept: Kept) -> None:
    """A TIFF whose second page says that it is gigantic is refused, though its first page is small."""
    out = io.BytesIO()
    Image.new("L", (50, 60)).save(out, "TIFF", save_all=True, append_images=[Image.new("L", (50, 61))])
    content = bytearray(out.getvalue())
    sized = struct.pack("<HHII", 257, 4, 1, 61), struct.pack("<HHII", 257, 4, 1, 50_000_000)
    assert content.count(sized[0]) == 1
    assert identify(kept(bytes(content))).facts["pages"] == 2
    assert "pixels" in refused(kept(bytes(content.replace(*sized))))


def test_a_disguised_postscript_file_starts_no_program(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks like a picture to one library and like PostScript to another does not reach Ghostscript."""

    def started(*_: object, **__: object) -> None:
        raise AssertionError("Ghostscript would have been started")

    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", started)
    content = b"%!PSftypavif\n%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n" + bytes(40)
    with Image.open(io.BytesIO(content)) as picture, pytest.raises(AssertionError):
        picture.load()
    assert "picture" in refused(kept(content))


def _statement() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("I saw nothing. " * 200)
    document.save(out)
    return out.getvalue()


def test_a_document_with_a_lying_size_is_refused(kept: Kept) -> None:
    """A member that says it is smaller than it is does not get past the check of its size."""
    content = bytearray(_statement())
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/document.xml"))
    struct.pack_into("<I", content, entry + 24, 100)
    assert "broken" in refused(kept(bytes(content)))


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("a;b\n1;2\n3;4\n", "table"),
        ("a\tb\n1\t2\n3\t4\n", "table"),
        ("Well, I came home\nlate, it was dark\nyes, very dark\n", "document"),
        ("From: a@example.org\nTo: b@example.org\n\nhello\n", "email"),
        ("<!-- saved --><!DOCTYPE HTML><html><body>hello</body></html>", "document"),
        ("From here on: nothing\nTo be continued\n\nhello\n", "document"),
    ],
)
def test_text_is_told_apart_by_its_form(kept: Kept, text: str, media: str) -> None:
    """Rows of cells are a table and header lines a mail; sentences with commas or colons are neither."""
    assert identify(kept(text.encode())).media == media


def test_random_bytes_are_nothing(kept: Kept) -> None:
    """Noise is not decoded as some text."""
    assert "not a supported kind" in refused(kept(np.random.default_rng(7).bytes(20_000)))
