"""PDF: text where a page has it, recognised text where a page is a picture."""

import ctypes
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from tools.case import Exhibit
from tools.progress import report
from tools.read_document.line import Line, Pages
from tools.read_document.ocr import Picture, recognise

DOTS_PER_INCH = 150
"""Resolution at which pages are drawn; boxes are pixels of this drawing."""

_SCALE = DOTS_PER_INCH / 72
_MAX_SIDE = 6000
"""Pixels; larger pages (plans, posters) are drawn smaller."""
_FEW = 100
"""Characters; a page with fewer, most of which is pictures, is a scan with a stamp or page number on it."""


def pages(document: Exhibit) -> Pages:
    """The pages of the PDF."""
    count = int(document.facts["pages"])

    def lines(number: int) -> Iterator[Line]:
        report((number - 1) / count, f"reading {document.id}, page {number} of {count}")
        with pypdfium2.PdfDocument(document.path) as pdf:
            page = pdf[number - 1]
            text = page.get_textpage()
            if _is_picture(page, text):
                yield from recognise(drawing(page), page=number)
            else:
                yield from _lines(page, text, number)

    return Pages(count, lines)


def drawing(page: Any) -> Picture:
    """A page as a picture at 150 dots an inch."""
    bitmap = page.render(scale=scale_of(page), rev_byteorder=False, prefer_bgrx=False)
    picture: Picture = np.ascontiguousarray(bitmap.to_numpy()[..., :3])
    return picture if picture.shape[2] == 3 else np.repeat(picture, 3, axis=2)


def scale_of(page: Any) -> float:
    """Pixels for each point (1/72 inch) in which a page is drawn."""
    return min(_SCALE, float(_MAX_SIDE / max(page.get_size())))


def _is_picture(page: Any, text: Any) -> bool:
    characters = len("".join(text.get_text_range().split()))
    if characters >= _FEW:
        return False
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(right - left, 0) * max(top - bottom, 0)
    return characters == 0 or covered > 0.5 * width * height


def _lines(page: Any, text: Any, number: int) -> Iterator[Line]:
    """Lines of the text layer, in the order of the file."""
    content = text.get_text_range()
    start = 0
    for raw in content.splitlines(keepends=True):
        line = raw.strip().replace("\ufffe", "-").replace("\x02", "-")  # PDFium's signs for a hyphen at a line's end
        if line:
            box = _box(page, text, start, len(raw.rstrip()))
            yield Line(line, page=number, box=box)
        start += len(raw)


def _box(page: Any, text: Any, start: int, count: int) -> tuple[int, int, int, int] | None:
    """The box around characters, in pixels of the page's drawing; rotation and cropping of the page are accounted for."""
    scale = scale_of(page)
    width, height = (round(side * scale) for side in page.get_size())
    corners = []
    for position in range(text.count_rects(start, count)):
        left, bottom, right, top = text.get_rect(position)
        for x, y in ((left, bottom), (right, top)):
            across, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
            corners.append((across.value, down.value))
    if not corners:
        return None
    xs, ys = zip(*corners, strict=True)
    return (
        max(min(xs), 0),
        max(min(ys), 0),
        max(xs) - min(xs) + 1,
        max(ys) - min(ys) + 1,
    )
