"""The best route of one unit for what standing and driving somewhere counts, and what its stops count.

By labels in steps of five minutes (label setting for shortest paths with resources: Irnich & Desaulniers 2005), one for each node and
moment: exact, but where a label is dropped because another is better so far and has made a visit that the dropped one still could.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.plan_patrol.coverage import STEP, moments
from tools.plan_patrol.demand import Floats
from tools.plan_patrol.problem import Problem, Stop
from tools.plan_patrol.timing import lasting

Ints = NDArray[np.int64]


def best_route(problem: Problem, unit: int, alone: Floats, within: int, prizes: Floats) -> tuple[Stop, ...]:
    """The stops of the best route found; none, where the unit does best to stay at its start or cannot do anything else.

    Args:
        problem: what is planned.
        unit: whose route.
        alone: what it counts to be near enough to each place at each moment, shape (moments, places).
        within: minutes that are near enough.
        prizes: what each visit counts, shape (visits,); minus infinity where the unit may not make it.
    """
    return _Search(problem, unit, alone, within, prizes).route()


@dataclass(frozen=True)
class _Action:
    """Something a unit does, after what it did before."""

    before: int
    """Number of the action before; -1 for none."""
    visit: int
    """The visit made; `_BREAK`, or `_BEGIN`."""
    arrive: int
    depart: int


_BREAK, _BEGIN = -1, -2
_LEAVES = 2
"""Steps after which who waits somewhere may leave for a place that is already open."""


class _Search:
    def __init__(self, problem: Problem, unit: int, alone: Floats, within: int, prizes: Floats) -> None:
        self.problem, self.unit, self.prizes = problem, unit, prizes
        self.crew, self.rest = problem.crew(unit), problem.rest(unit)
        self.rest_first, self.rest_last = problem.rest_window(unit)
        self.table: Ints = np.rint(problem.travel(unit)).astype(np.int64)
        to = self.table[:, 1 : alone.shape[1] + 1]
        near = np.stack([(to <= within - gone) @ alone.T for gone in range(within + 1)])  # by minutes on the road, nodes, moments
        steps = np.zeros((len(to), problem.length + 2))
        steps[:, 1 + moments(problem)] = near[0]
        self.stood: Floats = steps.cumsum(axis=1)
        self.drove = self._driving(near, within)
        self.at: Ints = np.array([visit.place + 1 for visit in problem.visits])
        self.lasts: Ints = np.array([problem.lasts(number) for number in range(len(problem.visits))])
        self.earliest: Ints = np.array([visit.earliest for visit in problem.visits])
        self.latest: Ints = np.array([visit.latest for visit in problem.visits])
        # who is free at each node at each step, before and after the break: what it counts, and through which action
        shape = (self.crew.ends // STEP + 2, 2, len(to))
        self.value: Floats = np.full(shape, -np.inf)
        self.came: Any = np.zeros((*shape, 4), dtype=np.int64)  # as the fields of _Action
        self.actions = [_Action(-1, _BEGIN, self.crew.begins, self.crew.begins)]
        self.made = [np.zeros(len(prizes), dtype=bool)]
        idle = self.stands(self.crew.start, self.crew.begins, self.crew.ends + 1)
        self.best = (float(idle), self.actions[0])

    def _driving(self, near: Floats, within: int) -> Floats:
        """What driving to a node counts, for each minute of arrival and minutes on the road up to `within`: more count no more."""
        minutes = np.arange(self.problem.length + 1)
        found = np.zeros((near.shape[1], minutes.size, within + 1))
        for gone in range(1, within + 1):
            there = minutes - gone
            looked = (there >= 0) & (there % STEP == 0)
            found[:, :, gone] = found[:, :, gone - 1]
            found[:, looked, gone] += near[gone][:, there[looked] // STEP]
        return found

    def stands(self, node: Any, first: Any, last: Any) -> Any:
        """What standing at a node from one minute to before another counts."""
        return self.stood[node, last] - self.stood[node, first]

    def drives(self, node: Any, arrive: Any, minutes: Any) -> Any:
        """What the way to a node counts."""
        return self.drove[node, arrive, np.minimum(minutes, self.drove.shape[2] - 1)]

    def route(self) -> tuple[Stop, ...]:
        """The best stops."""
        nodes, rested = np.arange(len(self.table)), 0 if self.rest else 1
        value = np.full((2, nodes.size), -np.inf)
        holds = np.zeros((2, nodes.size), dtype=np.int64)
        first = -(-self.crew.begins // STEP)
        for step in range(first, self.crew.ends // STEP + 1):
            now = step * STEP
            if step == first:
                value[rested, self.crew.start] = self.stands(self.crew.start, self.crew.begins, now)
            else:
                value += self.stands(nodes, now - STEP, now)
            new = self.value[step] > value
            for r, node in np.argwhere(new):
                action = _Action(*map(int, self.came[step, r, node]))
                self.actions.append(action)
                made = self.made[action.before].copy()
                if action.visit >= 0:
                    made[action.visit] = True
                self.made.append(made)
                value[r, node], holds[r, node] = self.value[step, r, node], len(self.actions) - 1
            there = np.argwhere(np.isfinite(value) & (new | (step % _LEAVES == first % _LEAVES)))
            if there.size:
                self._onwards(now, there, value[tuple(there.T)], holds[tuple(there.T)])
        return self._told()

    def _onwards(self, now: int, there: Ints, value: Floats, holds: Ints) -> None:
        """All that those who are free now can do next."""
        rested, node = there.T[:, :, None]
        soon = now + _LEAVES * STEP  # who would arrive before a place is open can as well wait and leave later
        open_ = np.flatnonzero(
            np.isfinite(self.prizes) & (self.latest >= now) & (self.earliest <= soon + self.table[:, self.at].max(axis=0))
        )
        to, lasts = self.at[open_], self.lasts[open_]
        minutes = self.table[node, to]
        arrive = np.maximum(now + minutes, self.earliest[open_])
        depart = arrive + lasts
        fits = (arrive <= self.latest[open_]) & (arrive - minutes <= soon) & (depart + self.table[to, self.crew.end] <= self.crew.ends)
        fits &= (rested == 1) | (depart + self.table[to, self.crew.rest_at] <= self.rest_last)
        fits &= ~np.stack([self.made[held] for held in holds])[:, open_]
        row, column = np.nonzero(fits)
        visit = open_[column]
        self._take(now, there[row], value[row], holds[row], self.at[visit], visit, arrive[fits], depart[fits], self.prizes[visit])
        if self.rest:
            at = np.full(len(there), self.crew.rest_at)
            arrive = np.maximum(now + self.table[there[:, 1], at], self.rest_first)
            row = np.flatnonzero((there[:, 0] == 0) & (arrive <= self.rest_last))
            depart, nothing = arrive + self.rest, np.zeros(row.size)
            breaks = np.full(row.size, _BREAK)
            self._take(now, there[row], value[row], holds[row], at[row], breaks, arrive[row], depart[row], nothing)

    def _take(
        self, now: int, there: Ints, value: Floats, holds: Ints, to: Ints, visit: Ints, arrive: Ints, depart: Ints, prize: Floats
    ) -> None:
        """Keep what some who are free now come to by one action each, where it is better than what is known."""
        if not visit.size:
            return
        rested, node = there.T
        minutes = self.table[node, to]
        value = value + self.stands(node, now, arrive - minutes) + self.drives(to, arrive, minutes) + prize
        value += np.where(visit == _BREAK, 0.0, self.stands(to, arrive, depart))
        after = np.where(visit == _BREAK, 1, rested)
        home = self.table[to, self.crew.end]
        back = np.minimum(depart + home, self.crew.ends)
        ended = value + self.drives(self.crew.end, back, home) + self.stands(self.crew.end, back, self.crew.ends + 1)
        ended[(after == 0) | (depart + home > self.crew.ends)] = -np.inf
        last = int(ended.argmax())
        if ended[last] > self.best[0]:
            self.best = float(ended[last]), _Action(int(holds[last]), int(visit[last]), int(arrive[last]), int(depart[last]))
        step = -(-depart // STEP)
        value = value + self.stands(to, depart, np.minimum(step * STEP, self.problem.length + 1))
        keep = np.flatnonzero((step < len(self.value)) & (value > self.value[np.minimum(step, len(self.value) - 1), after, to]))
        keep = keep[np.argsort(value[keep], kind="stable")]  # of several to one place and step the last is kept: the best
        self.value[step[keep], after[keep], to[keep]] = value[keep]
        self.came[step[keep], after[keep], to[keep]] = np.stack([holds, visit, arrive, depart], axis=1)[keep]

    def _told(self) -> tuple[Stop, ...]:
        """The best route as stops."""
        action, found = self.best[1], list[_Action]()
        while action.visit != _BEGIN:
            found.append(action)
            action = self.actions[action.before]
        found.reverse()
        order = [None if action.visit == _BREAK else action.visit for action in found]
        return lasting(self.problem, self.unit, order, [action.arrive for action in found])
