"""The buttons that begin and stop going through a case."""

from typing import Any

import gradio as gr

from assistant.accounts import Right
from assistant.chat.processing import Run
from assistant.session import Session


def process_button(session: Session, run: Run | None) -> Any:
    """The button that begins: for who may use tools, while nothing goes on."""
    going = run is not None and run.going
    words = "Going through what is new …" if going else "Go through what is new"
    may = not going and session.standing.holds(Right.RUN) and bool(session.case.exhibits())
    return gr.update(value=words, interactive=may)


def halt_button(run: Run | None) -> Any:
    """The button that stops: there while something goes on."""
    stopping = run is not None and run.stopping
    words = "Stopping …" if stopping else "Stop going through"
    return gr.update(visible=run is not None and run.going, interactive=not stopping, value=words)
