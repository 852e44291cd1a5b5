"""Commands that Ctrl+C stops within two seconds, whatever native code is at work, with the record whole."""

import contextvars
import functools
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from assistant.cli.output import NOT_DONE, Output
from assistant.making import ToolProcess, made_by
from assistant.session import Session
from tools.progress import listening

_PATIENCE = 1.5
"""Seconds from Ctrl+C until the program ends, where what is at work has not ended by itself."""
_FINISHING = 20
"""Seconds more where a tool is ending with the best that it has."""


class Stoppable:
    """Lets the work of a command be stopped: it is done in a thread, tools in a process, and Ctrl+C ends both.

    Args:
        out: where the command writes.
    """

    def __init__(self, out: Output) -> None:
        self._out = out
        self._tools = ToolProcess()
        self._stop = threading.Event()
        self._session: Session | None = None
        self._doing = ""
        """What was last said to be done."""

    def open(self, open_: Callable[[], Session], *, ahead: bool = True) -> Session:
        """Open the case, while with `ahead` the process of the tools is starting."""
        if ahead:
            self._tools.begin()
        self._session = open_()
        return self._session

    def do(self, work: Callable[[], None]) -> None:
        """Do the work of the command.

        Raises:
            Stopped: the user stopped it; each call that was under way is on record as stopped.
        """
        outcome = ThreadPoolExecutor(1, thread_name_prefix="work").submit(contextvars.copy_context().run, self._work, work)
        try:
            outcome.result()
        except KeyboardInterrupt:
            self._interrupted(outcome)
        finally:
            self._tools.abandon()

    def _work(self, work: Callable[[], None]) -> None:
        with listening(self._hear, self._stop.is_set), made_by(self._tools):
            work()

    def _hear(self, share: float, doing: str) -> None:
        self._doing = doing

    def _interrupted(self, outcome: Future[None]) -> None:
        self._stop.set()
        self._out.log.print("Stopping …", style="dim")
        try:
            try:
                outcome.exception(_PATIENCE)
            except TimeoutError:
                if not self._tools.finishing:
                    raise
                self._out.log.print("The best so far is being brought to an end; Ctrl+C again gives it up.", style="dim")
                outcome.exception(_FINISHING)
        except (TimeoutError, KeyboardInterrupt):
            if not outcome.done():
                self._end()
        outcome.result()

    def _end(self) -> None:
        """The last resort. The record and the database are safe against a kill at any moment."""
        if self._session is not None:
            reason = "it did not end by itself in time, and the program was ended"
            self._session.record("stopped", {"by": self._session.officer, "doing": self._doing, "reason": reason})
        self._tools.abandon()
        self._out.log.show_cursor(True)
        self._out.log.print("[bold red]Not done:[/] Stopped at your request; the program was ended. The record is whole.")
        os._exit(NOT_DONE)


def stoppable(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command, after its `Output`, a `Stoppable` to open its case with, and do its work with that."""

    @functools.wraps(function)
    def wrapped(out: Output, *args: Any, **options: Any) -> None:
        hands = Stoppable(out)
        hands.do(lambda: function(out, hands, *args, **options))

    return wrapped
