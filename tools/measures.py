"""A measured quantity as evidence holds it: a number with its interval, or the reason why there is none."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

Sex = Literal["female", "male"]
"""As population statistics divide: an assumption to calculate with, never a finding about a speaker."""
Interval = tuple[float, float]
"""Lower and upper end."""


class Measure(BaseModel):
    """A quantity: its mean and interval, or a reason instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    mean: float | None = None
    interval: Interval | None = None
    """What it holds is said in `meaning`."""
    unit: str
    meaning: str = ""
    """What the interval is, such as "5 to 95 % of the voiced time"."""
    reason: str | None = None
    """Why there is no number; or, beside one, what limits it."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if (self.mean is None) != (self.interval is None):
            raise ValueError("a measure has both a mean and an interval, or neither")
        if self.mean is None and not self.reason:
            raise ValueError("a measure without a number needs a reason")
        if self.interval is not None and self.interval[0] > self.interval[1]:
            raise ValueError("an interval cannot end before it starts")
        return self


class Pitch(Measure):
    """The fundamental frequency and its course."""

    median: float | None = None
    """Hz."""
    contour: tuple[tuple[float, float], ...] = ()
    """Time (s) and frequency (Hz) of voiced moments, thinned out evenly."""


class Within(BaseModel):
    """What an estimate of the body would be if the speaker's sex were known."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sex: Sex
    """The assumption."""
    before: Interval
    """90 % of this part of the population, before the voice is heard."""
    mean: float
    """After the voice was heard."""
    interval: Interval
    """90 %, after the voice was heard."""
    gain_bits: float
    """How much the voice tells: the mutual information of voice and body within this sex."""


class BodyEstimate(Measure):
    """Height or weight, as a distribution: what a population has, and how little a voice changes it."""

    before: Interval
    """90 % of the population, before the voice is heard."""
    gain_bits: float
    """How much narrower the voice makes it, in bits: 1 bit would halve the interval."""
    within: tuple[Within, ...]
    """The same for each sex, as an assumption."""
    source: str
    """Where the population and the correlation are published."""
    warning: str
    """What it must not be used for."""
