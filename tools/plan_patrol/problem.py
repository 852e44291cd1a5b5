"""A patrol to be planned, and a plan for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tools.plan_patrol.crew import Crew
from tools.plan_patrol.demand import Floats
from tools.plan_patrol.visits import DWELL, Visit

BREAK = 30
"""Minutes."""
BREAK_FROM = 6 * 60
"""Shifts that are longer have a break (Directive 2003/88/EC, article 4, which leaves its length to national law)."""


@dataclass(frozen=True)
class Problem:
    """Times are whole minutes from the start of the shift."""

    minutes: Floats
    """Travel by car, shape (nodes, nodes): 0 is where the units start and end, 1 to `places` are the places, and after them stand
    other starts and ends."""
    visits: tuple[Visit, ...]
    units: int
    length: int
    dwell: int = DWELL
    breaks: bool = True
    """Whether units have a break in a long shift."""
    crews: tuple[Crew, ...] = ()
    """One for each unit; empty where all are alike, in cars, for the whole shift."""
    on_foot: Floats | None = None
    """Travel on foot, of the same shape; None where no unit is on foot."""
    caps: Mapping[int, float] = field(default_factory=dict)
    """For places: the minutes at most that all units together stay there."""

    def crew(self, unit: int) -> Crew:
        """A unit, counted from 0."""
        return self.crews[unit] if self.crews else Crew(0, self.length)

    def travel(self, unit: int) -> Floats:
        """Travel times of a unit."""
        return self.on_foot if self.on_foot is not None and self.crew(unit).on_foot else self.minutes

    def lasts(self, visit: int) -> int:
        """How long a visit is at least."""
        own = self.visits[visit].lasts
        return self.dwell if own is None else own

    def rest(self, unit: int) -> int:
        """How long a unit's break is, 0 for none."""
        crew = self.crew(unit)
        if crew.rest is not None:
            return crew.rest
        return BREAK if self.breaks and crew.ends - crew.begins > BREAK_FROM else 0

    def rest_window(self, unit: int) -> tuple[int, int]:
        """When a unit's break may begin: about the middle of its duty."""
        crew = self.crew(unit)
        if crew.rest_window is not None:
            return crew.rest_window
        middle = (crew.begins + crew.ends) // 2
        return middle - 75, middle + 75 - BREAK

    def rest_node(self, unit: int) -> int:
        """Where a unit has its break."""
        return self.crew(unit).rest_at

    @property
    def each_rests(self) -> bool:
        """Whether every unit has a break."""
        return all(self.rest(unit) for unit in range(self.units))

    @property
    def break_minutes(self) -> int:
        """How long the break of a unit that is on duty for the whole shift is, 0 for none."""
        return BREAK if self.breaks and self.length > BREAK_FROM else 0

    @property
    def break_window(self) -> tuple[int, int]:
        """When such a break may begin."""
        middle = self.length // 2
        return middle - 75, middle + 75 - BREAK

    @cached_property
    def worth(self) -> float:
        """Of all visits together."""
        return sum(visit.worth for visit in self.visits)


@dataclass(frozen=True)
class Stop:
    """One stop, or a break."""

    visit: int | None
    """Index into the visits; None for a break at the start."""
    arrive: int
    depart: int


@dataclass(frozen=True)
class Plan:
    """For each unit its stops in order; a unit without stops stays at its start."""

    units: tuple[tuple[Stop, ...], ...]

    def within(self, other: Problem, index: Mapping[int, int]) -> "Plan":
        """This plan as one of another problem, without the visits and breaks that this does not have; more units have no stops.

        Args:
            other: the problem.
            index: of each visit that it has, by the index here.
        """
        units = [
            tuple(
                stop if stop.visit is None else replace(stop, visit=index[stop.visit])
                for stop in stops
                if (other.rest(unit) if stop.visit is None else stop.visit in index)
            )
            for unit, stops in enumerate(self.units)
        ]
        return Plan((*units, *[()] * (other.units - len(units))))

    def visited(self) -> frozenset[int]:
        """Indices of the visits that are made."""
        return frozenset(stop.visit for stops in self.units for stop in stops if stop.visit is not None)

    def worth(self, problem: Problem) -> float:
        """What the visits count for the choice."""
        return sum(problem.visits[visit].worth for visit in self.visited())

    def score(self, problem: Problem) -> float:
        """Incidents to be expected at the places and in the parts of the shift that the stops stand for."""
        return sum(problem.visits[visit].score for visit in self.visited())
