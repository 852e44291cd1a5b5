"""What a patrol plan consists of. Places only: nothing here is about a person."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.evidence.statement import Evidence


class LeftOut(BaseModel):
    """A place that the plan does not stop at."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    place: str
    lat: float | None
    lon: float | None
    score: float
    """Incidents to be expected there during the shift."""
    reason: str
    """Why, found by planning again with one thing changed."""


class PlanTotals(BaseModel):
    """What holds for a plan as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    units: int
    shift: tuple[str, str]
    """Start and end, `HH:MM`."""
    stops: int
    stop_minutes: int
    driving_minutes: int
    score: float
    """Incidents to be expected at the stops, in the parts of the shift that they stand for."""
    best_score: float
    """The same for the best plan found; by lot another good one may have been drawn."""
    loss: float
    """Share of the best plan's worth that this one gives up for not being predictable, 0 to 1."""
    plans: int
    """Good plans that this one was drawn from."""
    seed: int
    """Of the draw: the same seed and time give the plan again, as far as the search ran as long."""
    revisited: tuple[int, int]
    """How many of the hottest places are never left alone for more than two hours, and how many those are."""
    guessed: tuple[float, float] | None
    """Share of the stops that somebody who has seen 30 earlier draws guesses (place and half hour), and by chance; None with one plan."""
    incidents: int
    bad_rows: int
    held_back: int | None
    """Incidents of the last weeks that the hot spots were tried on; None where that was not possible, as below."""
    hit_rate: tuple[float, float] | None
    """Share of them caught by the hot spots, and by the plain counts of the year before."""
    accuracy_index: tuple[float, float] | None
    """Predictive accuracy index of both (Chainey, Tompson & Uhlig 2008); 1 is chance."""


class PatrolStop(Evidence):
    """One stop of one unit, with the incidents behind it cited."""

    kind: Literal["PatrolStop"] = "PatrolStop"
    unit: int
    """Counted from 1."""
    order: int
    """Of the unit's stops, counted from 1."""
    arrive: str
    """`HH:MM`."""
    depart: str
    lat: float | None
    """Degrees; None where the incidents have no coordinates."""
    lon: float | None
    place: str
    reason: str
    interval: tuple[float, float]
    """95 % interval of the incidents to be expected in a week at the place."""
    totals: PlanTotals | None = None
    """In the first stop of a plan only, as all below."""
    left_out: tuple[LeftOut, ...] = ()
    conditions: tuple[str, ...] = ()
    """What the plan holds for, and what it leaves open."""
    bad_rows: tuple[str, ...] = ()
    """Rows of the exhibit that could not be used, each with its line and the reason; at most 50."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""
    files: tuple[str, ...] = ()
    """The plan as GPX, GeoJSON and a run sheet to print, named from the case folder."""
