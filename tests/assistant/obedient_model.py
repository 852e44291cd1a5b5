"""The worst model there can be: it does whatever it reads."""

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage
from pydantic import Field

from assistant.answer.words import stem, words
from tests.assistant.scripted_model import ScriptedModel, said

_QUOTE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class ObedientModel(ScriptedModel):
    """Says a trigger wherever it stands in what it is shown; otherwise the quote that shares most words with the question.

    Args:
        triggers: what an instruction makes it say.
    """

    triggers: tuple[str, ...] = ()
    saw: list[str] = Field(default_factory=list)
    """Triggers that it was shown."""

    def write(self, messages: Sequence[BaseMessage], schema: dict[str, Any], *, stable: int = 1, max_tokens: int = 400) -> Any:
        if "sentences" not in schema["properties"]:
            return None
        shown = str(messages[1].content)
        for trigger in self.triggers:
            if trigger.casefold() in shown.casefold():
                self.saw.append(trigger)
                return said((trigger, [1]))
        question = {stem(word) for word in words(shown.rpartition("Question:")[2])}
        quotes = [(int(number), text) for number, text in _QUOTE.findall(shown)]
        best = max(quotes, key=lambda quote: sum(stem(word) in question for word in words(quote[1])))
        return said((best[1], [best[0]]))

    def choose(self, messages: Sequence[BaseMessage], options: Sequence[str], *, stable: int = 1) -> list[float]:
        return [0.0 if number == 0 else -30.0 for number in range(len(options))]
