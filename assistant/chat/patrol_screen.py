"""The screen for patrol plans: a form for what a plan can be asked for, its making with a way to stop, and the plan."""

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from assistant import patrol_form
from assistant.chat.answer_view import turn_view
from assistant.chat.ask_screen import AskScreen
from assistant.chat.desk import Desk
from assistant.chat.escape import Html, tag
from assistant.chat.mounted import mounted
from assistant.chat.opening import Opening
from assistant.chat.progress import Listener
from assistant.chat.progress_view import progress_view
from assistant.chat.questions import Questions
from assistant.session import Session

_NEWS = 1.0
"""Seconds after which what is going on is drawn again even when nothing was heard."""
_CHOSEN = "chosen by the program"
_NO_CASE = tag("p", "Choose a case first, on the tab Ask.", class_="hint")
_EMPTY = tag(
    "p",
    "Say how many units there are and when. The rest may stay empty. The plan is also on the tab Ask, in the conversation.",
    class_="hint",
)


class PatrolScreen:
    """Planning a patrol of the case that is open.

    Args:
        ask: the screen where the case is chosen and where places of exhibits are shown.
        questions: makes plans in turn with the answers to questions.
    """

    title = "Patrol"

    def __init__(self, ask: AskScreen, questions: Questions) -> None:
        self._ask = ask
        self._questions = questions

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does; the screen for questions must be built before."""
        with gr.Row(elem_id="patrol", elem_classes="screen"):
            with gr.Column(elem_id="patrol-form", scale=0, min_width=330):
                units = gr.Number(3, label="Units", precision=0, minimum=1, maximum=20)
                hours = gr.Textbox("22-06", label="Hours", info="22-06, fri 22-06, or a number of hours")
                start = gr.Textbox(label="Start and end", info="latitude, longitude, or a place on the street map, as town hall")
                incidents = gr.Dropdown([_CHOSEN], value=_CHOSEN, label="Incidents")
                streets = gr.Dropdown([_CHOSEN], value=_CHOSEN, label="Street map")
                with gr.Accordion("More", open=False):
                    crews = gr.Textbox(label="Units that differ", info="car 22:00-02:00 skills dog start 51.5,-0.1; foot", lines=2)
                    appointments = gr.Textbox(label="Appointments", info="23:30 at 51.51,-0.09 for 20 skill dog; 01:00-01:30 at …", lines=2)
                    response = gr.Number(label="Some unit within minutes, always", precision=0, minimum=1, maximum=60, value=None)
                    cap = gr.Number(label="Minutes in one area at most", precision=0, minimum=1, value=None)
                    areas = gr.Dropdown([_CHOSEN], value=_CHOSEN, label="Middles of areas", info="where incidents have areas only")
                    columns = gr.Textbox(label="Columns of the incidents", info="date=Start Date, lat=North, lon=East")
                seconds = gr.Slider(5, 300, value=15, step=5, label="Seconds of search")
                make = gr.Button("Make the plan", variant="primary", elem_id="patrol-make")
                stop = gr.Button("Stop with the best so far", visible=False, elem_id="patrol-stop")
            with gr.Column(elem_id="patrol-plan"):
                live = mounted("live", elem_id="patrol-live")
                plan = mounted("conversation", elem_id="patrol-shown", value={"case": "", "turns": [], "before": _EMPTY})
        self._fields = dict(
            zip(
                "units hours start incidents streets areas crews appointments response cap columns seconds".split(),
                (units, hours, start, incidents, streets, areas, crews, appointments, response, cap, columns, seconds),
                strict=True,
            )
        )
        self._make, self._stop, self._live, self._plan = make, stop, live, plan
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
        desk = self._ask.desk
        for field in (incidents, streets, areas):
            field.focus(self._tables, desk, [incidents, streets, areas], **quiet)
        outputs = [desk, make, stop, live, plan, self._ask.history]
        make.click(self._plans, [desk, *self._fields.values()], outputs, **quiet)
        stop.click(self._stops, desk, live, **quiet)
        plan.cite(self._cite, desk, self._ask.view, **quiet)

    def _tables(self, desk: Desk) -> list[dict[str, Any]]:
        """The tables of the case, to choose from."""
        session = self._ask.session(desk)
        tables = [] if session is None else [e for e in session.case.exhibits() if e.media == "table"]
        choices = [(_CHOSEN, _CHOSEN), *((f"{exhibit.id} {exhibit.title}", exhibit.id) for exhibit in tables)]
        return [gr.update(choices=choices)] * 3

    def _plans(self, desk: Desk, *values: Any) -> Iterator[dict[Any, Any]]:
        session, key = self._ask.session(desk), desk.case
        if session is None or key is None:
            yield {self._plan: {"case": "", "turns": [], "before": _NO_CASE}}
            return
        if desk.asking is not None:
            yield {self._plan: {"case": "", "turns": [], "before": tag("p", "A question is being answered. Wait for it.", class_="hint")}}
            return
        args = given(dict(zip(self._fields, values, strict=True)))

        def made(session: Session, question: str, listener: Listener) -> Any:
            return patrol_form.plan(session, question, args, listener)

        asking = desk.asking = self._questions.put(session, patrol_form.said(args), made)
        yield {self._make: gr.update(visible=False), self._stop: gr.update(visible=True), self._live: progress_view(asking.progress)}
        while not asking.done:
            if asking.news(_NEWS):
                yield {self._live: progress_view(asking.progress)}
        turn = self._questions.finish(asking)
        desk.asking = None
        desk.conversation.turns.append(turn)
        position = len(desk.conversation.turns) - 1
        shown = turn_view(turn, position, self._ask.address(key))
        yield {
            self._ask.desk: desk,
            self._make: gr.update(visible=True),
            self._stop: gr.update(visible=False),
            self._live: Html(""),
            self._plan: {"case": f"{key} {position}", "turns": [shown], "before": ""},
            self._ask.history: self._ask.talk(desk, session),
        }

    def _stops(self, desk: Desk) -> Html:
        if desk.asking is None:
            return Html("")
        desk.asking.progress.stop()
        return progress_view(desk.asking.progress)

    def _cite(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Open a place in the viewer of the other screen."""
        turn, number = (event._data.get(name) for name in ("turn", "number"))
        cited = desk.conversation.cited(turn, number) if isinstance(turn, int) and isinstance(number, int) else None
        if cited is None:
            return self._ask.refused("The page sent no place of an exhibit. Load it again.")
        desk.opening = Opening.at(cited, (turn, number), play=False)
        return self._ask.seen(desk)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the tool from what stands in the form; what is empty is left out."""
    return {
        name: (int(value) if isinstance(value, float) else value.strip() if isinstance(value, str) else value)
        for name, value in values.items()
        if value not in (None, "", _CHOSEN) and str(value).strip()
    }
