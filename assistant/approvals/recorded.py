"""The runs that wait, by the record of the case: what to go on with the next morning stands there."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from assistant.answer import Refusal
from assistant.approvals.approval import Approval, Outcome
from assistant.authorisation.recorded import events
from assistant.execution import ToolCall
from assistant.router import Route, RoutedCall
from assistant.session import Session
from tools.errors import ToolError

WANTED, SHOWN, GIVEN = "approval_wanted", "approval_shown", "approval_given"
BROKEN = "run_broken"
"""What was gone on with could not be brought to its end."""
ENDS = ("answer", "refused", "failed", "needs_approval", BROKEN)
"""Events with what came of a run; those of runs that waited name the approval."""


def wait(session: Session, run: str, question: str, route: Route, waiting: dict[str, str]) -> Approval:
    """Put on record that a run waits."""
    id_ = f"AP-{len(all_of(session)) + 1:04d}"
    data = {"id": id_, "run": run, "question": question, "route": _written(route), "waiting": sorted(waiting), "reasons": waiting}
    session.record(WANTED, data)
    return find(session, id_)


def all_of(session: Session) -> list[Approval]:
    """Every run that waits or waited, in order; LedgerDamaged when the record is not what was written."""
    found: dict[str, Approval] = {}
    for event in events(session, WANTED, GIVEN, *ENDS):
        data, at = event.data, datetime.fromisoformat(event.time)
        if event.event == WANTED:
            route = _read(data["route"])
            found[data["id"]] = Approval(data["id"], data["run"], data["question"], route, tuple(data["waiting"]), event.officer, at)
        elif event.event == GIVEN:
            outcome = Outcome(data["decision"], event.officer, at, data["reason"], data["seconds"], data["args"])
            found[data["id"]] = replace(found[data["id"]], outcome=outcome)
        elif (id_ := data.get("approval")) in found:
            found[id_] = replace(found[id_], ended=event.seq)
    return list(found.values())


def find(session: Session, id_: str) -> Approval:
    """One of them; ToolError when there is none."""
    found = next((each for each in all_of(session) if each.id == id_), None)
    if found is None:
        raise ToolError(f"No run of this case waits as {id_!r}: see `exhibit approvals`.")
    return found


def shown(session: Session, ids: list[str]) -> None:
    """Put on record that somebody was shown runs that wait: from now on the time of that person's decision is measured."""
    seen = _first_seen(session)
    if new := [id_ for id_ in ids if id_ not in seen]:
        session.record(SHOWN, {"ids": new})


def seconds_since_shown(session: Session, id_: str, now: datetime) -> float | None:
    """How long ago the officer was first shown a run; None for never."""
    first = _first_seen(session).get(id_)
    return None if first is None else round((now - first).total_seconds(), 1)


def _first_seen(session: Session) -> dict[str, datetime]:
    seen: dict[str, datetime] = {}
    for event in events(session, SHOWN):
        if event.officer == session.officer:
            for id_ in event.data["ids"]:
                seen.setdefault(id_, datetime.fromisoformat(event.time))
    return seen


def _written(route: Route) -> dict[str, Any]:
    """A route as the record keeps it, whole."""
    return {
        "calls": [asdict(call) | {"call": {"tool": call.call.tool, "args": dict(call.call.args)}} for call in route.calls],
        "refusal": route.refusal and route.refusal.model_dump(),
        "english": route.english,
        "considered": route.considered,
    }


def _read(data: dict[str, Any]) -> Route:
    calls = tuple(
        RoutedCall(ToolCall(**each["call"]), each["question"], each["wants"], tuple(each["types"]), each["blocked"])
        for each in data["calls"]
    )
    refusal = None if data["refusal"] is None else Refusal.model_validate(data["refusal"])
    return Route(calls, refusal, data["english"], data["considered"])
