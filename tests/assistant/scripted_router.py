"""A router that decides what a test tells it to decide."""

from collections.abc import Sequence
from typing import Any

from assistant.answer import Refusal
from assistant.execution import ToolCall
from assistant.router import Route, RoutedCall
from tools.case import Exhibit


class ScriptedRouter:
    """Gives the same decision on every question."""

    def __init__(self, *calls: RoutedCall, refusal: Refusal | None = None, considered: dict[str, float] | None = None) -> None:
        self._route = Route(calls=calls, refusal=refusal, considered=considered or {})

    def route(self, question: str, exhibits: Sequence[Exhibit], galleries: Sequence[str] = ()) -> Route:
        """The decision."""
        return self._route


def call(
    tool: str,
    wants: str = "fact",
    blocked: str | None = None,
    types: tuple[str, ...] = (),
    asks: str = "What colour was the van?",
    **args: Any,
) -> RoutedCall:
    """One call of a decision, for the part `asks` of the question."""
    return RoutedCall(ToolCall(tool, args), asks, wants, types, blocked)  # type: ignore[arg-type]
