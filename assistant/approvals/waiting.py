"""Which calls of a route must wait for a person, and whether there is one."""

from dataclasses import dataclass, replace

from assistant import authorisation, execution
from assistant.accounts import Right, register
from assistant.approvals.approval import numbered
from assistant.authorisation import use_of
from assistant.execution import ToolCall
from assistant.router import Route
from assistant.session import Session
from tools.registry import all_tools

NOBODY = "Nobody can be asked to approve it in this case, so the answer is no: the administrator of the station names supervisors."


@dataclass(frozen=True)
class Held:
    """A route with what may not be done at once."""

    route: Route
    """Calls that nobody can approve are blocked."""
    waiting: dict[str, str]
    """Ids of the calls that wait for a person, each with the reason."""
    lacking: bool
    """A call was blocked because nobody can approve it."""


def held(session: Session, route: Route) -> Held:
    """Hold back what needs an approval. Nothing of it has been worked out."""
    if not session.standing.authorised:
        return Held(route, {}, False)
    reasons = {id_: reason for id_, wanted in numbered(route).items() if (reason := _reason(session, wanted.call)) is not None}
    if not reasons or approvers(session):
        return Held(route, reasons, False)
    stopped = {id(call): f"{reasons[id_]} {NOBODY}" for id_, call in numbered(route).items() if id_ in reasons}
    calls = tuple(replace(call, blocked=stopped.get(id(call), call.blocked)) for call in route.calls)
    return Held(replace(route, calls=calls), {}, True)


def approvers(session: Session) -> list[str]:
    """Who may approve what this officer asked for."""
    if session.standing.single_user:
        return [session.officer]
    return [name for name in register(session.settings).holders(Right.APPROVE, session.case.id) if name != session.officer]


def _reason(session: Session, call: ToolCall) -> str | None:
    if (reason := execution.lacking(session, call)) is not None:
        return reason
    tool = all_tools().get(call.tool)
    if tool is None or not tool.biometric:
        return None
    use = use_of(tool, tool.checked(session.case, call.args))
    standing = authorisation.check(session, use)
    if standing is None or not standing.terms.each_use:
        return None
    return f"{use.words}: {standing.id} asks that a person approves each use."
