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


class FixedStop(BaseModel):
    """A break or an appointment of a unit: it takes its time, and cites nothing, for it follows from no exhibit."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    unit: int
    what: Literal["break", "appointment"]
    arrive: str
    """`HH:MM`."""
    depart: str
    place: str
    lat: float | None
    lon: float | None


class AreaMinutes(BaseModel):
    """The time that all units together spend in an area."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    area: str
    share: float
    """Of the incidents to be expected at the hot places, 0 to 1."""
    cap: int
    """Minutes at most."""
    uncapped: int
    """Minutes of the stops that the caps leave out of the choice, so that who approves sees what they cost."""
    before: int | None
    """Minutes of the last plan for the same request; None where there is none."""
    planned: int
    """Minutes of this plan."""


class Response(BaseModel):
    """What a plan keeps of a maximal time of response. A unit on the way is taken to drive on first; one in its break does not count."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    within: int
    """Minutes."""
    kept: float
    """Share of all moments (every five minutes, but while the units drive out and home) and hot places at which some unit is near enough,
    0 to 1."""
    settling: int
    """Minutes at the beginning and at the end of the shift in which it is not asked for: the units drive out and home."""
    longest: float | None
    """Minutes for the worst place at the worst moment; None where no unit is on duty at some moment."""


class FeedingBack(BaseModel):
    """A simulation of two years in which time goes where incidents are on record (Pólya's urn, Ensign et al. 2018): share of the time
    at the hottest tenth of the places."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    now: float
    reported_only: float
    """When only what residents report counts, as in this plan."""
    with_found: float
    """When what police find counts too."""
    interval: tuple[float, float]
    """95 % of the runs with what police find."""
    found_share: float
    """Of the incidents, those that police find."""
    assumed: bool
    """Whether that share is assumed, for no column says it."""


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
    seed: int | None
    """Of the draw, where it was given; None where it was drawn and is sealed."""
    commitment: str | None = None
    """SHA-256 of the sealed seed: what `exhibit patrol reveal` shows after the shift can only be that seed."""
    plan_id: str | None = None
    """Under which the plan is kept in the case; None where the seed was given."""
    revisited: tuple[int, int]
    """How many of the hottest places are never left alone for more than two hours, and how many those are."""
    guessed: tuple[float, float] | None
    """Share of the stops (place and half hour) that somebody foretells who names as many places for each half hour as there are units:
    with a table of earlier draws, and by chance. None with one good plan: then everything is known."""
    guessed_by_place: float | None = None
    """The same by who knows how often each place is stopped at, but nothing of the times."""
    guessed_from: int | None = None
    """Earlier draws that the tables are made from."""
    incidents: int
    bad_rows: int
    held_back: int | None
    """Incidents of the last weeks that the hot spots were tried on; None where that was not possible, as below."""
    hit_rate: tuple[float, float] | None
    """Share of them caught by the hot spots, and by the plain counts of the year before."""
    accuracy_index: tuple[float, float] | None
    """Predictive accuracy index of both (Chainey, Tompson & Uhlig 2008); 1 is chance."""
    fixed: tuple[FixedStop, ...] = ()
    """Breaks and appointments."""
    areas: tuple[AreaMinutes, ...] = ()
    """The time in each area, where most is expected first."""
    response: Response | None = None
    """None where no maximal time of response was asked for."""
    feeding_back: FeedingBack | None = None
    """None with a single place."""


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
