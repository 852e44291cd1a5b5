"""A citation as a small numbered button."""

from assistant.chat.escape import Html, tag
from assistant.chat.labels import citation_label, shortened
from tools.evidence import Citation


def chip(citation: Citation, number: int) -> Html:
    """The button; what is cited stands in its title."""
    label = citation_label(citation)
    return tag(
        "button",
        tag("b", number),
        label,
        type="button",
        class_="chip",
        data_number=number,
        title=f"{label}: “{shortened(citation.quote)}”",
    )
