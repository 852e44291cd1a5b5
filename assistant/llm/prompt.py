"""Conversations as tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from llama_cpp.llama_chat_format import Jinja2ChatFormatter


@dataclass(frozen=True)
class Turn:
    """One message of a conversation."""

    role: str
    content: str


@dataclass(frozen=True)
class Prompt:
    """What the model reads."""

    tokens: tuple[int, ...]
    stable: int
    """So many tokens at the start recur in other prompts and are worth keeping."""


class Tokeniser:
    """Turns conversations into tokens by a model's own chat template.

    Message text never becomes a control token: a document that holds `<|im_end|>` is read as those characters.
    """

    def __init__(self, llama: Any) -> None:
        """
        Raises:
            ValueError: the model's file has no chat template.
        """
        self._llama = llama
        template = llama.metadata.get("tokenizer.chat_template")
        if template is None:
            raise ValueError("this GGUF file has no chat template: use an instruction-tuned chat model")
        self._format = Jinja2ChatFormatter(
            template=template, eos_token=self._piece(llama.token_eos()), bos_token=self._piece(llama.token_bos())
        )

    def prompt(self, turns: Sequence[Turn], *, begin: str = "", stable: int = 0) -> Prompt:
        """Tokens of a conversation, up to where the assistant speaks.

        Args:
            turns: the messages.
            begin: text that the assistant's answer is made to start with.
            stable: so many turns at the start recur in other prompts.
        """
        marks = [f"\ue000{number}\ue001" for number in range(len(turns))]
        rendered = self._format(messages=[{"role": t.role, "content": mark} for t, mark in zip(turns, marks, strict=True)]).prompt
        tokens: list[int] = []
        boundary = 0
        for number, (turn, mark) in enumerate(zip(turns, marks, strict=True)):
            before, found, rendered = rendered.partition(mark)
            if not found:
                raise ValueError("the chat template of this model drops or changes messages")
            tokens += self._control(before) + self.text(turn.content)
            if number < stable:
                boundary = len(tokens)
        tokens += self._control(rendered) + self.text(begin)
        return Prompt(tuple(tokens), boundary)

    def text(self, text: str) -> list[int]:
        """Tokens of plain text."""
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=False)) if text else []

    def _control(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=True)) if text else []

    def _piece(self, token: int) -> str:
        return str(self._llama._model.token_get_text(token)) if token >= 0 else ""
