"""Team orienteering with time windows: which stops, by how many units, in what order. The planner's own search against the bare solvers."""

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.bench import folder, row
from assistant.bench.patrol.instance import Instance, faults, score, toptw
from assistant.bench.patrol.peers import bare_ortools, bare_pyvrp
from assistant.documents import BenchRow
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import Visit

_SECONDS = 2.0


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Total score of all instances with 1 to 4 units, each solver the same time; every plan is checked."""
    place = folder(data, "routing-toptw")
    known = json.loads((place / "solutions.json").read_text())
    chosen = sorted(known)[: 1 if quick else None]
    totals = {"ours": 0, "PyVRP": 0, "OR-Tools": 0, "reference": 0.0}
    n, seconds = 0, 1.0 if quick else _SECONDS
    for name in chosen:
        for units in (1, 2) if quick else (1, 2, 3, 4):
            reference = known[name].get("reference_results", {}).get(f"m{units}")
            if reference is None:
                continue
            instance = toptw(place / known[name]["file"], units)
            for who, routes in (
                ("ours", ours(instance, seconds)),
                ("PyVRP", bare_pyvrp(instance, seconds)),
                ("OR-Tools", bare_ortools(instance, seconds)),
            ):
                if wrong := faults(instance, routes):
                    raise AssertionError(f"{who} on {name} with {units} units: {wrong[0]}")
                totals[who] += score(instance, routes)
            totals["reference"] += reference["best"]
            n += 1
    return [
        row(f"TOPTW total score at {seconds:g} s", "points", totals["ours"], peer=totals[who], peer_name=named, higher_is_better=True, n=n)
        for who, named in (("PyVRP", "bare PyVRP"), ("OR-Tools", "bare OR-Tools"), ("reference", "best of the reference heuristic"))
    ]


def ours(instance: Instance, seconds: float) -> list[list[int]]:
    """The search that plans are made with. Its stops all last as long, as those of each instance of this benchmark but the depot."""
    [lasts] = set(instance.service[1:])
    visits = tuple(
        Visit(number - 1, *instance.windows[number], float(instance.scores[number]), hottest=False)
        for number in range(1, len(instance.service))
    )
    problem = Problem(instance.distance.astype(float), visits, instance.vehicles, instance.windows[0][1], lasts, breaks=False)
    plan = solve(problem, seconds, 1, heard=lambda share: False)
    return [] if plan is None else [[stop.visit + 1 for stop in unit if stop.visit is not None] for unit in plan.units]
