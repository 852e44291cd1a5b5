"""The screen for questions: the case on the left, the conversation in the middle, the cited place on the right."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.accounts import Right
from assistant.chat.admission import login_of
from assistant.chat.answer_view import turn_view
from assistant.chat.case_view import case_view
from assistant.chat.cases import Cases
from assistant.chat.conversation import Conversation, Turn
from assistant.chat.desk import Desk
from assistant.chat.escape import Html
from assistant.chat.going_on import came
from assistant.chat.mounted import mounted
from assistant.chat.opening import Opening
from assistant.chat.processing import Processing
from assistant.chat.processing_buttons import halt_button, process_button
from assistant.chat.progress_view import progress_view
from assistant.chat.questions import LONGEST, Questions
from assistant.chat.view_column import ViewColumn
from assistant.chat.viewer import Viewer, failure
from assistant.chat.welcome import no_case, welcome
from assistant.chat.who_view import who_view
from assistant.session import Session
from tools.errors import CaseError

_NEWS = 1.0
"""Seconds after which what is going on is drawn again even when nothing was heard."""

Update = dict[Any, Any]
"""New values by component; what is not in it stays as it is."""
_SAME: Update = gr.skip()
"""Nothing changes."""


class AskScreen:
    """Asking about a case.

    Args:
        cases: those that can be chosen.
        questions: answers them.
        processing: goes through what is new.
        viewer: shows what is cited.
    """

    title = "Ask"

    def __init__(self, cases: Cases, questions: Questions, processing: Processing, viewer: Viewer) -> None:
        self._cases = cases
        self._questions = questions
        self._processing = processing
        self._viewer = viewer
        self._column = ViewColumn(viewer, cases, self._session)

    # -- the parts ------------------------------------------------------------------------------------------------------

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does."""
        self.desk = gr.State(Desk())
        with gr.Row(elem_id="ask", elem_classes="screen"):
            with gr.Column(elem_id="case-column"):
                self.who = mounted("who", elem_id="wordmark")
                self.choice = gr.Dropdown(label="Case", show_label=False, elem_id="case-choice", interactive=True)
                with gr.Accordion("New case", open=False, elem_id="new-case") as self.new_case:
                    self.new_title = gr.Textbox(show_label=False, placeholder="Title", container=False, elem_id="new-title", max_length=200)
                    self.new = gr.Button("Make this case", size="sm")
                    self.new_trouble = mounted("plain")
                self.exhibits = mounted("case_list", elem_id="exhibits")
                self.adding = mounted("adding", elem_id="adding")
                self.process = gr.Button("Go through what is new", elem_id="process", size="sm", interactive=False)
                self.halt = gr.Button("Stop going through", elem_id="halt", size="sm", visible=False)
            with gr.Column(elem_id="talk-column"):
                with gr.Column(elem_id="talk"):
                    self.history = mounted("conversation", elem_id="history")
                    self.live = mounted("live", elem_id="live")
                with gr.Row(elem_id="asking"):
                    self.question = gr.Textbox(
                        show_label=False,
                        placeholder="Ask about this case",
                        container=False,
                        lines=1,
                        max_lines=8,
                        max_length=LONGEST,
                        autofocus=True,
                        elem_id="question",
                    )
                    self.ask = gr.Button("Ask", variant="primary", elem_id="ask-button", interactive=False)
                    self.stop = gr.Button("Stop", visible=False, elem_id="stop-button")
            with gr.Column(elem_id="view-column"):
                self.view = self._column.build()
        self._listen(page)

    def _listen(self, page: gr.Blocks) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
        case = [
            self.desk,
            self.choice,
            self.exhibits,
            self.adding,
            self.process,
            self.halt,
            self.history,
            self.live,
            self.view,
            self.ask,
            self.stop,
            self.who,
        ]
        talk = [self.desk, self.question, self.ask, self.stop, self.history, self.live, self.exhibits, self.view]
        run = [self.exhibits, self.process, self.halt]
        page.load(self._arrive, self.desk, [*case, self.new_case], **quiet).then(self._watch, self.desk, run, **quiet)
        self.choice.input(self._choose, [self.choice, self.desk], case, **quiet).then(self._watch, self.desk, run, **quiet)
        made = [*case, self.new_title, self.new_trouble, self.new_case]
        for event in (self.new.click, self.new_title.submit):
            event(self._make, [self.new_title, self.desk], made, **quiet)
        self._column.listen(self.desk, self.exhibits, self.history, **quiet)
        self.adding.added(
            self._refresh, self.desk, [self.exhibits, self.process, self.halt, self.history], trigger_mode="multiple", **quiet
        )
        self.process.click(self._process, self.desk, run, **quiet)
        self.halt.click(self._halt, self.desk, self.halt, **quiet)
        for event in (self.question.submit, self.ask.click):
            event(self._ask, [self.question, self.desk], talk, **quiet)
        self.stop.click(self._stop, self.desk, self.live, **quiet)
        self.history.news(self._news, self.desk, self.history, **quiet)
        self.history.suggest(self._suggest, None, self.question, **quiet)

    # -- the case -------------------------------------------------------------------------------------------------------

    def _arrive(self, desk: Desk, request: gr.Request) -> Update:
        """The page was loaded: open the case that was named, or the only one."""
        desk.login = login_of(request.request.scope)
        listed = self._cases.listed(desk.login)
        key = desk.case or (listed[0].key if listed and (len(listed) == 1 or self._cases.named) else None)
        return self._shown(desk, key) | {self.new_case: gr.update(open=not listed)}

    def _choose(self, key: str, desk: Desk) -> Update:
        return self._shown(desk, key)

    def _make(self, title: str, desk: Desk) -> Update:
        try:
            key = self._cases.new(title, desk.login)
        except CaseError as error:
            return {self.new_trouble: failure("Not made", str(error))}
        return self._shown(desk, key) | {self.new_title: "", self.new_trouble: "", self.new_case: gr.update(open=False)}

    def _shown(self, desk: Desk, key: str | None) -> Update:
        """A case with all that belongs to it."""
        listed = self._cases.listed(desk.login)
        offered, trouble = [(case.title, case.key) for case in listed], None
        try:
            session = self._cases.open(key, desk.login) if key is not None else None
        except CaseError as error:
            session, trouble = None, failure("Not opened", str(error))
        choices = gr.update(choices=offered, value=None if session is None else key)
        if session is None or key is None:
            desk.leave()
            return {
                self.desk: desk,
                self.choice: choices,
                self.exhibits: "",
                self.adding: None,
                self.process: gr.update(interactive=False),
                self.halt: gr.update(visible=False),
                self.history: self._talk("", [], trouble or no_case(self._cases.station.cases, bool(listed))),
                self.live: "",
                self.view: self._column.empty(),
                self.ask: gr.update(interactive=False),
                self.who: self._who(desk, None),
            }
        desk.choose(key)
        return {
            self.desk: desk,
            self.choice: choices,
            self.adding: {"address": self._viewer.addresses.of(key) + "/files"} if session.standing.holds(Right.ADD) else None,
            self.history: self._history(desk, session),
            self.live: self._live(desk),
            self.view: self._column.empty(),
            self.ask: gr.update(interactive=session.standing.holds(Right.ASK)),
            self.who: self._who(desk, session),
        } | self._case(key, session)

    def _who(self, desk: Desk, session: Session | None) -> Html:
        return who_view(self._cases.people.officer(desk.login), session, self._cases.people.log_in)

    def _case(self, key: str, session: Session) -> Update:
        run = self._processing.run(key)
        return {self.exhibits: case_view(session, run), self.process: process_button(session, run), self.halt: halt_button(run)}

    def _refresh(self, desk: Desk) -> Update:
        session = self._session(desk)
        if session is None or desk.case is None:
            return _SAME
        return self._case(desk.case, session) | {self.history: self._history(desk, session)}

    def _process(self, desk: Desk) -> Iterator[Update]:
        session = self._session(desk)
        if session is not None and desk.case is not None:
            self._processing.begin(desk.case, session)
        yield from self._watch(desk)

    def _halt(self, desk: Desk) -> Update:
        run = self._processing.run(desk.case) if desk.case is not None else None
        if run is not None:
            run.stop()
        return {self.halt: halt_button(run)}

    def _watch(self, desk: Desk) -> Iterator[Update]:
        """Draw the list of exhibits again and again while something goes on in it."""
        key, session = desk.case, self._session(desk)
        run = self._processing.run(key) if key is not None else None
        if key is None or session is None or run is None:
            yield _SAME
            return
        while run.going and desk.case == key:
            yield self._case(key, session)
            run.changed.wait(_NEWS)
            run.changed.clear()
        yield self._case(key, session) if desk.case == key else _SAME

    def session(self, desk: Desk) -> Session | None:
        """The case that is open on a desk, or None."""
        return self._session(desk)

    def seen(self, desk: Desk) -> dict[str, object]:
        """What the viewer shows of what is open on a desk."""
        return self._column.seen(desk)

    def refused(self, reason: str) -> dict[str, object]:
        """What the viewer shows in place of something that cannot be shown."""
        return self._column.refused(reason)

    def address(self, key: str) -> str:
        """The beginning of the addresses of a case."""
        return self._viewer.addresses.of(key)

    def talk(self, desk: Desk, session: Session) -> dict[str, object]:
        """The conversation, for who has added to it."""
        return self._history(desk, session)

    def _session(self, desk: Desk) -> Session | None:
        return self._cases.opened(desk.case, desk.login) if desk.case is not None else None

    # -- the conversation -----------------------------------------------------------------------------------------------

    def _ask(self, question: str, desk: Desk) -> Iterator[Update]:
        session, key, conversation = self._session(desk), desk.case, desk.conversation
        question = question.strip()[:LONGEST]
        if session is None or not question or desk.asking is not None:
            yield _SAME
            return
        asking = desk.asking = self._questions.put(session, question)
        yield {
            self.question: "",
            self.ask: gr.update(visible=False),
            self.stop: gr.update(visible=True),
            self.history: self._history(desk, session),
            self.live: self._live(desk),
        }
        while not asking.done:
            if asking.news(_NEWS) and desk.case == key:
                yield {self.live: self._live(desk)}
        turn = self._questions.finish(asking)
        conversation.turns.append(turn)
        desk.asking = None
        update: Update = {self.desk: desk, self.ask: gr.update(visible=True), self.stop: gr.update(visible=False)}
        if desk.case == key:
            update |= {self.history: self._history(desk, session), self.live: ""}
        yield update
        if desk.case == key:
            position = len(conversation.turns) - 1
            if (cited := conversation.cited(position, 1)) is not None:
                desk.opening = Opening.at(cited, (position, 1), play=False)
                yield {self.view: self._column.seen(desk)}
            yield {self.exhibits: case_view(session, self._processing.run(key or ""))}  # it may have read new exhibits

    def _stop(self, desk: Desk) -> Html:
        if desk.asking is not None:
            desk.asking.progress.stop()
        return self._live(desk)

    def _news(self, desk: Desk) -> dict[str, object]:
        """Something was decided, or an answer that had to wait has come."""
        session = self._session(desk)
        return gr.skip() if session is None else self._history(desk, session)

    def _suggest(self, event: gr.EventData) -> str:
        return str(event._data.get("question", ""))[:LONGEST]

    def _history(self, desk: Desk, session: Session) -> dict[str, object]:
        turns = desk.conversation.turns
        if session.standing.authorised and desk.asking is None:
            self._hear(desk.conversation, session)
        before = welcome(session) if not turns and desk.asking is None else Html("")
        return self._talk(desk.case or "", turns, before)

    def _hear(self, conversation: Conversation, session: Session) -> None:
        """Put the answers that had to wait for a person below what is there, also those of another day."""
        for id_, answer in came(session):
            if id_ not in conversation.heard:
                conversation.heard.add(id_)
                conversation.turns.append(Turn(answer.question, answer))

    def _talk(self, key: str, turns: list[Turn], before: Html) -> dict[str, object]:
        return {
            "case": key,
            "turns": [turn_view(turn, position, self._viewer.addresses.of(key)) for position, turn in enumerate(turns)],
            "before": before,
            "news": f"{self._viewer.addresses.of(key)}/waiting" if key else None,
        }

    def _live(self, desk: Desk) -> Html:
        asking, session = desk.asking, self._session(desk)
        if asking is None or session is None or asking.session.case is not session.case:
            return Html("")
        return progress_view(asking.progress)
