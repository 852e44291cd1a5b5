"""A chat model that says what a test tells it to say, and remembers what it was asked."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult
from pydantic import ConfigDict, Field

from assistant.llm import ChatModel

SURE = 20.0
"""Log-odds of a model that has no doubt."""


class ScriptedModel(ChatModel):
    """Says what it is given, in order. Asked for more than that, or asked freely, it fails the test.

    Args:
        writes: documents that `write` gives, one after the other.
        odds: what `log_odds` gives.
        chooses: says which of some options is chosen.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    writes: list[Any] = Field(default_factory=list)
    odds: float = SURE
    chooses: Callable[[Sequence[str]], str] | None = None
    asked: list[tuple[str, tuple[str, ...]]] = Field(default_factory=list)
    """(method, texts of the messages) of everything that it was asked."""
    schemas: list[dict[str, Any]] = Field(default_factory=list)
    """The schemas that `write` was given."""
    options: list[tuple[str, ...]] = Field(default_factory=list)
    """The options that `choose` was given."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def identity(self) -> str:
        return "scripted"

    @property
    def sampling(self) -> dict[str, Any]:
        return {"runtime": "script"}

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for name, _ in self.asked)

    def read(self, method: str) -> str:
        """Everything that was said to the model in its last call of a method."""
        return "\n".join([texts for name, texts in self.asked if name == method][-1])

    def write(self, messages: Sequence[BaseMessage], schema: dict[str, Any], *, stable: int = 1, max_tokens: int = 400) -> Any:
        self._note("write", messages)
        self.schemas.append(schema)
        assert self.writes, "the model is asked to write more often than the test foresees"
        return self.writes.pop(0)

    def log_odds(self, messages: Sequence[BaseMessage], *, stable: int = 1) -> float:
        self._note("log_odds", messages)
        return self.odds

    def choose(self, messages: Sequence[BaseMessage], options: Sequence[str], *, stable: int = 1) -> list[float]:
        self._note("choose", messages)
        self.options.append(tuple(options))
        assert self.chooses is not None, "the model is asked to choose, which the test does not foresee"
        chosen = self.chooses(options)
        assert chosen in options
        return [0.0 if option == chosen else -30.0 for option in options]

    def hidden(self, messages: Sequence[BaseMessage], begin: str, *, stable: int = 1) -> np.ndarray[Any, Any] | None:
        self._note("hidden", messages)
        return None

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        raise AssertionError("the model is asked to speak freely")

    def _note(self, method: str, messages: Sequence[BaseMessage]) -> None:
        self.asked.append((method, tuple(str(message.content) for message in messages)))


def said(*sentences: tuple[str, list[int]]) -> dict[str, Any]:
    """A document of sentences, each with the numbers of its quotes, as the composer asks for it."""
    return {"sentences": [{"text": text, "quotes": quotes} for text, quotes in sentences]}
