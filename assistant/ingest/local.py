"""Tasks done by worker processes on this machine."""

import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.managers import SyncManager
from pathlib import Path
from typing import Any

from assistant.accounts import Standing
from assistant.ingest import Watcher
from assistant.ingest.task import Outcome, Task, perform
from assistant.session import Session
from tools.progress import listening

_NEWS_EVERY = 0.2
"""Seconds between two messages about one task's progress."""


def in_process(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
    """Do tasks one after another in this process: for a few small ones, while somebody waits."""
    for task in tasks:
        with listening(lambda share, doing, task=task: watcher(task, share, doing)):  # type: ignore[misc]
            yield perform(session, task)


class WorkerPool:
    """Does tasks in worker processes, so that a hostile file that kills its decoder costs one task and not the run.

    Args:
        workers: how many processes; each loads its own weights.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(workers, 1)

    def __call__(self, session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        """Do tasks; those of one tool stand together, so that a worker seldom changes weights."""
        waiting = sorted(tasks, key=lambda task: (task.tool, task.exhibit))
        unfinished = yield from self._pass(session, waiting, watcher, self.workers)
        for task in unfinished:  # a process died, and any of these may be the reason: each gets one of its own
            if (yield from self._pass(session, [task], watcher, 1)):
                reason = "the tool's process died; the exhibit is damaged or made to do this, or memory ran out"
                session.record(
                    "error",
                    {"exhibit": task.exhibit, "tool": task.tool, "error": reason},
                )
                yield Outcome(task.exhibit, task.tool, reason=reason)

    def _pass(self, session: Session, tasks: Sequence[Task], watcher: Watcher, workers: int) -> Generator[Outcome, None, list[Task]]:
        """Do tasks in one pool; returns those that were not finished when a process died."""
        context = multiprocessing.get_context("spawn")
        manager = SyncManager(ctx=context)
        manager.start(_end_with, (os.getpid(),))
        with manager:
            news = manager.Queue()
            threads = max((os.cpu_count() or 1) // workers, 1)
            pool = ProcessPoolExecutor(
                min(workers, len(tasks)),
                context,
                _begin,
                (session.case.folder, session.officer, session.standing, news, threads, os.getpid()),
            )
            try:
                pending: dict[Future[Outcome], Task] = {pool.submit(_work, task): task for task in tasks}
                while pending:
                    done, _ = wait(pending, timeout=_NEWS_EVERY, return_when=FIRST_COMPLETED)
                    _pass_on(news, watcher)
                    for future in done:
                        try:
                            outcome = future.result()
                        except BrokenProcessPool:
                            return [task for task in tasks if task in pending.values()]
                        del pending[future]
                        yield outcome
                return []
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


_session: Session | None = None
_news: Any = None


def _begin(folder: Path, officer: str, standing: Standing, news: Any, threads: int, parent: int) -> None:
    """Prepare a worker."""
    global _session, _news
    os.environ["OMP_NUM_THREADS"] = str(threads)
    _end_with(parent)
    _session, _news = Session.on_behalf(folder, officer, standing), news


def _end_with(parent: int) -> None:
    """End this process when the program that started it does, even by a kill."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work(task: Task) -> Outcome:
    assert _session is not None
    last = 0.0

    def tell(share: float, doing: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _NEWS_EVERY:
            last = time.monotonic()
            _news.put((task, share, doing))

    with listening(tell):
        return perform(_session, task)


def _pass_on(news: Any, watcher: Watcher) -> None:
    while True:
        try:
            task, share, doing = news.get_nowait()
        except queue.Empty:
            return
        watcher(task, share, doing)
