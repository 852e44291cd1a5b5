"""Going through what is new in a case, in the background, with how far each exhibit is."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from assistant import ingest
from assistant.ingest import Engine, Watcher
from assistant.ingest.task import Outcome, Task
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from models.errors import WeightsCorrupt, WeightsError
from tools.errors import CaseError, IntegrityError
from tools.progress import listening


@dataclass(frozen=True)
class Doing:
    """What is done with one exhibit."""

    words: str
    share: float | None = None
    """How far it is, from 0 to 1; None while it waits."""


class Run:
    """One run through a case. It is the case's: every browser that shows the case sees it."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self._lock = threading.Lock()
        self._doing: dict[str, Doing] = {}
        self._failed: dict[str, list[Outcome]] = {}
        self._finished = 0
        self._outcome: Future[None] | None = None
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask it to stop; what it has done until then is kept."""
        self._stop.set()
        self.changed.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not ended."""
        return self.going and self._stop.is_set()

    @property
    def going(self) -> bool:
        """Whether it has not ended."""
        return self._outcome is not None and not self._outcome.done()

    @property
    def finished(self) -> int:
        """How many tool runs have ended."""
        return self._finished

    def doing(self, exhibit: str) -> Doing | None:
        """What is done with an exhibit now, or None."""
        with self._lock:
            return self._doing.get(exhibit)

    def failed(self, exhibit: str) -> list[Outcome]:
        """What could not be done with an exhibit."""
        with self._lock:
            return list(self._failed.get(exhibit, ()))

    def error(self) -> str | None:
        """Why the run ended before its time, if it did."""
        if self._outcome is None or not self._outcome.done():
            return None
        error = self._outcome.exception()
        if isinstance(error, CaseError | WeightsError | IntegrityError | WeightsCorrupt | LedgerDamaged | OSError):
            return str(error)
        return None if error is None else f"The program failed ({type(error).__name__}: {error}). What was done until then is kept."

    def begin(self, threads: ThreadPoolExecutor, session: Session, engine: Engine) -> None:
        """Begin, in a thread."""
        self._outcome = threads.submit(self._go_through, session, engine)
        self._outcome.add_done_callback(lambda _: self.changed.set())

    def _go_through(self, session: Session, engine: Engine) -> None:
        def heard(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
            for outcome in engine(session, tasks, watcher):
                self._end(outcome)
                yield outcome

        try:
            with listening(lambda share, doing: None, self._stop.is_set):
                ingest.process(session, heard, on_plan=self._plan, watcher=self._watch)
        finally:
            with self._lock:
                self._doing.clear()

    def _plan(self, tasks: Sequence[Task]) -> None:
        with self._lock:
            self._doing = {task.exhibit: Doing("waiting") for task in tasks}
        self.changed.set()

    def _watch(self, task: Task, share: float, doing: str) -> None:
        words = doing.replace(f" of {task.exhibit}", "").replace(f" {task.exhibit}", "").strip(" ,")
        with self._lock:
            self._doing[task.exhibit] = Doing(words, share)
        self.changed.set()

    def _end(self, outcome: Outcome) -> None:
        with self._lock:
            self._finished += 1
            self._doing.pop(outcome.exhibit, None)
            if outcome.reason is not None:
                self._failed.setdefault(outcome.exhibit, []).append(outcome)
        self.changed.set()


class Processing:
    """The runs of all cases, at most one at a time for each.

    Args:
        engine: does the tasks.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(max_workers=64, thread_name_prefix="processing")

    def begin(self, key: str, session: Session) -> Run:
        """Begin a run through a case, or give the one that is going on."""
        with self._lock:
            run = self._runs.get(key)
            if run is None or not run.going:
                run = self._runs[key] = Run()
                run.begin(self._threads, session, self._engine)
            return run

    def run(self, key: str) -> Run | None:
        """The last run through a case, or None."""
        return self._runs.get(key)

    def close(self) -> None:
        """Stop what is going on, and begin no further run."""
        for run in list(self._runs.values()):
            run.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
