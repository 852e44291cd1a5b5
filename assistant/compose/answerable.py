"""Whether quotes answer a question: read from the model's state and probabilities, not from its prose."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from langchain_core.messages import BaseMessage
from pydantic import BaseModel, ConfigDict

from assistant.compose.quotable import Quotable
from assistant.compose.selection import content, overlap
from assistant.llm import ChatModel
from tools.embedding import embedder

Direction = npt.NDArray[np.float32]
"""Shape (width of the model,)."""


class Calibration(BaseModel):
    """A logistic regression from what is seen to the probability that the quotes answer the question.

    How it was fitted, on what and with what result stands in `models/cards/answerable.md`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    intercept: float
    state: float
    """Weight of the model's hidden state, measured along the learned direction; 0 where no state can be read."""
    log_odds: float
    """Weight of the model's own ln(P(yes) / P(no))."""
    cosine: float
    """Weight of the greatest cosine of question and quote."""
    overlap: float
    """Weight of the greatest share of the question's content words in one quote."""
    together: float
    """Weight of the share of the question's content words in all quotes."""
    threshold: float
    """Probability from which the quotes count as an answer."""

    def probability(self, seen: "Seen") -> float:
        """The probability for what was seen."""
        total = self.intercept + sum(getattr(self, name) * getattr(seen, name) for name in Seen.__dataclass_fields__)
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True)
class Seen:
    """What is seen of a question and quotes; see `Calibration` for the meanings."""

    state: float = 0.0
    log_odds: float = 0.0
    cosine: float = 0.0
    overlap: float = 0.0
    together: float = 0.0


@dataclass(frozen=True)
class Reading:
    """How quotes were judged."""

    answers: bool
    probability: float
    seen: Seen

    @classmethod
    def nothing(cls) -> "Reading":
        """There are no quotes."""
        return cls(False, 0.0, Seen())


class Judge:
    """Judges with one model. The learned direction is for one model only; with another the rest must do."""

    def __init__(self, model: ChatModel) -> None:
        self.model = model
        identity, direction = _direction()
        self._direction = direction if identity == model.identity else None
        self.calibration = _calibrations()["words" if self._direction is None else "state"]

    def __call__(self, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage]) -> Reading:
        """Judge whether the quotes answer the question; `messages` put the same question to the model, for yes or no."""
        seen = see(self.model, question, [quotable.text for quotable in shown], messages, self._direction)
        probability = self.calibration.probability(seen)
        return Reading(probability >= self.calibration.threshold, round(probability, 4), seen)


def see(model: ChatModel, question: str, shown: Sequence[str], messages: Sequence[BaseMessage], direction: Direction | None) -> Seen:
    """What is seen of a question and the quotes that are shown for it."""
    vectors = embedder()([question, *shown])
    state = 0.0
    if direction is not None:
        hidden = model.hidden(messages, "")
        assert hidden is not None, "a model with a learned direction has hidden states"
        state = float(hidden @ direction)
    return Seen(
        state=round(state, 4),
        log_odds=round(model.log_odds(messages), 4),
        cosine=round(float((vectors[1:] @ vectors[0]).max()), 4),
        overlap=round(max(overlap(question, text) for text in shown), 4),
        together=round(overlap(question, " ".join(shown)), 4) if content(question) else 0.0,
    )


@cache
def _calibrations() -> dict[str, Calibration]:
    """The calibrations with a state and by words alone."""
    loaded = json.loads(resources.files("assistant.compose").joinpath("calibration.json").read_text("utf-8"))
    return {name: Calibration(**weights) for name, weights in loaded.items()}


@cache
def _direction() -> tuple[str, Direction]:
    """Which model it is for, and the direction."""
    with resources.files("assistant.compose").joinpath("direction.npz").open("rb") as file, np.load(file) as kept:
        return str(kept["identity"]), kept["direction"]
