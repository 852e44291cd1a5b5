"""What is going on while a question is answered, from the events that its inquiry tells."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tools.errors import Stopped
from tools.registry import get_tool

Listener = Callable[[str, Mapping[str, Any]], object]
"""As `assistant.inquiry.Listener`: hears (event, what)."""


@dataclass(frozen=True)
class Step:
    """One thing that is or was being done."""

    doing: str
    tool: str | None = None
    """The tool that is used, if it is a tool call."""
    args: Mapping[str, Any] = field(default_factory=dict)
    share: float | None = None
    """How far it is, from 0 to 1; None where that is not known."""
    detail: str = ""
    findings: int | None = None
    seconds: float | None = None
    cached: bool = False
    error: str | None = None
    done: bool = False


class Progress:
    """Hears what is going on, in the thread of the question, and tells it to the screen, in another.

    Once it was asked to stop it raises Stopped at whatever it hears next.
    """

    def __init__(self, question: str) -> None:
        self.question = question
        self.started = time.time()
        self.changed = threading.Event()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._steps: list[Step] = []

    @property
    def steps(self) -> list[Step]:
        """What was heard until now."""
        with self._lock:
            return list(self._steps)

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask to stop."""
        self._stop.set()
        self.changed.set()

    def hear(self, event: str, what: Mapping[str, Any]) -> None:
        """Hear an event of the inquiry, see `assistant.inquiry.Listener`; besides `waiting` and `loading`."""
        if self.stopping and not (event in ("found", "composing") and get_tool(str(what["tool"])).ends_early):
            raise Stopped("Stopped at your request.")
        with self._lock:
            if event == "reading":
                self._go_on(Step("Reading new exhibits", share=float(what["share"]), detail=str(what["doing"])))
            elif event == "call":
                self._begin(Step("Using a tool", tool=str(what["tool"]), args=dict(what["args"])))
            elif event == "found":
                self._finish_call(what)
            else:
                words = {
                    "waiting": "Waiting: another question is being answered on this machine",
                    "loading": "Loading the language model",
                    "route": "Choosing tools",
                    "composing": "Writing the answer",
                }
                self._go_on(Step(words.get(event, event)))
        self.changed.set()

    def hear_tool(self, share: float, doing: str) -> None:
        """Hear how far a tool is, see `tools.progress.Listener`."""
        with self._lock:
            if self._steps and not self._steps[-1].done:
                self._steps[-1] = replace(self._steps[-1], share=share, detail=doing)
        self.changed.set()

    def _go_on(self, step: Step) -> None:
        """The same thing goes on, or another begins."""
        if self._steps and not self._steps[-1].done and self._steps[-1].doing == step.doing and step.tool is None:
            self._steps[-1] = step
        else:
            self._begin(step)

    def _begin(self, step: Step) -> None:
        if self._steps and not self._steps[-1].done:
            self._steps[-1] = replace(self._steps[-1], done=True, share=None, detail="")
        self._steps.append(step)

    def _finish_call(self, what: Mapping[str, Any]) -> None:
        for position in reversed(range(len(self._steps))):
            step = self._steps[position]
            if step.tool == what["tool"] and not step.done:
                error = what.get("error")
                self._steps[position] = replace(
                    step,
                    share=None,
                    detail="",
                    findings=int(what["evidence"]),
                    seconds=float(what["seconds"]),
                    cached=bool(what["cached"]),
                    error=None if error is None else str(error),
                    done=True,
                )
                return
