"""LangChain's chat model interface, with what a router and a claim gate need besides: probabilities."""

import json
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import ConfigDict
from typing_extensions import override

from assistant.llm.local import Hidden, LocalEngine
from assistant.llm.prompt import Prompt, Turn
from assistant.prompt_log import heard

_ROLES = {"system": "system", "human": "user", "ai": "assistant", "tool": "user"}


class ChatModel(BaseChatModel):
    """A LangChain chat model that can also be asked how likely an answer is.

    In all methods the first `stable` messages are those that recur from question to question; a model in this process
    keeps what it made of them.
    """

    @property
    @abstractmethod
    def identity(self) -> str:
        """What the model is: the SHA-256 of its weights, or an address."""

    @property
    @abstractmethod
    def sampling(self) -> dict[str, Any]:
        """How it chooses its words, and on what that hangs, for the record of an answer."""

    @abstractmethod
    def hidden(self, messages: Sequence[BaseMessage], begin: str, *, stable: int = 1) -> Hidden | None:
        """The model's last hidden state where its answer has begun with `begin`; None where it cannot be read."""

    @abstractmethod
    def write(
        self,
        messages: Sequence[BaseMessage],
        schema: dict[str, Any],
        *,
        stable: int = 1,
        max_tokens: int = 400,
    ) -> Any:
        """A JSON document of a schema, parsed."""

    @abstractmethod
    def log_odds(self, messages: Sequence[BaseMessage], *, stable: int = 1) -> float:
        """ln(P(yes) / P(no)) of the answer to a yes-or-no question."""

    @abstractmethod
    def choose(
        self,
        messages: Sequence[BaseMessage],
        options: Sequence[str],
        *,
        stable: int = 1,
    ) -> list[float]:
        """Log-probability of each option as the answer, given that it is one of them."""


class LocalChat(ChatModel):
    """llama.cpp in this process."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    engine: LocalEngine

    @property
    def _llm_type(self) -> str:
        return "exhibit-llama-cpp"

    @property
    @override
    def identity(self) -> str:
        return self.engine.identity

    @property
    @override
    def sampling(self) -> dict[str, Any]:
        return self.engine.sampling

    @override
    def hidden(self, messages: Sequence[BaseMessage], begin: str, *, stable: int = 1) -> Hidden | None:
        return self.engine.hidden(self._prompt(messages, stable, begin))

    @override
    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        schema: dict[str, Any] | None = None,
        max_tokens: int = 400,
        stable: int = 1,
        **kwargs: Any,
    ) -> ChatResult:
        text = self.engine.complete(
            self._prompt(messages, stable),
            schema=schema,
            max_tokens=max_tokens,
            stop=stop or (),
        )
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    @override
    def write(
        self,
        messages: Sequence[BaseMessage],
        schema: dict[str, Any],
        *,
        stable: int = 1,
        max_tokens: int = 400,
    ) -> Any:
        text = str(self.invoke(list(messages), schema=schema, stable=stable, max_tokens=max_tokens).content)
        try:
            return json.loads(text)
        except json.JSONDecodeError:  # cut off by max_tokens: the schema leaves no other way to fail
            return None

    @override
    def log_odds(self, messages: Sequence[BaseMessage], *, stable: int = 1) -> float:
        yes, no = self.engine.weigh(self._prompt(messages, stable), (("yes", "Yes", "YES"), ("no", "No", "NO")))
        return yes - no

    @override
    def choose(
        self,
        messages: Sequence[BaseMessage],
        options: Sequence[str],
        *,
        stable: int = 1,
    ) -> list[float]:
        return self.engine.choose(
            self._prompt(messages, stable, begin='"'),
            [f'{option}"' for option in options],
        )

    def _prompt(self, messages: Sequence[BaseMessage], stable: int, begin: str = "") -> Prompt:
        heard((message.type, str(message.content)) for message in messages)
        return self.engine.prompt(
            [Turn(_ROLES[message.type], str(message.content)) for message in messages],
            stable=stable,
            begin=begin,
        )
