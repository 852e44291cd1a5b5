"""An asker without a language model: it reads the exhibits with the real tools and quotes the lines that have a word of the question."""

import re
import time
from collections.abc import Sequence

from assistant import execution
from assistant.answer import Answer, CallRecord, Coverage, Refusal, Sentence
from assistant.answer.document import NotSearched
from assistant.chat.progress import Listener
from assistant.execution import ToolCall, ToolResult
from assistant.session import Session
from tools.evidence import Evidence, is_citable
from tools.registry import all_tools

_WORD = re.compile(r"[a-z0-9-]{4,}")
_COMMON = frozenset("what which said says with from that this were have does there about exhibit".split())


def ask(session: Session, question: str, listener: Listener) -> Answer:
    """Quote what has a word of the question; a question with the word «refuse» is refused."""
    started = time.monotonic()
    session.record("question", {"question": question})
    listener("route", {})
    if "refuse" in question:
        refusal = Refusal(
            reason="identification", text="This assistant does not identify people. Ask what an exhibit says about the person."
        )
        return Answer(question=question, status="refused", refusal=refusal, coverage=Coverage())
    results = [_call(session, exhibit.id, listener) for exhibit in session.case.exhibits() if _wanted(exhibit.id, question)]
    listener("composing", {"tool": "search_case"})
    said = [_quoted(item) for result in results for item in result.evidence if is_citable(item) and _fits(item, question)][:6]
    left = [NotSearched(exhibit=str(r.call.args["exhibit"]), reason=str(r.error)) for r in results if r.error]
    event = session.record("answer", {"question": question})
    return Answer(
        question=question,
        status="answered" if said else "not_found",
        sentences=tuple(said),
        coverage=Coverage(searched=tuple(str(r.call.args["exhibit"]) for r in results if not r.error), not_searched=tuple(left)),
        calls=tuple(_record(result) for result in results),
        note=None if said else "Nothing there answers this question. That does not mean that it is not so.",
        seconds=round(time.monotonic() - started, 3),
        ledger_seq=event.seq,
    )


def _wanted(exhibit: str, question: str) -> bool:
    named = re.findall(r"EX-\d+", question)
    return not named or exhibit in named


def _call(session: Session, exhibit: str, listener: Listener) -> ToolResult:
    record = session.case.look_up(exhibit)
    [tool] = [tool.name for tool in all_tools().values() if tool.reads and tool.fits(record)]
    args = {"exhibit": exhibit}
    listener("call", {"tool": tool, "args": args})
    result = execution.run(session, ToolCall(tool, args))
    told = {"evidence": len(result.evidence), "error": result.error, "seconds": result.seconds, "cached": result.cached}
    listener("found", {"tool": tool, "args": args} | told)
    return result


def _fits(item: Evidence, question: str) -> bool:
    words = set(_WORD.findall(question.lower())) - _COMMON
    return any(word in item.text.lower() for word in words)


def _quoted(item: Evidence) -> Sentence:
    return Sentence(text=item.citations[0].quote, citations=item.citations, quoted=True)


def _record(result: ToolResult) -> CallRecord:
    found: Sequence[Evidence] = result.evidence
    return CallRecord(
        tool=result.call.tool,
        args=dict(result.call.args),
        seconds=round(result.seconds, 3),
        cached=result.cached,
        evidence=tuple(item.id for item in found),
        error=result.error,
    )
