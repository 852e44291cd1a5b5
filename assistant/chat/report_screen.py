"""The screen of the report: draft, edit, peer review, release, and its files."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant import report
from assistant.accounts import Right
from assistant.chat.ask_screen import AskScreen
from assistant.chat.desk import Desk
from assistant.chat.escape import Html, join, tag
from assistant.chat.media import Addresses
from assistant.chat.mounted import mounted
from assistant.chat.report_view import report_view
from assistant.chat.viewer import failure
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from tools.errors import CaseError, IntegrityError

_NO_CASE = tag("p", "Choose a case first, on the other tab.", class_="hint")


class ReportScreen:
    """The newest report of the case that is open.

    Args:
        ask: the screen where the case is chosen.
        addresses: where the page finds files of a case.
    """

    title = "Report"

    def __init__(self, ask: AskScreen, addresses: Addresses) -> None:
        self._ask = ask
        self._addresses = addresses

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does; the other screen must be built before."""
        with gr.Column(elem_id="report", elem_classes="screen"):
            with gr.Row(elem_id="report-bar"):
                show = gr.Button("Show", size="sm", elem_id="report-show")
                draft = gr.Button("Draft anew", size="sm", elem_id="report-draft")
                release = gr.Button("Release", size="sm", elem_id="report-release")
            with gr.Row(elem_id="report-words"):
                place = gr.Textbox(label="Sentence or finding", placeholder="F1.S1", max_length=20, scale=1, elem_id="report-place")
                said = gr.Textbox(
                    label="New words, or what you say about it", lines=1, max_lines=6, max_length=2000, scale=5, elem_id="report-said"
                )
                by = gr.Textbox(
                    label="In whose name", placeholder="at a station without accounts", max_length=100, scale=2, elem_id="report-by"
                )
            with gr.Row(elem_id="report-acts"):
                edit = gr.Button("Word the sentence anew", size="sm", elem_id="report-edit")
                remark = gr.Button("Add a remark", size="sm", elem_id="report-remark")
                approve = gr.Button("Peer review: approve", size="sm", elem_id="report-approve")
                send_back = gr.Button("Peer review: return", size="sm", elem_id="report-return")
            self.paper = mounted("plain", elem_id="report-paper")
        told: dict[str, Any] = {"show_progress": "minimal", "concurrency_limit": None, "api_visibility": "private"}
        desk, words = self._ask.desk, [self._ask.desk, place, said, by]
        show.click(lambda desk: self._after(desk, lambda session: None), desk, self.paper, **told)
        acts: tuple[tuple[gr.Button, Callable[[Session, str, str], object]], ...] = (
            (draft, lambda session, place, said: report.draft(session)),
            (release, lambda session, place, said: report.release(session, None)),
            (edit, lambda session, place, said: report.edit(session, None, place.strip(), said)),
            (remark, lambda session, place, said: report.remark(session, None, place.strip(), said)),
            (approve, lambda session, place, said: report.review(session, None, "approved", said)),
            (send_back, lambda session, place, said: report.review(session, None, "returned", said)),
        )
        for button, act in acts:
            button.click(self._doing(act), words, self.paper, **told)

    def _doing(self, act: Callable[[Session, str, str], object]) -> Callable[..., Html]:
        def done(desk: Desk, place: str, said: str, by: str) -> Html:
            return self._after(desk, lambda session: act(report.acting(session, by.strip() or None), place, said))

        return done

    def _after(self, desk: Desk, act: Callable[[Session], object]) -> Html:
        """The report after something was done; and why it was not, where it was not."""

        def acted(session: Session) -> Html:
            act(session)
            return Html("")

        trouble = self._guarded(desk, acted)
        if trouble is _NO_CASE:
            return trouble
        return join((trouble, self._guarded(desk, lambda session: self._shown(session, desk))))

    def _shown(self, session: Session, desk: Desk) -> Html:
        session.require(Right.VIEW)
        if not report.all_of(session):
            return tag("p", "This case has no report yet. “Draft anew” makes one of all answers on record.", class_="hint")
        drafted = report.find(session)
        session.record("view", {"report": drafted.id})
        return report_view(drafted, report.assemble(session, drafted, pictured=False).report, self._addresses.of(desk.case or ""))

    def _guarded(self, desk: Desk, made: Callable[[Session], Html]) -> Html:
        session = self._ask.session(desk)
        if session is None:
            return _NO_CASE
        try:
            return made(session)
        except (IntegrityError, LedgerDamaged) as error:
            return failure("Integrity failure", str(error))
        except CaseError as error:
            return failure("Not done", str(error))
