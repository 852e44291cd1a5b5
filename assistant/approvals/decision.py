"""Deciding on a run that waits."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant import execution
from assistant.accounts import NotAllowed, Right
from assistant.answer import Refusal
from assistant.approvals.approval import Approval, Decision, numbered
from assistant.approvals.recorded import GIVEN, find, seconds_since_shown
from assistant.execution import ToolCall
from assistant.router import Route
from assistant.session import Session
from tools.errors import ToolError
from tools.registry import get_tool

_LONGEST = 500


def decide(session: Session, asker: Session, id_: str, decision: Decision, reason: str, args: Mapping[str, Any] | None = None) -> Approval:
    """Approve, edit or reject a run that waits.

    Args:
        session: the open case; its officer is the one who decides.
        asker: the same case in the name of who asked.
        id_: of the approval.
        decision: what is decided.
        reason: why, in words.
        args: the arguments that are changed, for `edit`.

    Raises:
        NotAllowed: the officer holds no role that may approve, or asked the question.
        ToolError: it does not wait any more, the arguments do not fit, or what is approved lacks an authorisation.
    """
    session.require(Right.APPROVE)
    waiting = find(session, id_)
    now = datetime.now(UTC)
    if (status := waiting.status(now)) != "waiting":
        raise ToolError(f"{id_} is {status}: there is nothing to decide.")
    if waiting.asked_by == session.officer and not session.standing.single_user:
        raise NotAllowed(f"{session.officer} asked this question: somebody else must approve what it leads to.")
    said = " ".join(reason.split())
    if not 3 <= len(said) <= _LONGEST:
        raise ToolError(f"Say why, in 3 to {_LONGEST} characters (--reason).")
    changed = _edited(session, waiting, args) if decision == "edit" else None
    if decision != "reject":
        usable(asker, waiting, changed)
    seconds = seconds_since_shown(session, id_, now)
    session.record(GIVEN, {"id": id_, "decision": decision, "reason": said, "seconds": seconds, "args": changed})
    return find(session, id_)


def usable(asker: Session, waiting: Approval, args: Mapping[str, Any] | None) -> None:
    """Pass when what waits could be done now; ToolError with the authorisation that is missing."""
    for wanted in waiting.calls:
        call = wanted.call if args is None else ToolCall(wanted.call.tool, args)
        if (reason := execution.lacking(asker, call)) is not None:
            raise ToolError(f"{waiting.id} cannot be approved yet. {reason}")


def decided(waiting: Approval) -> Route:
    """The route of a run after the decision: what was edited is what is done, and what was rejected is not."""
    assert waiting.outcome is not None
    outcome = waiting.outcome
    mine = {id(call) for call in waiting.calls}
    said = f"{outcome.by} rejected it: {outcome.reason}"
    calls = []
    for call in waiting.route.calls:
        if id(call) in mine and outcome.decision == "reject":
            call = replace(call, blocked=f"{call.call.tool} was not used. {said}")
        elif id(call) in mine and outcome.decision == "edit":
            call = replace(call, call=ToolCall(call.call.tool, outcome.args or {}))
        calls.append(call)
    route = replace(waiting.route, calls=tuple(calls))
    if outcome.decision == "reject" and not numbered(route):
        route = replace(route, refusal=Refusal(reason="not_approved", text=f"This was not done. {said}"))
    return route


def _edited(session: Session, waiting: Approval, args: Mapping[str, Any] | None) -> dict[str, Any]:
    if not args or len(waiting.calls) != 1:
        raise ToolError(
            "An edit names the arguments of the one call that waits, as NAME=VALUE. Several that wait are rejected or approved."
        )
    [wanted] = waiting.calls
    return get_tool(wanted.call.tool).checked(session.case, dict(wanted.call.args) | dict(args))
