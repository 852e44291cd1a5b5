"""What the pictures of timeline and links share: their citations, and a page of their own that needs nothing from elsewhere."""

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import citation_label, shortened
from assistant.chat.mounted import script
from tools.evidence import Citation


def chips(citations: Sequence[Citation]) -> Html:
    """Citations as buttons; each says its exhibit and fragment, which open in the viewer."""
    return tag("span", *(_chip(citation) for citation in dict.fromkeys(citations)), class_="chips")


def shape(name: str, **attributes: object) -> Html:
    """A line or circle, in a group of its own: in HTML an SVG element without an end tag would hold all that follows it."""
    return tag("g", tag(name, **attributes))


def _chip(citation: Citation) -> Html:
    return tag(
        "button",
        citation_label(citation),
        type="button",
        class_="chip",
        data_exhibit=citation.exhibit,
        data_sha256=citation.sha256,
        data_fragment=citation.fragment,
        data_quote=citation.quote,
        title=f"“{shortened(citation.quote)}”",
    )


def alone(title: str, told: str, body: Html) -> str:
    """A picture as an HTML file of its own: it loads nothing and runs no script but the one that moves it.

    Args:
        title: of the page.
        told: what must be known when looking at it.
        body: the picture.
    """
    code = f'"use strict";\n{script("pictured")}\nshowPicture(document.body, null);'
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    style = resources.files("assistant.chat").joinpath("pictured.css").read_text("utf-8")
    head = join(
        (
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
            tag("title", title),
            Html(f"<style>{style}</style>"),
        )
    )
    content = join((tag("h1", title), tag("p", told, class_="hint"), body, Html(f"<script>{code}</script>")))
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body class="alone">{content}</body></html>\n'
