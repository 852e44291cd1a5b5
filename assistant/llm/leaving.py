"""Waiting for something that cannot be stopped, only left."""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from tools.progress import heed

T = TypeVar("T")
_LOOK = 0.1
"""Seconds between two looks at whether to stop."""


def left_when_stopped(work: Callable[[], T]) -> T:
    """Do something in a thread and wait for it, until the user stops: then it goes on to its end by itself and nobody hears of it.

    Raises:
        Stopped: the user stopped.
    """
    outcome: Future[T] = Future()

    def do() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)
            if not isinstance(error, Exception):
                raise

    threading.Thread(target=contextvars.copy_context().run, args=(do,), daemon=True).start()
    while True:
        heed()
        try:
            return outcome.result(_LOOK)
        except TimeoutError:
            if outcome.done():  # it was the work's own
                raise
