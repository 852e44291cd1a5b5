"""What was asked for, as it is kept with a plan so that it can be prepared again."""

from pydantic import BaseModel, ConfigDict


class Request(BaseModel):
    """The arguments of `plan_patrol`, apart from the seed and the time of the search."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    units: int
    hours: str | int
    start: str | None = None
    incidents: str | None = None
    streets: str | None = None
    areas: str | None = None
    columns: str | None = None
    crews: str | None = None
    appointments: str | None = None
    response: int | None = None
    """Minutes within which some unit must be at each hot place, at all times."""
    cap: int | None = None
    """Minutes at most that all units together stay in one area; None for the cap that the rationale of `caps` gives."""
