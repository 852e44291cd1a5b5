"""Presentations are read slide by slide."""

import io
from collections.abc import Callable

import pptx
from pptx.util import Inches

from tools.case import Exhibit
from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]


def briefing() -> bytes:
    """Two slides: a title with a text below it, then a table, a group and notes."""
    show = pptx.Presentation()
    first = show.slides.add_slide(show.slide_layouts[5])
    low = first.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    low.text_frame.text = "The van left at 01:40.\vIt came back at 02:10."
    first.shapes.title.text = "Briefing"
    second = show.slides.add_slide(show.slide_layouts[6])
    table = second.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for number, text in enumerate(("Unit", "Place", "4", "Pier")):
        table.cell(number // 2, number % 2).text = text
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4), Inches(1), Inches(1)).text_frame.text = "Inside a group"
    second.notes_slide.notes_text_frame.text = "Do not show."
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def test_slides_are_pages(read: Read) -> None:
    """Texts, tables, groups and notes are read from top to bottom, each with its slide."""
    found = read("item", briefing())
    assert [(line.page, line.text) for line in found] == [
        (1, "Briefing"),
        (1, "The van left at 01:40."),
        (1, "It came back at 02:10."),
        (2, "Unit | Place"),
        (2, "4 | Pier"),
        (2, "Inside a group"),
        (2, "Notes: Do not show."),
    ]
    assert found[4].citations[0].fragment == "page=2&line=2"


def test_a_presentation_is_a_document(put: Callable[..., Exhibit], case_refusal: Callable[[bytes], str]) -> None:
    """It is recognised by its bytes with the number of slides; cut off, it is refused as broken."""
    assert put("item", briefing()).facts == {"pages": 2}
    assert "broken" in case_refusal(briefing()[:5000])
