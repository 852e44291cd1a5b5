"""Opening exhibits in a process of its own: a file that is made to kill its decoder ends that process and not the program."""

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from tools.errors import ToolError

T = TypeVar("T")


class Workshop:
    """One worker process, started when there is something to do and again after it died. It does one thing at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def do(self, what: str, seconds: float, work: Callable[..., T], *args: Any) -> T:
        """Have something done.

        Args:
            what: what is done, for the officer: "page 3 could not be drawn".
            seconds: how long it may take.
            work: a function of a module, which the worker imports.
            *args: its arguments.

        Raises:
            ToolError: it could not be done; the message begins with `what`.
        """
        with self._lock:
            line = self._started()
            try:
                line.send((work, args))
                if not line.poll(seconds):
                    self._end()
                    raise ToolError(f"{what}: it took longer than {seconds:.0f} seconds and was stopped")
                done, result = line.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise ToolError(
                    f"{what}: the process that opens files died; the exhibit is damaged or made to do this, or memory ran out"
                ) from error
        if not done:
            raise ToolError(f"{what}: {result}")
        return result  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def _started(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._line, far = context.Pipe()
            self._process = context.Process(target=_serve, args=(far,), daemon=True)
            self._process.start()
            far.close()  # so that the worker's death is seen at this end
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None


def _serve(line: Connection) -> None:
    """Do what comes down the line until it is closed, which the end of the program does too."""
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            work, args = line.recv()
            line.send(_done(work, args))


def _done(work: Callable[..., object], args: tuple[Any, ...]) -> tuple[bool, object]:
    """(True, the result) or (False, the reason why there is none): not every decoder's error survives the line."""
    try:
        return True, work(*args)
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        return False, f"{type(error).__name__}: {error}"
