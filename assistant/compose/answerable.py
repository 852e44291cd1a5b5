"""Whether quotes answer a question: read from how near they are and how well they were found, and from the model's probabilities where
these were found to be worth anything; never from prose."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from langchain_core.messages import BaseMessage
from pydantic import BaseModel, ConfigDict

from assistant.compose.quotable import Quotable
from assistant.compose.selection import content, overlap
from assistant.llm import ChatModel
from tools.embedding import embedder


class Weights(BaseModel):
    """A logistic regression from what is seen to the probability that the quotes answer the question."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    intercept: float
    log_odds: float
    """Weight of the model's own ln(P(yes) / P(no)); where it is 0 the model is not asked."""
    cosine: float
    """Weight of the greatest cosine of question and quote."""
    together: float
    """Weight of the share of the question's content words in all quotes."""
    retrieved: float
    """Weight of the score of the best passage that the search found."""
    threshold: float
    """Probability from which the quotes count as an answer."""

    def probability(self, seen: "Seen") -> float:
        """The probability for what was seen."""
        total = self.intercept + sum(getattr(self, name) * getattr(seen, name) for name in Seen.__dataclass_fields__)
        return 1 / (1 + math.exp(-total))


class Calibration(BaseModel):
    """How what is seen is judged. How it was fitted, on what and with what result stands in `models/cards/answerable.md`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    search: Weights
    """For quotes that a search found."""
    named: Weights
    """For quotes of an exhibit that the question names: it is more likely to hold what it is asked for."""
    sure: float
    """Log-odds that the model hardly ever exceeds: where even these would not be enough, it is not asked."""


@dataclass(frozen=True)
class Seen:
    """What is seen of a question and quotes; see `Weights` for the meanings."""

    log_odds: float = 0.0
    cosine: float = 0.0
    together: float = 0.0
    retrieved: float = 0.0


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
    """Judges with one model."""

    def __init__(self, model: ChatModel, calibration: Calibration | None = None) -> None:
        self.model = model
        self.calibration = calibration or default_calibration()

    def __call__(self, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage], *, ranked: bool) -> Reading:
        """Judge whether the quotes answer the question.

        Args:
            question: the officer's question.
            shown: the quotes.
            messages: the same question put to the model, for yes or no.
            ranked: whether a search found the quotes.
        """
        weights = self.calibration.search if ranked else self.calibration.named
        near = nearness(question, [quotable.text for quotable in shown])
        near = replace(near, retrieved=max((quotable.score for quotable in shown if quotable.score is not None), default=0.0))
        if not weights.log_odds:  # what the model says of it was found to be worth nothing
            probability = weights.probability(near)
            return Reading(probability >= weights.threshold, round(probability, 4), near)
        hopeful = weights.probability(replace(near, log_odds=self.calibration.sure))
        if hopeful < weights.threshold:
            return Reading(False, round(hopeful, 4), near)
        seen = replace(near, log_odds=round(self.model.log_odds(messages), 4))
        probability = weights.probability(seen)
        return Reading(probability >= weights.threshold, round(probability, 4), seen)


def nearness(question: str, shown: Sequence[str]) -> Seen:
    """What is seen of a question and the quotes that are shown for it before the model is asked."""
    vectors = embedder()([question, *shown])
    return Seen(
        cosine=round(float((vectors[1:] @ vectors[0]).max()), 4),
        together=round(overlap(question, " ".join(shown)), 4) if content(question) else 0.0,
    )


@cache
def default_calibration() -> Calibration:
    """The calibration for the default chat weights."""
    return Calibration(**json.loads(resources.files("assistant.compose").joinpath("calibration.json").read_text("utf-8")))
