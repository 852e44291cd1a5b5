"""An OpenAI-compatible server on this machine or in this network (llama.cpp's server, vLLM, Ollama, …)."""

import json
import math
from collections.abc import Sequence
from typing import Any

import httpx
from langchain_core.messages import BaseMessage
from langchain_openai import ChatOpenAI
from openai import OpenAIError
from typing_extensions import override

from assistant.llm.chat import ChatModel
from assistant.llm.leaving import left_when_stopped
from assistant.llm.local import Hidden
from assistant.prompt_log import heard
from tools.errors import CaseError

_SURE = math.log(0.9)
_UNSURE = 0.1
_SECONDS = 600.0
"""How long an answer may take."""


class ServerUnreachable(CaseError):
    """The language model's server does not answer or does not do what is needed."""


def direct() -> httpx.Client:
    """A client that sends to the address it is given and nowhere else: through no proxy of the environment, after no redirect."""
    return httpx.Client(trust_env=False, follow_redirects=False, timeout=httpx.Timeout(_SECONDS, connect=5.0))


class ServerChat(ChatOpenAI, ChatModel):
    """A server that speaks OpenAI's protocol and constrains its answers by a JSON schema.

    Where it does not tell probabilities, its plain answer counts as nine in ten.
    """

    temperature: float | None = 0.0
    max_retries: int | None = 1

    @property
    @override
    def identity(self) -> str:
        return f"{self.openai_api_base} {self.model_name}"

    @property
    @override
    def sampling(self) -> dict[str, Any]:
        return {"runtime": "server", "temperature": self.temperature, "seed": self.seed}

    @override
    def hidden(self, messages: Sequence[BaseMessage], begin: str, *, stable: int = 1) -> Hidden | None:
        return None

    @override
    def write(
        self,
        messages: Sequence[BaseMessage],
        schema: dict[str, Any],
        *,
        stable: int = 1,
        max_tokens: int = 400,
    ) -> Any:
        wanted = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        }
        answer = self._ask(messages, response_format=wanted, max_tokens=max_tokens)
        try:
            return json.loads(str(answer.content))
        except json.JSONDecodeError:
            return None

    @override
    def log_odds(self, messages: Sequence[BaseMessage], *, stable: int = 1) -> float:
        answer = self._ask(messages, max_tokens=1, logprobs=True, top_logprobs=20)
        found = {"yes": -math.inf, "no": -math.inf}
        for token in _first_token(answer):
            word = token["token"].strip().strip('"').lower()
            if word in found:
                found[word] = math.log(math.exp(found[word]) + math.exp(token["logprob"]))
        if all(map(math.isinf, found.values())):
            said = str(answer.content).strip().lower()
            return -_logit() if said.startswith("n") else _logit() if said.startswith("y") else 0.0
        return max(min(found["yes"] - found["no"], 20.0), -20.0)

    @override
    def choose(
        self,
        messages: Sequence[BaseMessage],
        options: Sequence[str],
        *,
        stable: int = 1,
    ) -> list[float]:
        if len(options) == 1:
            return [0.0]
        schema = {
            "type": "object",
            "properties": {"choice": {"enum": list(options)}},
            "required": ["choice"],
            "additionalProperties": False,
        }
        chosen = (self.write(messages, schema, stable=stable, max_tokens=40) or {}).get("choice")
        rest = math.log(_UNSURE / (len(options) - 1))
        return [_SURE if option == chosen else rest for option in options]

    def _ask(self, messages: Sequence[BaseMessage], **options: Any) -> BaseMessage:
        heard((message.type, str(message.content)) for message in messages)
        try:
            answer: BaseMessage = left_when_stopped(lambda: self.invoke(list(messages), **options))
        except OpenAIError as error:
            raise ServerUnreachable(
                f"The language model's server at {self.openai_api_base} did not answer ({error}). Is it running? "
                "It is set by EXHIBIT_LLM_URL."
            ) from error
        return answer


def _first_token(answer: BaseMessage) -> list[dict[str, Any]]:
    content = (answer.response_metadata.get("logprobs") or {}).get("content") or []
    return content[0].get("top_logprobs", []) if content else []


def _logit() -> float:
    return _SURE - math.log(_UNSURE)
