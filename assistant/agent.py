"""Asking a question: the one path from an officer's words to cited sentences. The only module that knows LangChain's agent loop."""

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, HumanInTheLoopMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import Command

from assistant import approvals
from assistant.accounts import Right
from assistant.agent_runs import RUNS
from assistant.answer import Answer
from assistant.approvals import Approval
from assistant.approvals.approval import numbered
from assistant.approvals.decision import decided
from assistant.compose import Composer
from assistant.execution import ToolCall, ToolResult
from assistant.inquiry import Inquiry, Listener
from assistant.llm import ChatModel
from assistant.prompt_log import recorded_prompts
from assistant.router import Router
from assistant.session import Session
from tools.registry import Tool, all_tools


def ask(
    session: Session,
    question: str,
    model: ChatModel,
    router: Router,
    *,
    listener: Listener = lambda event, what: None,
) -> Answer:
    """Answer one question about a case. Everything that is done for it is written to the ledger.

    Where something must be approved first, the run pauses before anything was done: the answer is `needs_approval` and names the
    approval. `resume` goes on with it, also in another process and on another day.

    Raises:
        NotAllowed: the officer may not ask in this case.
        IntegrityError, WeightsCorrupt: an exhibit, stored evidence or weights are not what they were.
    """
    session.require(Right.ASK)
    started = time.monotonic()
    run = uuid.uuid4().hex
    session = replace(session, inquiry=run)
    session.record("question", {"question": question})
    inquiry = Inquiry(session, question, router, Composer(model), listener)
    _go(inquiry, model, run, {"messages": [HumanMessage(question)]})
    if inquiry.waiting:
        assert inquiry.route is not None
        inquiry.waits_as = approvals.wait(session, run, question, inquiry.route, inquiry.waiting).id
    return _told(inquiry, started, model)


def resume(
    session: Session,
    waiting: Approval,
    model: ChatModel,
    router: Router,
    *,
    listener: Listener = lambda event, what: None,
) -> Answer:
    """Go on with a run that somebody has decided on.

    Args:
        session: the open case in the name of who asked.
        waiting: the approval with its outcome (`approvals.decide`).
        model: the chat model.
        router: the router; it is not asked again.
        listener: as for `ask`.

    Raises:
        ToolError: another program has gone on with it.
        IntegrityError, WeightsCorrupt: as for `ask`.
    """
    outcome = waiting.outcome
    assert outcome is not None
    started = time.monotonic()
    session = replace(session, inquiry=waiting.run)
    inquiry = Inquiry(session, waiting.question, router, Composer(model), listener, route=decided(waiting), pausing=waiting.waiting)
    decisions: list[dict[str, Any]] = []
    for call in waiting.calls:
        if outcome.decision == "reject":
            decisions.append({"type": "reject", "message": outcome.reason})
        elif outcome.decision == "edit":
            decisions.append({"type": "edit", "edited_action": {"name": call.call.tool, "args": dict(outcome.args or {})}})
        else:
            decisions.append({"type": "approve"})
    with approvals.going_on(session, waiting):
        _go(inquiry, model, waiting.run, Command(resume={"decisions": decisions}))
        return _told(inquiry, started, model, waiting.id)


def _told(inquiry: Inquiry, started: float, model: ChatModel, approval: str | None = None) -> Answer:
    """The answer of a run that is done or waits, on record; with the approval that it had waited for."""
    answer = inquiry.answer()
    waited = {"approval": approval, "counter_note": answer.counter_note, "evidence": [item.id for item in answer.evidence]}
    event = inquiry.session.record(
        answer.status if answer.status in ("refused", "failed", "needs_approval") else "answer",
        inquiry.for_record(answer)
        | {"model": {"identity": model.identity, "sampling": model.sampling}}
        | ({} if approval is None else waited),
    )
    return answer.model_copy(
        update={
            "seconds": round(time.monotonic() - started, 3),
            "ledger_seq": event.seq,
        }
    )


def _go(inquiry: Inquiry, model: ChatModel, run: str, begin: Any) -> None:
    """Let LangChain's loop run until it is done or waits for a person."""
    # One call after the other: the router put them in this order for a reason.
    config: RunnableConfig = {"max_concurrency": 1, "configurable": {"thread_id": run}}
    tools = [_langchain_tool(tool, inquiry.call) for tool in all_tools().values()]
    if not inquiry.session.standing.authorised:
        create_agent(model, tools, middleware=[_Desk(inquiry)]).invoke(begin, config=config)
        return
    with _kept(inquiry.session) as saver:
        agent = create_agent(model, tools, middleware=[_Desk(inquiry), _pause(inquiry)], checkpointer=saver)
        done = False
        try:
            # The state is written when the run pauses and at no other time: what tools find lies nowhere but in the case.
            done = not agent.invoke(begin, config=config, durability="exit").get("__interrupt__")
        except BaseException:
            done = True
            raise
        finally:
            if done:
                inquiry.waiting.clear()
                saver.delete_thread(run)


def _pause(inquiry: Inquiry) -> HumanInTheLoopMiddleware[Any, Any, Any]:
    """LangChain's pause for a person, before every call that waits. Which these are was decided once and is kept: at going on it is
    asked again, and an authorisation that came in between must not turn a rejection into a use."""
    wanted: Any = {
        "allowed_decisions": ["approve", "edit", "reject"],
        "when": lambda request: request.tool_call["id"] in inquiry.pausing or request.tool_call["id"] in inquiry.waiting,
    }
    return HumanInTheLoopMiddleware({name: wanted for name, tool in all_tools().items() if tool.biometric})


@contextmanager
def _kept(session: Session) -> Iterator[SqliteSaver]:
    """Where the states of runs that wait are kept."""
    with closing(sqlite3.connect(session.case.folder / RUNS, check_same_thread=False, timeout=60)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        yield SqliteSaver(connection)


class _Desk(AgentMiddleware):
    """Stands where LangChain's loop would let the model speak freely: at first the router decides on the calls, and when
    they are done the composer writes. The model itself is asked by these two, always under a schema."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__()
        self._inquiry = inquiry

    def wrap_model_call(self, request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> AIMessage:
        if isinstance(request.messages[-1], HumanMessage):
            with recorded_prompts(self._inquiry.session, "route"):
                calls = numbered(self._inquiry.decide())
            return AIMessage(
                "",
                tool_calls=[{"name": call.call.tool, "args": dict(call.call.args), "id": id_} for id_, call in calls.items()],
            )
        with recorded_prompts(self._inquiry.session, "answer"):
            self._inquiry.compose()
        return AIMessage(" ".join(sentence.text for sentence in self._inquiry.sentences))


def _langchain_tool(tool: Tool, call: Callable[[ToolCall], ToolResult]) -> BaseTool:
    """A tool as LangChain's loop calls it: ids for the conversation. What was found stays with the inquiry and out of kept states."""

    defaults = {parameter.name: parameter.default for parameter in tool.parameters if not parameter.required}

    def use(**args: Any) -> str:
        # The loop adds what nobody said; the record has what was asked for.
        said = {name: value for name, value in args.items() if name not in defaults or value != defaults[name]}
        result = call(ToolCall(tool.name, said))
        return result.error or " ".join(item.id for item in result.evidence) or "nothing"

    return StructuredTool.from_function(
        use,
        name=tool.name,
        description=tool.description,
        args_schema=tool.arguments,
    )
