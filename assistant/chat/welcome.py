"""What stands where the answers will be, before there are any."""

from collections.abc import Sequence
from pathlib import Path

from assistant.accounts import Right
from assistant.chat.escape import Html, tag
from assistant.session import Session
from tools.case import Exhibit, Media

_EXAMPLES: tuple[tuple[Media, str], ...] = (
    ("audio", "What is said in {}?"),
    ("video", "What is said in {}?"),
    ("email", "Which phone numbers, accounts and plates are in {}?"),
    ("image", "What does {} say?"),
    ("document", "Who is named in {}?"),
)
_OPEN = "Who was there, and when?"
_MOST = 4


def welcome(session: Session) -> Html:
    """How to ask, with questions that fit this case; or what somebody does here who asks no questions."""
    if not session.standing.holds(Right.ASK):
        return tag("div", tag("h1", f"You are {session.standing.words} in this case"), *_other_work(session), class_="welcome")
    exhibits = session.case.exhibits()
    lead = "Every sentence of an answer cites the exact place in an exhibit that supports it. Click on a citation to see or hear it."
    if not exhibits:
        return tag(
            "div",
            tag("h1", "Add the first files"),
            tag("p", "This case is empty. Add recordings, pictures, letters, e-mails or tables on the left."),
            class_="welcome",
        )
    narrow = (
        "A question can be narrowed: ",
        tag("code", "exhibit:EX-0001"),
        ", ",
        tag("code", "kind:statement"),
        ", ",
        tag("code", 'person:"Ann Hale"'),
        ", ",
        tag("code", "since:2026-03-12"),
        ", ",
        tag("code", "until:2026-03-14"),
        ".",
    )
    buttons = [tag("li", tag("button", question, type="button", class_="example")) for question in examples(exhibits)]
    return tag("div", tag("h1", "Ask about this case"), tag("p", lead), tag("ul", *buttons), tag("p", *narrow), class_="welcome")


def _other_work(session: Session) -> list[Html]:
    """What those do here who ask no questions."""
    said = {
        Right.APPROVE: "What waits for your decision is on the tab “Authority”.",
        Right.JUDGE: "The candidates that you can judge are on the left.",
        Right.RELEASE: "What the privilege filter holds back is released on the command line: `exhibit quarantine`, `exhibit release`.",
        Right.VIEW: "The exhibits are on the left: click on one to open it.",
    }
    return [tag("p", words) for right, words in said.items() if session.standing.holds(right)]


def no_case(folder: Path, any_there: bool) -> Html:
    """What to do when no case is open."""
    if any_there:
        return tag("div", tag("h1", "Choose a case"), tag("p", "Choose one on the left, or make a new one there."), class_="welcome")
    return tag(
        "div",
        tag("h1", "There is no case yet"),
        tag("p", "Make one on the left: give it a title. It will lie in ", tag("code", folder.resolve()), "."),
        tag("p", "Or in a terminal: ", tag("code", 'exhibit case new cases/NAME --title "TITLE"')),
        class_="welcome",
    )


def examples(exhibits: Sequence[Exhibit]) -> list[str]:
    """Questions that fit what the case has: each is about the first exhibit of a medium."""
    found: list[str] = []
    for media, question in _EXAMPLES:
        exhibit = next((exhibit for exhibit in exhibits if exhibit.media == media), None)
        if exhibit is not None:
            found.append(question.format(exhibit.id))
    return [*found[: _MOST - 1], _OPEN]
