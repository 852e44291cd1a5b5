"""Pictures: photographs and scans of text."""

from collections.abc import Iterator

import numpy as np

from tools.case import Exhibit
from tools.pictures import upright
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
    """One frame as `tools.pictures.upright` gives it, in the order of colours that the recogniser takes."""
    return np.ascontiguousarray(upright(document.path, number)[..., ::-1])
