"""Making a tool call: arguments checked, exhibits hashed, nothing done twice, everything on record."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import NOT_ASKED, NeedsAuthorisation, recorded_use, use_of
from assistant.locks.recording import quarantined
from assistant.making import make
from assistant.manifests import Run, begun, keep, of_key
from assistant.session import Session
from assistant.verification import as_they_stand
from models.errors import WeightsCorrupt, WeightsError
from tools import confirmations, results
from tools.case import Exhibit
from tools.errors import CaseError, IntegrityError, Stopped, ToolError
from tools.evidence import Evidence, PatrolStop
from tools.locks import locks
from tools.parameters import PageNumber
from tools.registry import Tool, all_tools, get_tool

_TRIES = 5
"""How often a tool begins again because the text that it goes through was corrected meanwhile."""


@dataclass(frozen=True)
class ToolCall:
    """One use of a tool."""

    tool: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ToolResult:
    """What came of a tool call."""

    call: ToolCall
    evidence: tuple[Evidence, ...] = ()
    seconds: float = 0.0
    cached: bool = False
    error: str | None = None
    """Why it could not be done, for the officer to act on."""
    needs_authorisation: bool = False
    """It was not done because no authorisation covers it."""
    authorisation: str | None = None
    """Id of the authorisation on which it was done."""
    note: str | None = None
    """What else stands with the result wherever it is shown."""
    run: int | None = None
    """Number of the run that it comes from, for `exhibit replay`."""


def run(session: Session, call: ToolCall) -> ToolResult:
    """Make a tool call, or give what an earlier one found. The one place that every call passes: what needs an authorisation and has
    none is not done here, whatever asked for it.

    Raises:
        NotAllowed: the officer may not use tools in this case.
        IntegrityError, WeightsCorrupt: an exhibit, stored evidence or weights are not what they were; it is on record and
            nothing was done.
        Stopped: the user stopped it; that is on record, and nothing of it is kept as a result.
    """
    session.require(Right.RUN)
    started = time.monotonic()
    try:
        result = _run(session, call)
    except (IntegrityError, WeightsCorrupt) as error:
        session.record(
            "integrity_failure",
            {"tool": call.tool, "args": dict(call.args), "error": str(error)},
        )
        raise
    except (Stopped, KeyboardInterrupt) as error:
        data = {"tool": call.tool, "args": dict(call.args), "by": session.officer, "seconds": round(time.monotonic() - started, 3)}
        session.record("stopped", data | {"reason": str(error) or "interrupted"})
        raise
    except (CaseError, WeightsError) as error:
        needs = isinstance(error, NeedsAuthorisation)
        result = ToolResult(call, seconds=time.monotonic() - started, error=str(error), needs_authorisation=needs)
        session.record(
            "tool_call",
            {
                "tool": call.tool,
                "args": dict(call.args),
                "error": str(error),
                "seconds": round(result.seconds, 3),
                **({"needs_authorisation": True} if needs else {}),
            },
        )
    return result


def is_done(session: Session, tool: Tool, exhibit: Exhibit) -> bool:
    """Whether a tool has gone through an exhibit already, in its present version and with the present weights."""
    args = {"exhibit": exhibit.id}
    if any(not is_done(session, earlier, exhibit) for earlier in _needed(tool, exhibit)):
        return False
    return results.has(
        session.case,
        results.key_of(session.case, tool, args, _upstream(session, tool, args)),
    )


def lacking(session: Session, call: ToolCall) -> str | None:
    """Which authorisation a call would lack, and how to ask for it; None where it lacks none, or cannot be made as it stands."""
    tool = all_tools().get(call.tool)
    if tool is None or not tool.biometric:
        return None
    try:
        args = tool.checked(session.case, call.args)
    except CaseError:  # the reason why it cannot be made is told by who makes it
        return None
    return authorisation.missing(session, use_of(tool, args))


def _run(session: Session, call: ToolCall) -> ToolResult:
    tool = get_tool(call.tool)
    args = tool.checked(session.case, call.args)
    tool.require_card()
    call = ToolCall(tool.name, args)
    held = authorisation.check(session, use_of(tool, args)) if tool.biometric else None
    exhibits = [session.case.look_up(args[p.name]) for p in tool.exhibit_parameters if args.get(p.name)]
    for exhibit in exhibits:
        for earlier in _needed(tool, exhibit):
            if (reason := run(session, ToolCall(earlier.name, {"exhibit": exhibit.id})).error) is not None:
                raise ToolError(reason)
    if tool.reads and any(parameter.marked(PageNumber) and parameter.name in args for parameter in tool.parameters):
        _read_whole(session, tool, exhibits)
    started = time.monotonic()
    if tool.biometric:
        key = results.key_of(session.case, tool, args, _upstream(session, tool, args))
        with recorded_use(session, use_of(tool, args), held, key) as found_in:
            made, cached, ran = _made(session, tool, args)
            found_in(made)
    else:
        made, cached, ran = _made(session, tool, args)
    if cached:
        for exhibit in exhibits:
            exhibit.verify()
    found = as_they_stand(session, locks(session.case).visible(confirmations.applied(session.case, made)))
    note = NOT_ASKED if tool.biometric and held is None else None
    seconds = time.monotonic() - started
    session.record(
        "tool_call",
        {
            "tool": tool.name,
            "version": tool.version,
            "args": args,
            "weights": tool.weights_digests(),
            "evidence": [item.id for item in found],
            **_commitments(found),
            "cached": cached,
            **({"run": ran.number, "manifest": ran.manifest.digest} if ran is not None else {}),
            "seconds": round(seconds, 3),
            "error": None,
            **({"authorisation": None if held is None else held.id, "note": note} if tool.biometric else {}),
        },
    )
    number = None if ran is None else ran.number
    return ToolResult(call, tuple(found), seconds, cached, authorisation=None if held is None else held.id, note=note, run=number)


def _commitments(found: Iterable[Evidence]) -> dict[str, list[str]]:
    """The hashes of the sealed seeds of plans among some evidence: on record before anybody can see a seed."""
    hashes = [i.totals.commitment for i in found if isinstance(i, PatrolStop) and i.totals is not None and i.totals.commitment]
    return {"commitments": hashes} if hashes else {}


def _read_whole(session: Session, tool: Tool, exhibits: Iterable[Exhibit]) -> None:
    """Before a page is shown the whole exhibit is held against the list of privileged correspondents: the page may not say of itself
    that it belongs to a lawyer's letter."""
    for exhibit in exhibits:
        if results.reading_key(session.case, exhibit.id) is None:
            whole = run(session, ToolCall(tool.name, {"exhibit": exhibit.id}))
            if whole.error is not None:
                raise ToolError(whole.error)


def _made(session: Session, tool: Tool, args: Mapping[str, Any]) -> tuple[Sequence[Evidence], bool, Run | None]:
    """What the tool found, whether that was earlier, and the run that found it (None where it was before runs had manifests).

    Somebody may correct the text of an exhibit while a tool goes through it: what was found then is kept only under the text
    that it was found in.
    """
    for _ in range(_TRIES):
        key = results.key_of(session.case, tool, args, _upstream(session, tool, args))
        if tool.cached and (kept := results.find(session.case, key)) is not None:
            return kept, True, of_key(session.case, key)
        run = begun(session.case, tool, args)
        made = make(session.case, tool, args)
        manifest = run.done(session.case, made)
        if not tool.cached:
            return made.evidence, False, keep(session.case, key, manifest)
        if results.key_of(session.case, tool, args, _upstream(session, tool, args)) == key:
            found = made.evidence
            results.save(session.case, key, tool, args, manifest.seconds, found, officer=session.officer, recorded=quarantined(session))
            return found, False, keep(session.case, key, manifest)
    raise ToolError(f"{tool.name} could not be done: the text of {', '.join(map(str, args.values()))} is being corrected. Try again.")


def _needed(tool: Tool, exhibit: Exhibit) -> Iterable[Tool]:
    """The tools whose results on this exhibit the tool builds on."""
    return (earlier for earlier in (all_tools()[name] for name in tool.after) if earlier.fits(exhibit))


def _upstream(session: Session, tool: Tool, args: Mapping[str, Any]) -> list[str]:
    exhibits = [args[p.name] for p in tool.exhibit_parameters if args.get(p.name)] if tool.after else []
    return [key for exhibit in exhibits if (key := results.reading_key(session.case, exhibit)) is not None]
