"""What a question would do."""

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.answer import Refusal
from assistant.execution import ToolCall

_SURE = 1.0
"""Score from which a class is hardly ever wrong; the right one has about 2."""
Wants = Literal["whole", "fact"]
"""Everything that the tool finds, or an answer made from it."""


@dataclass(frozen=True)
class RoutedCall:
    """A call that would be made."""

    call: ToolCall
    question: str
    """The part of the officer's question that it is for."""
    wants: Wants = "whole"
    types: tuple[str, ...] = ()
    """Kinds of entity that are asked for; none for all."""
    blocked: str | None = None
    """Why it would not be made as things are."""


@dataclass(frozen=True)
class Route:
    """The decision on a question."""

    calls: tuple[RoutedCall, ...] = ()
    refusal: Refusal | None = None
    english: str | None = None
    """The question in English, where it was asked in another language."""
    considered: dict[str, float] = field(default_factory=dict)
    """The best classes with their scores, for the record."""

    @property
    def is_clear(self) -> bool:
        """Whether it says what to do: a call can be made, or what stands in the way is surely what was asked for."""
        surely = max(self.considered.values(), default=0.0) >= _SURE
        return any(call.blocked is None for call in self.calls) or (surely and bool(self.calls))

    def for_record(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {
            "calls": [{"tool": c.call.tool, "args": dict(c.call.args), "wants": c.wants, "blocked": c.blocked} for c in self.calls],
            "refusal": self.refusal and self.refusal.reason,
            "english": self.english,
            "considered": self.considered,
        }
