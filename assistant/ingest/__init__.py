"""Going through every exhibit of a case once, with every tool that fits, so that questions are answered from what is known."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant import execution
from assistant.accounts import Right
from assistant.ingest.task import Outcome, Task
from assistant.session import Session
from tools import results
from tools.case import Exhibit
from tools.errors import CaseError, Stopped
from tools.locks import locks
from tools.registry import all_tools
from tools.retrieval import index_of
from tools.retrieval_within import narrowed

QUICK_SECONDS = 900.0
"""Longest recording that a question waits for."""
QUICK_PAGES = 40
"""Longest document that a question waits for."""


@dataclass
class Processed:
    """What a run of `process` did."""

    done: list[Outcome] = field(default_factory=list)
    failed: list[Outcome] = field(default_factory=list)


Watcher = Callable[[Task, float, str], object]
"""Hears (task, share done from 0 to 1, what is being done)."""
Engine = Callable[[Session, Sequence[Task], Watcher], Iterator[Outcome]]
"""Does tasks that do not depend on each other, in any order."""


def process(
    session: Session,
    engine: Engine,
    *,
    only: Callable[[Exhibit], bool] = lambda exhibit: True,
    on_plan: Callable[[Sequence[Task]], object] = lambda tasks: None,
    watcher: Watcher = lambda task, share, doing: None,
) -> Processed:
    """Do what is missing: each automatic tool once on every fitting exhibit, then the index.

    Args:
        session: the open case.
        engine: does the tasks, see `assistant.ingest.local` and `assistant.ingest.cluster`.
        only: exhibits to go through.
        on_plan: hears each stage's tasks before they begin.
        watcher: hears of progress within tasks.

    Raises:
        NotAllowed: the officer may not use tools in this case.
        Stopped: the user stopped it; that is on record, and what was done until then is kept.
    """
    session.require(Right.RUN)
    outcome = Processed()
    try:
        _go_through(session, engine, only, on_plan, watcher, outcome)
    except Stopped as error:
        data = {"doing": "process", "done": len(outcome.done), "failed": len(outcome.failed), "by": session.officer}
        session.record("stopped", data | {"reason": str(error)})
        raise
    return outcome


def _go_through(
    session: Session,
    engine: Engine,
    only: Callable[[Exhibit], bool],
    on_plan: Callable[[Sequence[Task]], object],
    watcher: Watcher,
    outcome: Processed,
) -> None:
    """Do what is missing, and write into `outcome` what was done."""
    failed: set[str] = set()
    for stage in _stages():
        locked = locks(session.case)
        tasks = [
            Task(exhibit.id, name)
            for exhibit in session.case.exhibits()
            if only(exhibit) and exhibit.id not in failed and locked.unopened(exhibit.id) is None
            for name in stage
            if (all_tools()[name].reads or exhibit.id not in locked.barred())
            if all_tools()[name].fits(exhibit) and not execution.is_done(session, all_tools()[name], exhibit)
        ]
        on_plan(tasks)
        for result in engine(session, tasks, watcher) if tasks else ():
            if result.reason is None:
                outcome.done.append(result)
            else:
                failed.add(result.exhibit)
                outcome.failed.append(result)
    started = time.monotonic()
    if index_of(session.case).update():
        session.record("indexed", {"seconds": round(time.monotonic() - started, 3)})


def catch_up(session: Session, engine: Engine, watcher: Watcher = lambda task, share, doing: None) -> Processed:
    """Go through the exhibits that a question can wait for and that nobody has gone through yet."""
    return process(session, engine, only=_is_quick, watcher=watcher)


def not_searched(session: Session, searches: Sequence[Mapping[str, str]] = ({},)) -> dict[str, str]:
    """The exhibits that no search of the case reached, each with the reason.

    Args:
        session: the open case.
        searches: what each search was narrowed to (see `tools.retrieval_within`), which leaves exhibits out.
    """
    index = index_of(session.case)
    indexed = index.exhibits()
    narrowings = [narrowed(session.case, **args) for args in searches]
    reached = indexed if any(within.is_whole for within in narrowings) else set[str]().union(*map(index.reached, narrowings))
    bars = locks(session.case).bars()
    reasons = {}
    for exhibit in session.case.exhibits():
        if exhibit.id in bars and bars[exhibit.id].whole:
            reasons[exhibit.id] = bars[exhibit.id].reason
            continue
        if exhibit.id in reached:
            continue
        if exhibit.id in indexed:
            reasons[exhibit.id] = "outside what the search was narrowed to"
            continue
        readers = [name for name, tool in all_tools().items() if tool.reads and tool.fits(exhibit)]
        reasons[exhibit.id] = "not gone through yet: run `exhibit process`" if readers else f"no tool reads {exhibit.media}"
    return reasons


def not_confirmed(session: Session) -> dict[str, str]:
    """The exhibits that have speech which is uncertain and which nobody has confirmed, each with how much: no answer rests on it."""
    reasons = {}
    locked = locks(session.case)
    for exhibit in session.case.exhibits():
        if exhibit.id in locked.barred():
            continue
        if exhibit.media not in ("audio", "video"):
            continue
        found = results.uncertain(session.case, exhibit.id)
        if found.stretches:
            several = found.stretches > 1
            reasons[exhibit.id] = (
                f"{found.stretches} stretch{'es' if several else ''} of speech ({found.seconds:.0f} s) {'are' if several else 'is'}"
                " uncertain and not confirmed"
            )
    return reasons


def _is_quick(exhibit: Exhibit) -> bool:
    return float(exhibit.facts.get("seconds", 0)) <= QUICK_SECONDS and int(exhibit.facts.get("pages", 1)) <= QUICK_PAGES


def _stages() -> list[list[str]]:
    """The automatic tools, each after those whose results it builds on."""
    waiting = {name: set(tool.after) for name, tool in all_tools().items() if tool.automatic}
    stages: list[list[str]] = []
    while waiting:
        stage = [name for name, after in waiting.items() if not after & waiting.keys()]
        if not stage:
            raise CaseError(f"these tools wait for each other: {', '.join(waiting)}")
        stages.append(stage)
        for name in stage:
            del waiting[name]
    return stages
