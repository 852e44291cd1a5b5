"""Quotes of real exhibits."""

from collections.abc import Callable, Sequence

import pytest

from assistant import execution
from assistant.compose import Quotable, quotables
from assistant.execution import ToolCall
from assistant.session import Session
from tools.case import Exhibit
from tools.evidence import Evidence

Read = Callable[..., list[Quotable]]


@pytest.fixture
def read(session: Session, put: Callable[..., Exhibit]) -> Callable[[str], Sequence[Evidence]]:
    """Make a text an exhibit and read it with the real tool."""

    def read(text: str, name: str = "a.txt") -> Sequence[Evidence]:
        exhibit = put(name, text)
        return execution.run(session, ToolCall("read_document", {"exhibit": exhibit.id})).evidence

    return read


@pytest.fixture
def quotes(read: Callable[..., Sequence[Evidence]]) -> Read:
    """What can be quoted of a text."""
    return lambda text, name="a.txt": quotables(read(text, name))
