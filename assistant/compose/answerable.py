"""Whether quotes answer a question: read from the model's probabilities, not from its prose."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from langchain_core.messages import BaseMessage
from pydantic import BaseModel, ConfigDict

from assistant.compose.quotable import Quotable
from assistant.compose.selection import content, overlap
from assistant.llm import ChatModel
from tools.embedding import embedder


class Calibration(BaseModel):
    """A logistic regression from what is seen to the probability that the quotes answer the question.

    How it was fitted, on what and with what result stands in `models/cards/answerable.md`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    intercept: float
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


@dataclass(frozen=True)
class Reading:
    """How quotes were judged."""

    answers: bool
    probability: float
    log_odds: float
    cosine: float
    overlap: float
    together: float

    @classmethod
    def nothing(cls) -> "Reading":
        """There are no quotes."""
        return cls(False, 0.0, 0.0, 0.0, 0.0, 0.0)


class Judge:
    """Judges with one model."""

    def __init__(self, model: ChatModel, calibration: Calibration | None = None) -> None:
        self.model = model
        self.calibration = calibration or default_calibration()

    def __call__(self, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage]) -> Reading:
        """Judge whether the quotes answer the question; `messages` put the same question to the model, for yes or no."""
        vectors = embedder()([question, *(quotable.text for quotable in shown)])
        seen = {
            "log_odds": self.model.log_odds(messages),
            "cosine": float((vectors[1:] @ vectors[0]).max()),
            "overlap": max(overlap(question, quotable.text) for quotable in shown),
            "together": overlap(question, " ".join(quotable.text for quotable in shown)) if content(question) else 0.0,
        }
        weights = self.calibration
        total = weights.intercept + sum(getattr(weights, name) * value for name, value in seen.items())
        probability = 1 / (1 + math.exp(-total))
        return Reading(probability >= weights.threshold, probability, **seen)


@cache
def default_calibration() -> Calibration:
    """The calibration for the default chat weights."""
    return Calibration(**json.loads(resources.files("assistant.compose").joinpath("calibration.json").read_text("utf-8")))
