"""Presentations (PPTX)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tools.case import Exhibit
from tools.read_document.line import Line, Pages, numbered


def pages(document: Exhibit) -> Pages:
    """A page for each slide: the text of its shapes from top to bottom, rows of tables, then the speaker's notes.

    Text in pictures is not read: where it matters, save the presentation as PDF and add that too.
    """
    import pptx

    slides = list(pptx.Presentation(str(document.path)).slides)

    def lines(number: int) -> Iterator[Line]:
        return (replace(line, page=number) for line in numbered(_lines(slides[number - 1])))

    return Pages(len(slides), lines)


def _lines(slide: Any) -> Iterator[str]:
    yield from _shapes(slide.shapes)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from (f"Notes: {line}" for line in _split(notes.text))


def _shapes(shapes: Any) -> Iterator[str]:
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):  # a group
            yield from _shapes(shape.shapes)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield " | ".join(" ".join(cell.text.split()) for cell in row.cells if not cell.is_spanned)
        elif shape.has_text_frame:
            yield from _split(shape.text_frame.text)


def _split(text: str) -> Iterator[str]:
    yield from (line for line in text.replace("\v", "\n").splitlines() if line.strip())
