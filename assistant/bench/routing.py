"""Routing questions to tools: how often it is right on questions that nothing was tuned on, and what a kept prefix saves."""

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import assistant
from assistant.bench import records, row
from assistant.documents import BenchRow
from assistant.llm.chat import LocalChat
from assistant.router import Router
from assistant.router.states import BEGIN, messages_for
from tools.case import Exhibit
from tools.errors import CaseError
from tools.registry import all_tools

_QUESTIONS = Path(assistant.__file__).parent.parent / "tests" / "data" / "questions"
_WARM = 8
"""Questions on which a warm route is compared with a whole prompt."""


def measure_routing(model: LocalChat, router: Router, *, quick: bool) -> Sequence[BenchRow]:
    """Right tool, right tool with right arguments, and seconds."""
    if not _QUESTIONS.is_dir():
        raise CaseError("The questions of this benchmark are part of the source folder: run it in a clone of the project.")
    registers = json.loads((_QUESTIONS / "registers.json").read_text("utf-8"))
    wanted = records(_QUESTIONS / "held_out.jsonl")
    # Questions for tools that this version does not have can only be routed to their names, not to their arguments.
    wanted = [item for item in wanted if all(call["tool"] in all_tools() for call in item["calls"])][: 12 if quick else None]
    right_tool = right_call = 0
    seconds = 0.0
    for item in wanted:
        register = registers[item["register"]]
        exhibits = [_exhibit(entry) for entry in register["exhibits"]]
        started = time.perf_counter()
        route = router.route(item["question"], exhibits, register["galleries"])
        seconds += time.perf_counter() - started
        calls: list[dict[str, Any]] = [{"tool": each.call.tool, "args": dict(each.call.args)} for each in route.calls]
        accepted = [item["calls"], *item.get("or", [])]
        refused = route.refusal.reason if route.refusal else None
        if refused == item["refusal"] and any(_tools(calls) == _tools(other) for other in accepted):
            right_tool += 1
            right_call += any(_plain(calls) == _plain(other) for other in accepted)
    count = len(wanted)
    ratio = [item["question"] for item in wanted[:_WARM]]
    return [
        row("right tools, held-out questions", "share", right_tool / count, higher_is_better=True, n=count),
        row("right tools and arguments, held-out questions", "share", right_call / count, higher_is_better=True, n=count),
        row("seconds to route", "s", seconds / count, n=count),
        _warm(model, ratio),
    ]


def _warm(model: LocalChat, questions: Sequence[str]) -> BenchRow:
    """Reading a question for routing with the prompt's start restored from disk, and with the whole prompt read afresh."""
    seconds = {1: 0.0, 0: 0.0}
    for question in questions:
        messages = messages_for(question)
        for stable in seconds:
            model.engine.forget()  # as after a restart
            started = time.perf_counter()
            model.hidden(messages, BEGIN, stable=stable)
            seconds[stable] += time.perf_counter() - started
    n = len(questions)
    return row(
        "seconds to read a question after a restart", "s", seconds[1] / n, peer=seconds[0] / n, peer_name="the whole prompt read", n=n
    )


def _tools(calls: Sequence[dict[str, Any]]) -> list[object]:
    return [call["tool"] for call in calls]


def _plain(calls: Sequence[dict[str, Any]]) -> list[tuple[object, list[tuple[str, str]]]]:
    """Calls to compare: what is searched for is the officer's own wording and any of it will do."""
    return sorted(
        (call["tool"], sorted((name, str(value).lower()) for name, value in call["args"].items() if name not in ("query", "topic")))
        for call in calls
    )


def _exhibit(entry: dict[str, str]) -> Exhibit:
    """An exhibit of a register, with nothing behind it: routing reads only the register."""
    return Exhibit(
        id=entry["exhibit"],
        sha256="0" * 64,
        size=1,
        media=entry["media"],  # type: ignore[arg-type]
        mime="application/octet-stream",
        title=entry["title"],
        file=entry["file"],
        kind=entry["kind"],
        source="",
        added_at=datetime.now(UTC),
        added_by="bench",
        path=Path(entry["file"]),
    )
