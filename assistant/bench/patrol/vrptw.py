"""Vehicle routing with time windows, 100 customers: how far from the best known, after one second and after ten."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from assistant.bench import folder, row
from assistant.bench.patrol.instance import Instance, cost, faults, pyvrp_data, routes_of, vrptw
from assistant.bench.patrol.peers import bare_ortools, bare_pyvrp
from assistant.documents import BenchRow
from tools.plan_patrol.solving import search

_NOTHING = 1.0
"""The gap that counts for a solver that finds no plan in time with the fleet that the instance has."""


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Mean gap to the best known of the settings that plans are searched with, of bare PyVRP and of bare OR-Tools."""
    place = folder(data, "routing-vrptw")
    known = {entry["file"]: float(entry["cost"]) for entry in json.loads((place / "solutions.json").read_text())}
    for solution in sorted(place.glob("*.sol")):
        match = re.search(r"^Cost:?\s+([\d.]+)", solution.read_text(), re.MULTILINE)
        file = solution.with_suffix(".vrp")
        if match and file.exists() and "PRIZE_SECTION" not in file.read_text():
            known[file.name] = float(match[1])
    chosen = [(place / name, best) for name, best in sorted(known.items()) if (place / name).exists()][: 1 if quick else None]
    found: list[BenchRow] = []
    for seconds in (1.0,) if quick else (1.0, 10.0):
        gaps: dict[str, list[float]] = {"ours": [], "bare PyVRP": [], "bare OR-Tools": []}
        for path, best in chosen:
            instance = vrptw(path)
            gaps["ours"].append(_gap(instance, routes_of(search(pyvrp_data(instance), seconds, 1, lambda share: False)), best))
            gaps["bare PyVRP"].append(_gap(instance, bare_pyvrp(instance, seconds), best))
            gaps["bare OR-Tools"].append(_gap(instance, bare_ortools(instance, seconds), best))
        mean = {who: sum(values) / len(values) for who, values in gaps.items()}
        metric = f"VRPTW mean gap to the best known at {seconds:g} s"
        none = {who: sum(gap == _NOTHING for gap in values) / len(values) for who, values in gaps.items()}
        for who in list(gaps)[1:]:
            found.append(row(metric, "share", mean["ours"], peer=mean[who], peer_name=who, n=len(chosen)))
            missed = f"of these, instances without a plan at {seconds:g} s"
            found.append(row(missed, "share", none["ours"], peer=none[who], peer_name=who, n=len(chosen)))
    return found


def _gap(instance: Instance, routes: Sequence[Sequence[int]], best: float) -> float:
    if not routes:
        return _NOTHING
    if wrong := faults(instance, routes):
        raise AssertionError(f"{instance.name}: {wrong[0]}")
    return cost(instance, routes) / best - 1
