"""PDF pages give their text with its page and box, whether it is written or a picture."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from tests.conftest import needs_weights
from tests.tools.read_document.making import overlap, pdf, picture
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import TextLine
from tools.read_document.pdf import DOTS_PER_INCH, drawing
from tools.registry import get_tool

Read = Callable[..., list[TextLine]]
PAGES = [
    ["Statement of Helen Carter, who lives on the second floor", "The van left at 01:40, she is sure of the time."],
    ["Page two says that the café was shut and the lamp beside the slipway was on.", "Total: £97.89"],
]


def test_each_line_has_its_page_and_words(read: Read) -> None:
    """A written PDF is read line by line, without recognition, each line with its page."""
    found = read("a.pdf", pdf(PAGES))
    assert [(line.page, line.text) for line in found] == [(page, text) for page, lines in enumerate(PAGES, start=1) for text in lines]
    assert [line.citations[0].place.page for line in found] == [1, 1, 2, 2]
    assert all(line.confidence is None and line.citations[0].quote == line.text for line in found)
    whole = "\n".join(line.text for line in found)
    assert all(whole.startswith(line.text, line.offset) for line in found)


@pytest.mark.parametrize(
    ("box", "more"),
    [("0 0 595 842", ""), ("0 0 842 842", "/Rotate 90"), ("0 0 595 842", "/CropBox[50 600 595 842]"), ("-30 -20 595 842", "/Rotate 180")],
    ids=["upright", "rotated", "cropped", "upside down"],
)
def test_boxes_hold_the_ink(read: Read, box: str, more: str) -> None:
    """Drawn at 150 dots an inch, all ink of a page lies in the boxes of its lines, and each box has ink; also on turned pages."""
    content = pdf([PAGES[0]], box, more)
    found = read("a.pdf", content)
    with pypdfium2.PdfDocument(content) as document:
        ink = drawing(document[0]).min(axis=2) < 128
    assert ink.any()
    assert len(found) == 2
    for line in found:
        assert line.box is not None
        assert line.citations[0].place.xywh == line.box
        x, y, w, h = line.box
        inside = ink[max(y - 2, 0) : y + h + 2, max(x - 2, 0) : x + w + 2]
        assert inside.any()
        assert inside.size < 0.1 * ink.size
        inside[:] = False
    assert not ink.any()


def test_boxes_are_counted_in_pixels(read: Read) -> None:
    """A line that begins an inch from the left edge begins 150 pixels from it."""
    [line] = read("a.pdf", pdf([["X" * 120]]))
    assert line.box is not None
    assert line.box[0] == pytest.approx(DOTS_PER_INCH, abs=3)
    assert line.box[1] + line.box[3] == pytest.approx((842 - 770) / 72 * DOTS_PER_INCH, abs=8)


def test_one_page_alone(case: Case, put: Callable[..., Exhibit]) -> None:
    """Only the page asked for is read; a page that is not there is refused with their number."""
    exhibit = put("a.pdf", pdf(PAGES))
    run = get_tool("read_document").run
    assert [line.text for line in run(case, exhibit.id, page=2)] == PAGES[1]
    with pytest.raises(ToolError, match="has 2 pages; there is no page 3"):
        run(case, exhibit.id, page=3)


@needs_weights("ocr-detection", "ocr-recognition")
def test_a_scan_is_recognised_where_it_stands(read: Read) -> None:
    """The text of a page that is a picture is found, with a confidence, in a box at 150 dots an inch over the true place."""
    drawn, boxes = picture(["Harbour Office, North Pier", "SK40-20719"])
    out = io.BytesIO()
    drawn.save(out, "PDF", resolution=100)
    found = read("a.pdf", out.getvalue())
    assert [line.text for line in found] == ["Harbour Office, North Pier", "SK40-20719"]
    for line, (left, top, right, bottom) in zip(found, boxes, strict=True):
        assert line.box is not None
        assert line.confidence is not None
        assert line.page == 1
        scaled = tuple(round(side * DOTS_PER_INCH / 100) for side in (left, top, right, bottom))
        assert overlap(line.box, scaled) > 0.5  # type: ignore[arg-type]


@needs_weights("ocr-detection", "ocr-recognition")
def test_the_demo_letter_is_recognised(read: Read, demo: Path) -> None:
    """Names, plate, times and serial numbers of the scanned letter are found on their pages."""
    found = read(demo / "scanned_letter.pdf")
    pages = [" ".join(line.text for line in found if line.page == page) for page in (1, 2)]
    for part in ("Tom Porter", "PA99 KTX", "02:25", "SK40-20719", "18,400 pounds"):
        assert part in pages[0], pages[0]
    for part in ("Daniel Brooks was with me", "21:00 until 02:00", "GB33 BUKB 2020 1555 5555 55", "Ruth Harding"):
        assert re.search(part.replace(" ", " ?"), pages[1]), pages[1]
    assert np.mean([line.confidence or 0 for line in found]) > 0.9
