"""A process that runs tools and that can be ended at any moment: native code that does not return cannot be stopped otherwise."""

import multiprocessing
import os
import threading
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from pydantic import ValidationError

from assistant.making.made import Made
from assistant.making.messages import Done, Failed, Job, Message, Ready, Telling, Word, error_of, unpacked
from assistant.making.serving import serve
from tools.case import Case
from tools.errors import Stopped, ToolError
from tools.partial import sweep
from tools.progress import stopping, tell
from tools.registry import Tool
from tools.searches import Earlier

_LOOK = 0.05
"""Seconds between two looks at whether to stop."""
_PATIENCE = 0.7
"""Seconds that a tool has to stop by itself; then its process is ended, and its weights must be loaded again for the next call."""
_FINISHING = 15
"""The same for a tool that ends early with the best it has: its search stops at once, what it found is still checked and drawn."""


class ProcessDied(ToolError):
    """The process that ran a tool is gone, and with it what the tool was doing."""


class ToolProcess:
    """Runs tools (see `Maker`) in a process of its own, one at a time. The process is started when it is needed, or before that with
    `begin`, and again after it was ended.

    Args:
        threads: CPU threads that libraries may use; by default all.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self.finishing = False
        """Whether a tool that was asked to stop is bringing the best that it has to an end."""

    def begin(self) -> None:
        """Start the process, so that it is there when it is needed."""
        with self._lock:
            self._started()

    def __call__(self, case: Case, tool: Tool, args: Mapping[str, Any], *, again: Earlier | None = None) -> Made:
        """Run a tool; arguments and errors as for `Maker`."""
        with self._lock:
            try:
                return self._done(case, Job(case.folder, case.secret, tool.name, dict(args), again), tool.ends_early)
            except (EOFError, OSError, ValidationError) as error:
                self._end(case)
                raise ProcessDied("the tool's process died; the exhibit is damaged or made to do this, or memory ran out") from error
            except (KeyboardInterrupt, SystemExit):
                self._end(case)
                raise

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def abandon(self) -> None:
        """End the process now, also while it is used from another thread, which then reads that it died."""
        if (process := self._process) is not None:
            process.kill()

    def _done(self, case: Case, job: Job, ends_early: bool) -> Made:
        line = self._started()
        line.send(job)
        asked: float | None = None
        self.finishing = False
        while True:
            if asked is None and stopping():
                asked = time.monotonic()
                self.finishing = ends_early
                _say(line, "stop")
            if not line.poll(_LOOK):
                if asked is not None and time.monotonic() - asked > (_FINISHING if ends_early else _PATIENCE):
                    self._end(case)
                    raise Stopped("Stopped at the user's request; nothing of this step was kept.")
                continue
            match Message.validate_json(line.recv_bytes()):
                case Telling() as heard:
                    tell(heard.share, heard.doing)
                case Ready() if asked is None or ends_early:
                    _say(line, "go on")  # its files are being written now: a stop comes too late for this call
                case Done() as done:
                    evidence = unpacked(line.recv_bytes())
                    if asked is not None and not ends_early and not (job.again is None and done.files):
                        raise Stopped("Stopped at the user's request; nothing of this step was kept.")
                    return Made(tuple(evidence), done.files, done.rounds, done.loaded, done.threads)
                case Failed() as failed:
                    raise error_of(failed)

    def _started(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._line, far = context.Pipe()
            self._process = context.Process(target=serve, args=(far, self._threads), daemon=True)
            self._process.start()
            far.close()  # so that the process's death is seen at this end
        return self._line

    def _end(self, case: Case | None = None) -> None:
        """End the process at once, and take away what it had half written in a case."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            if case is not None and self._process.pid is not None:
                sweep(case, self._process.pid)
        self._line = self._process = None


def _say(line: Connection, word: Word) -> None:
    line.send(word)
