"""Asking a question: the one path from an officer's words to cited sentences. The only module that knows LangChain's agent loop."""

import time
from collections.abc import Callable
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.tools import BaseTool, StructuredTool

from assistant.answer import Answer
from assistant.compose import Composer
from assistant.execution import ToolCall, ToolResult
from assistant.inquiry import Inquiry, Listener
from assistant.llm import ChatModel
from assistant.router import Router
from assistant.session import Session
from tools.evidence import is_citable
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

    Raises:
        IntegrityError, WeightsCorrupt: an exhibit, stored evidence or weights are not what they were.
    """
    started = time.monotonic()
    session.record("question", {"question": question})
    inquiry = Inquiry(session, question, router, Composer(model), listener)
    agent = create_agent(
        model,
        [_langchain_tool(tool, inquiry.call) for tool in all_tools().values()],
        middleware=[_Desk(inquiry)],
    )
    # One call after the other: the router put them in this order for a reason.
    agent.invoke({"messages": [HumanMessage(question)]}, config={"max_concurrency": 1})
    answer = inquiry.answer()
    event = session.record(
        answer.status if answer.status in ("refused", "failed") else "answer",
        inquiry.for_record(answer),
    )
    return answer.model_copy(
        update={
            "seconds": round(time.monotonic() - started, 3),
            "ledger_seq": event.seq,
        }
    )


class _Desk(AgentMiddleware):
    """Stands where LangChain's loop would let the model speak freely: at first the router decides on the calls, and when
    they are done the composer writes. The model itself is asked by these two, always under a schema."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__()
        self._inquiry = inquiry

    def wrap_model_call(self, request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> AIMessage:
        if isinstance(request.messages[-1], HumanMessage):
            route = self._inquiry.decide()
            calls = [call.call for call in route.calls if call.blocked is None]
            return AIMessage(
                "",
                tool_calls=[{"name": call.tool, "args": dict(call.args), "id": f"call-{n}"} for n, call in enumerate(calls)],
            )
        self._inquiry.compose()
        return AIMessage(" ".join(sentence.text for sentence in self._inquiry.sentences))


def _langchain_tool(tool: Tool, call: Callable[[ToolCall], ToolResult]) -> BaseTool:
    """A tool as LangChain's loop calls it: text for the conversation, the result itself beside it."""

    defaults = {parameter.name: parameter.default for parameter in tool.parameters if not parameter.required}

    def use(**args: Any) -> tuple[str, ToolResult]:
        # The loop adds what nobody said; the record has what was asked for.
        said = {name: value for name, value in args.items() if name not in defaults or value != defaults[name]}
        result = call(ToolCall(tool.name, said))
        return result.error or "\n".join(f"[{item.id}] {item.text}" for item in result.evidence if is_citable(item)), result

    return StructuredTool.from_function(
        use,
        name=tool.name,
        description=tool.description,
        args_schema=tool.arguments,
        response_format="content_and_artifact",
    )
