"""Tasks done on this machine."""

import contextvars
import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from assistant.ingest import Watcher
from assistant.ingest.task import Outcome, Task, perform
from assistant.making import ToolProcess, made_by
from assistant.session import Session
from tools.errors import Stopped
from tools.progress import listening, stopping

_LOOK = 0.1
"""Seconds between two looks at what the workers tell and whether to stop."""


def in_process(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
    """Do tasks one after another, each by whoever runs tools here: for a few small ones, while somebody waits."""
    for task in tasks:
        with listening(lambda share, doing, task=task: watcher(task, share, doing)):  # type: ignore[misc]
            yield perform(session, task)


class WorkerPool:
    """Does tasks in worker processes, so that a hostile file that kills its decoder costs one task and not the run, and so that they can
    be stopped.

    What a tool found is checked, kept and recorded by this process; the worker only runs the tool. Ended at any moment, it leaves no
    result without its event.

    Args:
        workers: how many processes; each loads its own weights.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(workers, 1)

    def __call__(self, session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        """Do tasks; those of one tool stand together, so that a worker seldom changes weights.

        Raises:
            Stopped: the user stopped; the tasks that were under way are on record as stopped.
        """
        stop = threading.Event()
        news: queue.Queue[tuple[Task, float, str]] = queue.Queue()
        waiting: queue.Queue[Task] = queue.Queue()
        for task in sorted(tasks, key=lambda task: (task.tool, task.exhibit)):
            waiting.put(task)
        count = min(self.workers, len(tasks))
        done: queue.Queue[Outcome] = queue.Queue()
        threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        hands = [_Hand(session, waiting, done.put, news.put, stop, max((os.cpu_count() or 1) // count, 1)) for _ in range(count)]
        at_work: set[Future[None]] = {threads.submit(contextvars.copy_context().run, hand) for hand in hands}
        try:
            while at_work:
                ended, at_work = wait(at_work, timeout=_LOOK, return_when=FIRST_COMPLETED)
                if stopping():
                    stop.set()
                while not news.empty():
                    watcher(*news.get())
                while not done.empty():
                    yield done.get()
                for future in ended:
                    future.result()
        finally:
            stop.set()  # whoever no longer listens, has ended this, or was interrupted
            threads.shutdown(wait=True)


class _Hand:
    """One worker: does what waits, one task after another."""

    def __init__(
        self,
        session: Session,
        waiting: "queue.Queue[Task]",
        done: Callable[[Outcome], object],
        tell: Callable[[tuple[Task, float, str]], object],
        stop: threading.Event,
        threads: int,
    ) -> None:
        self._session = session
        self._waiting = waiting
        self._done = done
        self._tell = tell
        self._stop = stop
        self._process = ToolProcess(threads)

    def __call__(self) -> None:
        """Do all that waits; Stopped when it is to stop."""
        try:
            with made_by(self._process):
                while (task := self._next()) is not None:
                    with listening(lambda share, doing, task=task: self._tell((task, share, doing)), self._stop.is_set):  # type: ignore[misc]
                        self._done(perform(self._session, task))
        finally:
            self._process.close()
            self._session.case.database.close()

    def _next(self) -> Task | None:
        if self._stop.is_set():
            raise Stopped("Stopped at the user's request; what was done until then is kept.")
        try:
            return self._waiting.get_nowait()
        except queue.Empty:
            return None
