"""The inside of a tool's process: it does one job after another until the line to the program is closed."""

import os
import queue
import signal
import threading
import time
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.making.made import digests, loaded_modules
from assistant.making.maker import found
from assistant.making.messages import Done, Job, Ready, Telling, failure, packed
from assistant.settings import settings
from models.errors import WeightsCorrupt, WeightsError
from tools.case import Case
from tools.errors import CaseError, IntegrityError, Stopped
from tools.held_back import held_back
from tools.progress import listening
from tools.registry import all_tools, get_tool
from tools.searches import searching

_TOLD_EVERY = 0.1
"""Seconds between two messages about how far a tool is."""


def serve(line: Connection, threads: int) -> None:
    """Do the jobs that come down the line.

    Args:
        line: to the program. Its end, by whatever death of the program, ends this process.
        threads: CPU threads that libraries may use.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches every process of the terminal; the program decides what it means
    os.environ["OMP_NUM_THREADS"] = str(threads)
    settings()
    all_tools()
    jobs: queue.Queue[Job] = queue.Queue()
    answers: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    threading.Thread(target=_hear, args=(line, jobs, answers, stop), daemon=True).start()
    while True:
        _do(line, jobs.get(), answers, stop, threads)


def _hear(line: Connection, jobs: "queue.Queue[Job]", answers: "queue.Queue[str]", stop: threading.Event) -> None:
    """Hear what the program says while a tool is at work."""
    while True:
        try:
            said = line.recv()
        except (EOFError, OSError):
            os._exit(0)
        if isinstance(said, Job):  # what was said of the job before it is over with that
            stop.clear()
            while not answers.empty():
                answers.get()
            jobs.put(said)
            continue
        if said == "stop":
            stop.set()
        answers.put(said)


def _do(line: Connection, job: Job, answers: "queue.Queue[str]", stop: threading.Event, threads: int) -> None:
    """Do one job and say what came of it."""
    told = 0.0

    def tell(share: float, doing: str) -> None:
        nonlocal told
        if time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            line.send_bytes(Telling(share=share, doing=doing).model_dump_json().encode())

    tool = get_tool(job.tool)
    try:
        case = _case(job.folder, job.secret)
        with held_back() as held, searching(job.again) as searches, listening(tell, stop.is_set):
            evidence = found(case, tool, job.args)
        if job.again is None and held.files:
            line.send_bytes(Ready().model_dump_json().encode())
            said = answers.get()
            if said == "stop" and tool.ends_early:  # it has ended with the best so far, which is kept
                said = answers.get()
            if said != "go on":
                raise Stopped("Stopped at the user's request; nothing of this step was kept.")
            held.write()
    except (CaseError, IntegrityError, WeightsError, WeightsCorrupt) as error:
        line.send_bytes(failure(error).model_dump_json().encode())
        return
    done = Done(files=digests(case.folder, held.files), rounds=searches.rounds, loaded=loaded_modules(), threads=threads)
    line.send_bytes(done.model_dump_json().encode())
    line.send_bytes(packed(evidence))


@lru_cache(maxsize=1)
def _case(folder: Path, secret: bytes | None) -> Case:
    """The case that jobs are done in; only the last one stays open."""
    return Case(folder, secret)
