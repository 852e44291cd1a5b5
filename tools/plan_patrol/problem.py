"""A patrol to be planned, and a plan for it."""

from dataclasses import dataclass
from functools import cached_property

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
    """Travel, shape (1 + places, 1 + places); 0 is where the units start and end."""
    visits: tuple[Visit, ...]
    units: int
    length: int
    dwell: int = DWELL
    breaks: bool = True
    """Whether units have a break in a long shift."""

    @property
    def break_minutes(self) -> int:
        """How long each unit's break at its start is, 0 for none."""
        return BREAK if self.breaks and self.length > BREAK_FROM else 0

    @property
    def break_window(self) -> tuple[int, int]:
        """When a break may begin: about the middle of the shift."""
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

    def visited(self) -> frozenset[int]:
        """Indices of the visits that are made."""
        return frozenset(stop.visit for stops in self.units for stop in stops if stop.visit is not None)

    def worth(self, problem: Problem) -> float:
        """What the visits count for the choice."""
        return sum(problem.visits[visit].worth for visit in self.visited())

    def score(self, problem: Problem) -> float:
        """Incidents to be expected at the places and in the parts of the shift that the stops stand for."""
        return sum(problem.visits[visit].score for visit in self.visited())
