"""The screen of reviews: the queue on the left, a transcript in order on the right. For those who hold the right to review."""

from collections.abc import Callable
from typing import Any, get_args

import gradio as gr

from assistant import review
from assistant.accounts import Right
from assistant.chat.ask_screen import AskScreen
from assistant.chat.desk import Desk
from assistant.chat.escape import Html, join, tag
from assistant.chat.mounted import mounted
from assistant.chat.opening import NO_PLACE, Opening, citation_sent
from assistant.chat.review_steps_view import steps_view
from assistant.chat.review_view import queue_view, statistics_view
from assistant.chat.viewer import failure
from assistant.ledger import LedgerDamaged
from assistant.review import Verdict
from assistant.session import Session
from tools.errors import CaseError, IntegrityError

_VIEWS = ("To review", "Reviewed", "Statistics")
_NO_CASE = tag("p", "Choose a case first, on the first tab.", class_="hint")


class ReviewScreen:
    """Reviewing the case that is open.

    Args:
        ask: the screen where the case is chosen.
    """

    title = "Review"

    def __init__(self, ask: AskScreen) -> None:
        self._ask = ask

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does; the other screen must be built before."""
        with gr.Column(elem_id="review", elem_classes="screen"):
            with gr.Row(elem_id="review-bar"):
                self.which = gr.Radio(_VIEWS, value=_VIEWS[0], show_label=False, container=False, elem_id="review-view")
                self.again = gr.Button("Show", size="sm", elem_id="review-show")
            with gr.Row(elem_id="review-columns"):
                self.queue = mounted("review", elem_id="review-queue")
                self.shown = mounted("review", elem_id="review-shown")
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
        inputs = [self._ask.desk, self.which]
        self.again.click(self._list, inputs, self.queue, **quiet)
        self.which.input(self._list, inputs, self.queue, **quiet)
        self.queue.open(self._open, self._ask.desk, self.shown, trigger_mode="always_last", **quiet)
        self.shown.judge(self._judge, inputs, [self.queue, self.shown], **quiet)
        self.shown.cite(self._cite, self._ask.desk, self._ask.view, **quiet)

    def _list(self, desk: Desk, which: str) -> Html:
        def drawn(session: Session) -> Html:
            review.look(session, "statistics" if which == _VIEWS[2] else "queue")
            return _listed(session, which)

        return self._guarded(desk, drawn)

    def _open(self, desk: Desk, event: gr.EventData) -> Html:
        def drawn(session: Session) -> Html:
            return _transcript(session, _number(event, "seq"), look=True)

        return self._guarded(desk, drawn)

    def _cite(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Open what an answer cites in the viewer of the other screen; the look is on record with the answer."""
        citation = citation_sent(event._data)
        if citation is None:
            return self._ask.refused(NO_PLACE)
        desk.opening = Opening(citation.exhibit, citation, play=True, answer=_number(event, "answer"))
        return self._ask.seen(desk)

    def _judge(self, desk: Desk, which: str, event: gr.EventData) -> tuple[Html, Html]:
        """Somebody gave a verdict: the transcript and the queue are drawn anew."""
        on, said = _number(event, "on"), str(event._data.get("comment", ""))
        verdict: Verdict | None = next((one for one in get_args(Verdict) if one == event._data.get("verdict")), None)

        def judged(session: Session) -> Html:
            if verdict is None:
                raise CaseError("The page sent no verdict. Load it again.")
            review.judge(session, on, verdict, said)
            return Html("")

        trouble = self._guarded(desk, judged)
        after = self._guarded(desk, lambda session: _transcript(session, on, look=False))
        return self._guarded(desk, lambda session: _listed(session, which)), join((trouble, after))

    def _guarded(self, desk: Desk, made: Callable[[Session], Html]) -> Html:
        """What is made of the case that is open for somebody who may review it, or why it is not."""
        session = self._ask.session(desk)
        if session is None:
            return _NO_CASE
        try:
            session.require(Right.REVIEW)
            return made(session)
        except (IntegrityError, LedgerDamaged) as error:
            return failure("Integrity failure", str(error))
        except CaseError as error:
            return failure("Not done", str(error))


def _listed(session: Session, which: str) -> Html:
    events = review.intact(session)
    if which == _VIEWS[2]:
        return statistics_view(review.statistics(review.transcripts(events)), review.reviewers(events))
    return queue_view(review.queue_of(session, events), done=which == _VIEWS[1])


def _transcript(session: Session, seq: int, *, look: bool) -> Html:
    events = review.intact(session)
    entry = review.entry_of(session, events, seq)
    if look:
        review.look(session, "transcript", entry.transcript.seq)
    return steps_view(entry, review.steps(entry.transcript, events))


def _number(event: gr.EventData, name: str) -> int:
    """A whole number that the page sent; -1 when it is none."""
    value = event._data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
