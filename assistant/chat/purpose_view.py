"""The form that asks what a case is looked at for, before the first look."""

from assistant.chat.escape import Html, tag
from assistant.viewing import LONGEST, PURPOSES


def purpose_view(complaint: str = "") -> Html:
    """What stands in the viewer until somebody has said what for."""
    offered = [
        tag("label", tag("input", type="radio", name_="purpose", value=words, checked=not number), words)
        for number, words in enumerate(PURPOSES)
    ]
    return tag(
        "form",
        tag("h3", "What do you look at this case for?"),
        tag("p", "You are asked once for this case and login. The record names it with each look (Article 25 LED).", class_="hint"),
        *offered,
        tag("label", "In your own words", tag("input", type="text", name_="own", maxlength=LONGEST)),
        tag("p", complaint, class_="complaint", role="alert"),
        tag("button", "Go on", type="submit", class_="primary"),
        class_="purpose-form",
    )
