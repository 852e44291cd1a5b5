"""Small drawings, each in one colour: that of the text around it."""

from assistant.chat.escape import Html, tag
from tools.case import Media

_STROKES: dict[str, str] = {
    "audio": "M3 6.5v3M6 4v8M9 2.5v11M12 5v6M14.5 7v2",
    "video": "M1.5 4h9v8h-9zM10.5 7l4-2.2v6.4l-4-2.2",
    "image": "M1.5 3h13v10h-13zM1.5 11l4-4 3.2 3.2L11 8l3.5 3.4M11.2 5.6h.1",
    "document": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 10.5h5",
    "email": "M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5",
    "table": "M1.5 3h13v10h-13zM1.5 6.3h13M1.5 9.6h13M6 3v10",
    "check": "M3 8.5l3.2 3.2L13 4.8",
    "plus": "M8 3v10M3 8h10",
    "minus": "M3 8h10",
    "left": "M10 3L5 8l5 5",
    "right": "M6 3l5 5-5 5",
    "width": "M2 3v10M14 3v10M4.5 8h7M6 6L4 8l2 2M10 6l2 2-2 2",
    "play": "M4.5 2.5v11l9-5.5z",
    "back": "M8 3.5L4 8l4 4.5M13 3.5L9 8l4 4.5",
    "forward": "M8 3.5L12 8l-4 4.5M3 3.5L7 8l-4 4.5",
    "alert": "M8 2l6.5 11.5h-13zM8 6.3v3.4M8 11.6v.1",
}


def icon(name: str) -> Html:
    """A drawing by its name; it says nothing to a screen reader, so words stand beside it."""
    drawing = tag("path", d=_STROKES[name])
    return tag("svg", drawing, class_=f"icon icon-{name}", viewBox="0 0 16 16", aria_hidden="true")


def medium_icon(media: Media) -> Html:
    """The drawing of a medium."""
    return icon(media)
