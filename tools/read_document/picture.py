"""Pictures: photographs and scans of text."""

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from tools.case import Exhibit
from tools.heif import read_heif
from tools.progress import report
from tools.read_document.line import Line, Pages
from tools.read_document.ocr import Picture, recognise


def pages(document: Exhibit) -> Pages:
    """One page for each frame of the picture."""
    count = int(document.facts.get("pages", 1))

    def lines(number: int) -> Iterator[Line]:
        report((number - 1) / count, f"recognising the text of {document.id}")
        yield from recognise(frame(document, number), page=number if count > 1 else None)

    return Pages(count, lines)


def frame(document: Exhibit, number: int = 1) -> Picture:
    """One frame, upright as its EXIF orientation says, on white where it is transparent."""
    read_heif()
    with Image.open(document.path) as picture:
        picture.seek(number - 1)
        upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I;16"):  # which Pillow would cut off at 255
            upright = Image.fromarray((np.asarray(upright) >> 8).astype(np.uint8))
        if upright.has_transparency_data:
            upright = upright.convert("RGBA")
            white = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(white, upright)
        return np.ascontiguousarray(np.asarray(upright.convert("RGB"))[..., ::-1])
