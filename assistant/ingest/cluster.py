"""Tasks done by a Ray cluster: the same work, spread over the machines of a station."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.accounts import Standing
from assistant.ingest import Watcher
from assistant.ingest.task import Outcome, Task, perform
from assistant.session import Session
from tools.errors import CaseError


class RayCluster:
    """Does tasks on Ray workers (https://docs.ray.io).

    Joins the cluster that this machine belongs to (`ray start`), or starts one on this machine alone. The case folder must be
    reachable under the same path from every machine, on a file system that keeps its promises about locks (SQLite's
    write-ahead log does not work over NFS: use one machine, or a cluster file system).

    Args:
        workers: how many tasks run at once on a cluster that is started here.
    """

    def __init__(self, workers: int) -> None:
        try:
            import ray
        except ImportError:
            raise CaseError(
                "The Ray engine is not installed: run `.venv/bin/pip install -e '.[cluster]'`, or use --engine local."
            ) from None
        self._ray: Any = ray
        if not ray.is_initialized():
            try:
                ray.init(address="auto", log_to_driver=False, logging_level="error")
            except ConnectionError:  # no cluster is running: one of our own, on the loopback address only
                ray.init(
                    num_cpus=workers,
                    include_dashboard=False,
                    log_to_driver=False,
                    logging_level="error",
                    _node_ip_address="127.0.0.1",
                )

    def __call__(self, session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        """Do tasks, each in the worker that Ray picks."""
        work = self._ray.remote(num_cpus=1, max_retries=0)(_work)
        waiting = {work.remote(session.case.folder, session.officer, session.standing, task): task for task in tasks}
        while waiting:
            [done], _ = self._ray.wait(list(waiting), num_returns=1)
            task = waiting.pop(done)
            watcher(task, 1.0, f"{task.tool} {task.exhibit}")
            try:
                yield self._ray.get(done)
            except self._ray.exceptions.RayError as error:
                reason = f"the worker died: {type(error).__name__}"
                session.record("error", {"exhibit": task.exhibit, "tool": task.tool, "error": reason})
                yield Outcome(task.exhibit, task.tool, reason=reason)


def _work(folder: Path, officer: str, standing: Standing, task: Task) -> Outcome:
    return perform(_session(folder, officer, standing), task)


@cache
def _session(folder: Path, officer: str, standing: Standing) -> Session:
    """The case as this worker opens it, in the name of the officer who asked."""
    return Session.on_behalf(folder, officer, standing)
