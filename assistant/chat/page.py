"""The viewer of pages: pictures and PDFs, with a frame around the cited place."""

from assistant.chat.boxes import boxes_list, boxes_over
from assistant.chat.escape import Html, tag
from assistant.chat.icons import icon
from assistant.chat.labels import counted
from assistant.chat.shares import shares
from assistant.chat.sight import Sight
from assistant.drawing.pages import page_count
from tools.evidence import Box, Citation, TextLine


def page_view(sight: Sight) -> Html:
    """A page as a picture, with frames, and below it what is cited and what was read."""
    count = page_count(sight.exhibit)
    number = min(max(sight.opening.page or _cited_page(sight.opening.citation), 1), count)
    drawn = sight.material.page(sight.exhibit, number)
    size = (drawn.width, drawn.height)
    here = [mark for mark in sight.opening.marks if (mark.place.page or 1) == number]
    frames = [
        _frame(mark.place.xywh, size, "frame" if mark == sight.opening.citation else "frame beside")
        for mark in here
        if mark.place.xywh and mark.place.xywh[2:] != size
    ]
    picture = tag(
        "img",
        src=f"{sight.address}/page/{number}.jpg",
        width=drawn.width,
        height=drawn.height,
        alt=f"Page {number} of {sight.exhibit.id}",
        draggable="false",
    )
    spots = sight.spots if number == 1 else ()  # what is seen is seen in the first frame of a picture
    cited = [mark.place.xywh for mark in here if mark.place.xywh]
    desk = tag(
        "div",
        tag("div", picture, *frames, *boxes_over(spots, size, cited), class_="sheet", data_width=drawn.width),
        class_="desk",
        tabindex=0,
    )
    lines = [line for line in sight.reading or () if isinstance(line, TextLine) and (line.page or 1) == number]
    return tag(
        "div",
        _bar(number, count),
        desk,
        quotes_view(sight.opening.marks),
        boxes_list(spots, cited),
        _text(sight, lines, size),
        class_="page-view",
    )


def quotes_view(marks: tuple[Citation, ...]) -> Html | None:
    """What stands at the cited places, word for word."""
    if not marks:
        return None
    quotes = [tag("blockquote", mark.quote, dir="auto") for mark in dict.fromkeys(marks)]
    return tag("div", *quotes, class_="cited-words")


def _cited_page(citation: Citation | None) -> int:
    return (citation.place.page or 1) if citation is not None else 1


def _frame(box: Box, size: tuple[int, int], kind: str) -> Html:
    return tag("div", class_=kind, style=shares(box, size))


def _bar(number: int, count: int) -> Html:
    turn = None
    if count > 1:
        turn = tag(
            "span",
            _turning("left", "Previous page", number - 1 if number > 1 else None),
            tag("span", f"page {number} of {count}"),
            _turning("right", "Next page", number + 1 if number < count else None),
            class_="turning",
        )
    zooms = (
        tag("button", icon("minus"), type="button", data_zoom="out", title="Smaller", aria_label="Smaller"),
        tag("output", "100 %", class_="zoomed"),
        tag("button", icon("plus"), type="button", data_zoom="in", title="Larger", aria_label="Larger"),
        tag("button", icon("width"), type="button", data_zoom="fit", title="Fit the width", aria_label="Fit the width"),
    )
    return tag("div", turn, tag("span", *zooms, class_="zooming"), class_="bar")


def _turning(name: str, words: str, page: int | None) -> Html:
    return tag("button", icon(name), type="button", title=words, aria_label=words, data_page=page, disabled=page is None)


def _text(sight: Sight, lines: list[TextLine], size: tuple[int, int]) -> Html | None:
    if sight.reading is not None:
        return _read(lines, size)
    return tag("p", "Nobody has gone through this exhibit yet.", class_="hint") if not sight.spots else None


def _read(lines: list[TextLine], size: tuple[int, int]) -> Html:
    """What was read on the page; a click on a line frames it."""
    if not lines:
        return tag("p", "No text was found on this page.", class_="hint")
    items = [
        tag(
            "li",
            tag(
                "button", line.text, type="button", class_="read-line", data_frame=shares(line.box, size) if line.box else None, dir="auto"
            ),
        )
        for line in lines
    ]
    return tag("details", tag("summary", f"Text read from this page: {counted(len(lines), 'line')}"), tag("ol", *items), class_="read-text")
