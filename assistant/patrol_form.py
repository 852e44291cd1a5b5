"""A patrol plan from a form: as an answer to a question is, but without the language model."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from assistant import execution
from assistant.accounts import Right
from assistant.answer import Answer, CallRecord, Coverage, NotSearched, Sentence
from assistant.execution import ToolCall
from assistant.session import Session
from tools.evidence import stated

_TOOL = "plan_patrol"


def said(args: Mapping[str, Any]) -> str:
    """What a form asks for, in words."""
    more = [f"{name} {value}" for name, value in args.items() if name not in ("units", "hours", "seconds")]
    return f"Patrol plan for {args.get('units', '?')} units, {args.get('hours', '?')}" + (f": {', '.join(more)}" if more else "")


def plan(session: Session, question: str, args: Mapping[str, Any], listener: Callable[[str, Mapping[str, Any]], object]) -> Answer:
    """Make a plan.

    Args:
        session: the open case.
        question: what was asked for, in words.
        args: of the tool.
        listener: hears what is done, as for a question.

    Raises:
        NotAllowed: the officer may not use tools in this case.
        IntegrityError: an exhibit is not what it was.
    """
    session.require(Right.RUN)
    began = time.monotonic()
    session.record("question", {"question": question, "form": dict(args)})
    listener("call", {"tool": _TOOL, "args": dict(args)})
    result = execution.run(session, ToolCall(_TOOL, dict(args)))
    sentences = tuple(Sentence(text=stated(item), citations=item.citations, measured_by=item.source) for item in result.evidence)
    used = {citation.exhibit for item in result.evidence for citation in item.citations}
    used |= {value for name, value in result.call.args.items() if name in ("incidents", "streets", "areas")}
    answer = Answer(
        question=question,
        status="answered" if sentences else "failed",
        sentences=sentences,
        coverage=Coverage(
            searched=tuple(sorted(used)),
            not_searched=tuple(
                NotSearched(exhibit=exhibit.id, reason="the plan is not made from this exhibit")
                for exhibit in session.case.exhibits()
                if exhibit.id not in used
            ),
        ),
        calls=(
            CallRecord(
                tool=_TOOL,
                args=dict(result.call.args),
                seconds=round(result.seconds, 3),
                cached=result.cached,
                evidence=tuple(item.id for item in result.evidence),
                error=result.error,
            ),
        ),
        evidence=result.evidence,
        note=result.error,
    )
    told = {"status": answer.status, "sentences": [sentence.model_dump() for sentence in sentences], "note": answer.note}
    event = session.record("answer" if sentences else "failed", told)
    return answer.model_copy(update={"seconds": round(time.monotonic() - began, 3), "ledger_seq": event.seq})
