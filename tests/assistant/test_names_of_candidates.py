"""The language model never reads who a candidate is."""

import json

from assistant.agent import _langchain_tool
from assistant.compose import quotables
from assistant.execution import ToolResult
from assistant.inquiry import Inquiry
from tests.assistant.scripted_router import ScriptedRouter
from tests.tools.seeing import candidate
from tools.case import Exhibit
from tools.evidence import STANDING, Candidate
from tools.registry import get_tool


def leads(exhibit: Exhibit) -> list[Candidate]:
    """A candidate in every state."""
    return [candidate(exhibit, person="Jane Roe", verification=verification) for verification in STANDING]


def test_the_tool_message_has_no_name(put, demo) -> None:  # type: ignore[no-untyped-def]
    """What the loop hands to the model is the ids of what was found, and nothing that stands in it."""
    found = leads(put(demo / "receipt_photo.jpg"))
    tool = _langchain_tool(get_tool("read_document"), lambda call: ToolResult(call, tuple(found)))
    message = tool.invoke({"name": tool.name, "args": {"exhibit": "EX-0001"}, "id": "call-0", "type": "tool_call"})
    assert message.content.split() == [item.id for item in found]
    assert message.artifact is None


def test_what_is_composed_has_no_name(put, demo, session) -> None:  # type: ignore[no-untyped-def]
    """Neither what the composer would quote nor the sentences of the answer name anybody, and each sentence says what it is."""
    found = leads(put(demo / "receipt_photo.jpg"))
    assert "Jane Roe" not in " ".join(quotable.text for quotable in quotables(found))
    asked = Inquiry(session, "Who is it?", ScriptedRouter(), None, lambda event, what: None)  # type: ignore[arg-type]
    sentences = asked._as_found(found)
    assert "Jane Roe" not in json.dumps([sentence.model_dump() for sentence in sentences])
    assert [words in sentence.text for words, sentence in zip(STANDING.values(), sentences, strict=True)] == [True] * 4
