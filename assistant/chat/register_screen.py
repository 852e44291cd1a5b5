"""The screen of the register: what may be the same and who decides it, the timeline, and the links."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant import registering
from assistant.accounts import Right
from assistant.chat.ask_screen import AskScreen
from assistant.chat.desk import Desk
from assistant.chat.escape import Html, join, tag
from assistant.chat.link_picture import TOLD as LINKS_TOLD
from assistant.chat.link_picture import link_picture
from assistant.chat.mounted import mounted
from assistant.chat.opening import NO_PLACE, Opening, citation_sent
from assistant.chat.suggestion_view import suggestions_view
from assistant.chat.time_picture import TOLD as TIMES_TOLD
from assistant.chat.time_picture import time_picture
from assistant.chat.viewer import failure
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from tools.errors import CaseError, IntegrityError
from tools.register import links as linking
from tools.register import register
from tools.register import timeline as dating

_VIEWS = ("What may be the same", "Timeline", "Links")
_NO_CASE = tag("p", "Choose a case first, on the other tab.", class_="hint")


class RegisterScreen:
    """Looking at the register of the case that is open.

    Args:
        ask: the screen where the case is chosen and where places of exhibits are shown.
    """

    title = "Register"

    def __init__(self, ask: AskScreen) -> None:
        self._ask = ask

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does; the other screen must be built before."""
        with gr.Column(elem_id="register", elem_classes="screen"):
            with gr.Row(elem_id="register-bar"):
                self.which = gr.Radio(_VIEWS, value=_VIEWS[0], show_label=False, container=False, elem_id="register-view")
                self.again = gr.Button("Show", size="sm", elem_id="register-show")
            self.picture = mounted("pictured", "register_picture", elem_id="register-picture")
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
        inputs = [self._ask.desk, self.which]
        self.again.click(self._show, inputs, self.picture, **quiet)
        self.which.input(self._show, inputs, self.picture, **quiet)
        self.picture.decide(self._decide, inputs, self.picture, **quiet)
        self.picture.cite(self._cite, self._ask.desk, self._ask.view, **quiet)

    def _show(self, desk: Desk, which: str) -> dict[str, object]:
        return {"html": self._drawn(desk, which)}

    def _drawn(self, desk: Desk, which: str) -> Html:
        return self._guarded(desk, lambda session: _view(session, which))

    def _decide(self, desk: Desk, which: str, event: gr.EventData) -> dict[str, object]:
        """Somebody pressed a button below a suggestion, or the one that takes the newest decision back."""
        said = {name: str(event._data.get(name, "")) for name in ("what", "a", "b", "reason")}
        seen = event._data.get("seen")
        seen = seen if isinstance(seen, int) and not isinstance(seen, bool) else -1

        def decided(session: Session) -> Html:
            if said["what"] == "merge":
                registering.merge(session, [said["a"], said["b"]], said["reason"], seen=seen)
            elif said["what"] == "reject":
                registering.reject(session, said["a"], said["b"], said["reason"], seen=seen)
            elif said["what"] == "undo":
                registering.undo(session, reason=said["reason"], seen=seen)
            return Html("")

        trouble = self._guarded(desk, decided)
        return {"html": join((trouble, self._drawn(desk, which)))}

    def _guarded(self, desk: Desk, made: Callable[[Session], Html]) -> Html:
        """What is made of the case that is open, or why it is not."""
        session = self._ask.session(desk)
        if session is None:
            return _NO_CASE
        try:
            session.require(Right.VIEW)
            return made(session)
        except (IntegrityError, LedgerDamaged) as error:
            return failure("Integrity failure", str(error))
        except CaseError as error:
            return failure("Not done", str(error))

    def _cite(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Open a place in the viewer of the other screen."""
        citation = citation_sent(event._data)
        if citation is None:
            return self._ask.refused(NO_PLACE)
        desk.opening = Opening(citation.exhibit, citation, play=True)
        return self._ask.seen(desk)


def _view(session: Session, which: str) -> Html:
    found = register(session.case)
    if which == _VIEWS[1]:
        return join((tag("p", TIMES_TOLD, class_="hint"), time_picture(dating.timeline(session.case, found))))
    if which == _VIEWS[2]:
        return join((tag("p", LINKS_TOLD, class_="hint"), link_picture(linking.links(session.case, found))))
    return suggestions_view(session.case, found)
