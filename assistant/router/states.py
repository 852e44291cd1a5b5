"""What the chat model makes of a question before it says a word: its hidden state, reduced to the directions that matter.

A linear reading of this state tells what a question is for far better than the model's own words do, also where the
question is misspelt or in another language (see `models/cards/router.md`). The states of the example questions take half an
hour to compute, so those of the default weights come with the program (`states.npz`, made by `python -m
assistant.router.learn`); an example that is not among them is computed at first use and kept in the cache.
"""

import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

import prompts
from assistant.llm import ChatModel

Reduced = npt.NDArray[np.float32]
"""Shape (questions, directions)."""

BEGIN = '{"tool": "'
"""What the model's answer would begin with when its state is taken."""
_SHIPPED = resources.files("assistant.router").joinpath("states.npz")


class States:
    """Reduced states of questions for one model.

    Args:
        model: the chat model.
        cache: folder for the states of examples that do not come with the program.
    """

    def __init__(self, model: ChatModel, cache: Path) -> None:
        self._model = model
        self.identity = model.identity
        self._extra = cache / "router" / f"states-{_key(model.identity)}.npz"
        with _SHIPPED.open("rb") as file, np.load(file) as shipped:
            self.usable = str(shipped["identity"]) == model.identity
            self._mean, self._scale, self._basis = shipped["mean"], shipped["scale"], shipped["basis"].astype(np.float32)
            self._known = dict(zip(shipped["keys"].tolist(), shipped["states"].astype(np.float32), strict=True))
        if self.usable and self._extra.is_file():
            with np.load(self._extra) as extra:
                self._known |= dict(zip(extra["keys"].tolist(), extra["states"], strict=True))

    def of(self, question: str) -> Reduced:
        """The state of one question, shape (1, directions)."""
        return self.reduce(raw_state(self._model, question)[None])

    def of_examples(self, questions: Sequence[str]) -> Reduced:
        """The states of examples; those that are missing are computed and kept."""
        missing = [question for question in questions if _key(question) not in self._known]
        for question in missing:
            self._known[_key(question)] = self.of(question)[0]
        if missing:
            self._extra.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._extra, keys=np.array(list(self._known)), states=np.stack(list(self._known.values())))
        return np.stack([self._known[_key(question)] for question in questions])

    def reduce(self, states: npt.NDArray[np.float32]) -> Reduced:
        """Raw states, shape (questions, width of the model), in the kept directions."""
        reduced: Reduced = ((states - self._mean) / self._scale @ self._basis).astype(np.float32)
        return reduced


def messages_for(question: str) -> list[BaseMessage]:
    """What the model reads before its state is taken."""
    return [SystemMessage(prompts.render("route_system")), HumanMessage(prompts.render("route_question", question=question))]


def raw_state(model: ChatModel, question: str) -> npt.NDArray[np.float32]:
    """The model's hidden state at the point where it would name a tool, shape (width of the model,)."""
    state = model.hidden(messages_for(question), BEGIN)
    if state is None:
        raise ValueError("this model's hidden states cannot be read")
    return state


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
