"""The right column of the screen: what was asked to be shown, and what is done in it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import gradio as gr

from assistant.chat.cases import Cases
from assistant.chat.desk import Desk
from assistant.chat.escape import Html
from assistant.chat.mounted import mounted
from assistant.chat.opening import Opening
from assistant.chat.purpose_view import purpose_view
from assistant.chat.viewer import Viewer, failure, nothing_open
from assistant.session import Session
from tools.errors import CaseError, IntegrityError
from tools.verification import lead

GONE = "This page was open for too long and the program has forgotten it. Load it again; the case's record has everything."


class ViewColumn:
    """Shows what is open on a desk.

    Args:
        viewer: shows exhibits.
        cases: those that can be opened.
        session_of: the case that is open on a desk, or None.
    """

    def __init__(self, viewer: Viewer, cases: Cases, session_of: Callable[[Desk], Session | None]) -> None:
        self._viewer = viewer
        self._cases = cases
        self._session = session_of
        self._drawn = count(1)

    def build(self) -> gr.HTML:
        """Put it on the page."""
        self.view = mounted("page", "transcript", "tracks", "player", "comparison", "viewer", elem_id="viewer")
        return self.view

    def listen(self, desk: gr.State, exhibits: gr.HTML, history: gr.HTML, **quiet: Any) -> None:
        """Say what opens something: the list of exhibits, the citations of answers, and what is clicked in the view itself."""
        exhibits.compare(self._compare, desk, self.view, trigger_mode="always_last", **quiet)
        self.view.purpose(self._purpose, desk, self.view, **quiet)
        exhibits.open_exhibit(self._open_exhibit, desk, self.view, trigger_mode="always_last", **quiet)
        history.cite(self._open_citation, desk, self.view, trigger_mode="always_last", **quiet)
        history.compare(self._compare, desk, self.view, trigger_mode="always_last", **quiet)
        self.view.compare(self._compare, desk, self.view, trigger_mode="always_last", **quiet)
        self.view.leave(self._leave, desk, self.view, trigger_mode="always_last", **quiet)
        self.view.turn_page(self._turn_page, desk, self.view, trigger_mode="always_last", **quiet)
        self.view.more_lines(self._more_lines, desk, self.view, **quiet)

    def empty(self) -> dict[str, object]:
        """Nothing is open."""
        return self._sight(nothing_open(), None)

    def refused(self, reason: str) -> dict[str, object]:
        """Why something is not shown."""
        return self._sight(failure("Not shown", reason), None)

    def seen(self, desk: Desk) -> dict[str, object]:
        """What is open on a desk."""
        session = self._session(desk)
        if session is None or desk.opening is None or desk.case is None:
            return self._sight(failure("Not shown", GONE), None)
        return self._sight(self._viewer.show(session, desk.case, desk.opening), desk.opening)

    def _open_exhibit(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        desk.opening = Opening(str(event._data.get("exhibit", "")))
        return self.seen(desk)

    def _open_citation(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        chip = _number(event, "turn"), _number(event, "number")
        cited = desk.conversation.cited(*chip)
        if cited is None:
            return self._sight(failure("Not shown", GONE), None)
        desk.opening = Opening.at(cited, chip, play=True)
        return self.seen(desk)

    def _compare(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        session = self._session(desk)
        if session is None:
            return self._sight(failure("Not shown", GONE), None)
        try:
            desk.opening = Opening.of_lead(lead(session.case, str(event._data.get("lead", ""))).candidate)
        except (CaseError, IntegrityError) as error:
            return self._sight(failure("Not shown", str(error)), None)
        return self.seen(desk)

    def _purpose(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Somebody said what the case is looked at for; what was to be opened opens."""
        if self._session(desk) is None or desk.case is None:
            return self._sight(failure("Not shown", GONE), None)
        try:
            self._cases.look_for(desk.case, desk.login, str(event._data.get("words", "")))
        except CaseError as error:
            return self._sight(purpose_view(str(error)), None)
        return self.seen(desk)

    def _leave(self, desk: Desk) -> dict[str, object]:
        """Back from two faces side by side to the exhibit."""
        if desk.opening is not None:
            desk.opening = replace(desk.opening, lead=None)
        return self.seen(desk)

    def _turn_page(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        if desk.opening is not None:
            desk.opening = desk.opening.turned(max(_number(event, "page"), 1))
        return self.seen(desk)

    def _more_lines(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        if desk.opening is not None:
            desk.opening = desk.opening.moved(_number(event, "first"))
        return self.seen(desk)

    def _sight(self, html: Html, opening: Opening | None) -> dict[str, object]:
        """What the viewer draws; numbered, so that the same place can be opened again."""
        return {
            "html": html,
            "exhibit": opening.exhibit if opening else None,
            "chip": opening.chip if opening else None,
            "drawn": next(self._drawn),
        }


def _number(event: gr.EventData, name: str) -> int:
    """A whole number that the page sent; -1 when it is none."""
    value = event._data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
