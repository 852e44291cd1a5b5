"""The language model never reads who a candidate is."""

import json

from assistant.agent import _langchain_tool
from assistant.compose import quotables
from assistant.execution import ToolResult
from assistant.inquiry import _as_found
from tests.tools.seeing import candidate
from tools.case import Exhibit
from tools.evidence import STANDING, Candidate
from tools.registry import get_tool


def leads(exhibit: Exhibit) -> list[Candidate]:
    """A candidate in every state."""
    return [candidate(exhibit, person="Jane Roe", verification=verification) for verification in STANDING]


def test_the_tool_message_has_no_name(put, demo) -> None:  # type: ignore[no-untyped-def]
    """What the loop hands to the model has the candidate's number and its text; the name stays with the evidence beside it."""
    found = leads(put(demo / "receipt_photo.jpg"))
    tool = _langchain_tool(get_tool("read_document"), lambda call: ToolResult(call, tuple(found)))
    message = tool.invoke({"name": tool.name, "args": {"exhibit": "EX-0001"}, "id": "call-0", "type": "tool_call"})
    assert "C-000001" in message.content
    assert "Jane Roe" not in message.content
    assert [item.person for item in message.artifact.evidence] == ["Jane Roe"] * 4


def test_what_is_composed_has_no_name(put, demo) -> None:  # type: ignore[no-untyped-def]
    """Neither what the composer would quote nor the sentences of the answer name anybody, and each sentence says what it is."""
    found = leads(put(demo / "receipt_photo.jpg"))
    assert "Jane Roe" not in " ".join(quotable.text for quotable in quotables(found))
    sentences = _as_found(found)
    assert "Jane Roe" not in json.dumps([sentence.model_dump() for sentence in sentences])
    assert [words in sentence.text for words, sentence in zip(STANDING.values(), sentences, strict=True)] == [True] * 4
