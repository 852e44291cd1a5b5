"""Text in pictures is recognised where it stands in the upright picture."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import models
from tests.conftest import needs_weights
from tests.tools.read_document.making import overlap, packed, picture
from tools.case import Exhibit
from tools.evidence import TextLine
from tools.read_document import ocr
from tools.read_document.picture import frame
from tools.sentences import sentences

pytestmark = needs_weights("ocr-detection", "ocr-recognition")

Read = Callable[..., list[TextLine]]
LINES = ["GULL POINT FUEL", "12 MAR 2026 02:52", "TOTAL GBP 97.89"]


def as_bytes(kind: str) -> bytes:
    """The three lines as a picture of a kind."""
    drawn, _ = picture(LINES)
    if kind == "turned":
        exif = Image.Exif()
        exif[0x0112] = 6  # the camera was held on its side
        return packed(drawn.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=95)
    if kind == "transparent":
        clear = np.zeros((*drawn.size[::-1], 4), np.uint8)
        clear[..., 3] = 255 - np.asarray(drawn.convert("L"))
        return packed(Image.fromarray(clear), "PNG")
    if kind == "16 bits":
        return packed(Image.fromarray(np.asarray(drawn.convert("L")).astype(np.uint16) * 200), "TIFF")
    return packed(drawn.convert("1"), "TIFF", compression="group4")


@pytest.mark.parametrize("kind", ["turned", "transparent", "16 bits", "fax"])
def test_lines_are_found_where_they_stand(read: Read, kind: str) -> None:
    """Turned by the camera, on a clear ground, with 16 bits or 1 bit a pixel: the lines and boxes are those of the upright picture."""
    found = read("photo", as_bytes(kind))
    assert [line.text for line in found] == LINES
    for line, truth in zip(found, picture(LINES)[1], strict=True):
        assert line.box is not None
        assert line.citations[0].place.xywh == line.box
        assert line.citations[0].quote == line.text
        assert overlap(line.box, truth) > 0.5


def test_short_lines_are_read_as_they_are_by_the_bare_pipeline() -> None:
    """That short lines are filled up less costs none of their characters: amounts, signs, marks and single digits."""
    drawn, _ = picture(["-6.25", "7", "$1.50", "A-17", "02:52", "NO", "x2", "PA99 KTX", "GBP 97.89 CASH"], (700, 900))
    [bare] = ocr.bare_pipeline().predict(np.asarray(drawn.convert("RGB"))[..., ::-1].copy())
    found = ocr.recognise(np.asarray(drawn.convert("RGB"))[..., ::-1].copy())
    assert [line.text for line in found] == list(bare["rec_texts"])
    assert {"-6.25", "PA99 KTX", "GBP 97.89 CASH"} <= set(bare["rec_texts"])


def test_pages_of_a_picture_are_told_apart(read: Read) -> None:
    """Each page of a TIFF is read as a page of its own, and one alone when asked."""
    first, second = picture(["FIRST PAGE"], (500, 160))[0], picture(["SECOND PAGE"], (520, 160))[0]
    content = packed(first, "TIFF", save_all=True, append_images=[second])
    assert [(line.page, line.text) for line in read("a.tif", content)] == [(1, "FIRST PAGE"), (2, "SECOND PAGE")]
    assert [line.text for line in read("b.tif", content + b"\0", page=2)] == ["SECOND PAGE"]


def test_a_picture_without_text_says_nothing(read: Read) -> None:
    """A blank picture gives no lines and no error."""
    assert read("blank.png", packed(Image.new("RGB", (300, 200), "white"), "PNG")) == []


def test_the_demo_receipt_is_recognised(read: Read, demo: Path) -> None:
    """Plate, date, total and receipt number are found in the photograph of the receipt, inside its edges."""
    found = read(demo / "receipt_photo.jpg")
    whole = " ".join(line.text for line in found)
    for part in ("PA99 KTX", "12 MAR 2026", "02:52", "97.89", "006318"):
        assert part in whole, whole
    with Image.open(demo / "receipt_photo.jpg") as photo:
        width, height = photo.size
    for line in found:
        assert line.box is not None
        x, y, w, h = line.box
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height


def test_dark_is_dark_and_light_is_light(put: Callable[..., Exhibit]) -> None:
    """A picture with 16 bits a pixel keeps its shades instead of being cut off at white."""
    shades = np.repeat(np.linspace(0, 65_535, 64).astype(np.uint16)[None], 8, axis=0)
    seen = frame(put("a.tif", packed(Image.fromarray(shades), "TIFF")))
    assert seen[0, :, 0].tolist() == (shades[0] >> 8).tolist()


@needs_weights("ocr-detection", "ocr-recognition", "ocr-orientation")
def test_a_telephones_picture_is_read(read: Read) -> None:
    """HEIC, as telephones take it, is read like any picture."""
    found = read(Path(__file__).parents[2] / "data" / "pictures" / "gate.heic")
    assert [line.text for line in found] == ["PIER GATE 0417"]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_is_read_upright(read: Read, turns: int) -> None:
    """A page that lies on its side or stands on its head is read in order, and each box lies on its line in the page as it is."""
    drawn, boxes = picture(LINES)
    found = read("turned.png", packed(drawn.rotate(90 * turns, expand=True), "PNG"))
    assert [line.text for line in found] == LINES
    width, height = drawn.size
    for line, (left, top, right, bottom) in zip(found, boxes, strict=True):
        truth = {
            1: (top, width - right, bottom, width - left),
            2: (width - right, height - bottom, width - left, height - top),
            3: (height - bottom, left, height - top, right),
        }[turns]
        assert line.box is not None
        assert overlap(line.box, truth) > 0.5


def test_lines_of_a_turned_page_are_not_taken_for_columns(read: Read) -> None:
    """Lines on their side stand beside one another and are still lines of a text, not cells of a row."""
    drawn, _ = picture(LINES)
    assert [sentence.text for sentence in sentences(read("turned.png", packed(drawn.rotate(90, expand=True), "PNG")))] == LINES


def test_weights_that_were_moved_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that was moved with its weights links to where they are now, not to where they were."""
    moved = tmp_path / "derived"
    moved.mkdir()
    (moved / "inference.onnx").symlink_to(tmp_path / "gone" / "inference.onnx")
    monkeypatch.setattr(type(models.store()), "derived", lambda self, task: moved)
    folder = ocr._folder("ocr-detection", ocr._DETECTION)
    assert (folder / "inference.onnx").samefile(models.path("ocr-detection") / "inference.onnx")
    assert sorted(place.name for place in folder.iterdir()) == ["inference.onnx", "inference.yml"]
