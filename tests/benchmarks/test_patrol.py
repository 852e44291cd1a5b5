"""The benchmark of patrol plans reads its instances as their authors meant them, and is no worse than the bare solvers on a few."""

import json
from pathlib import Path

from assistant.bench.patrol import streets, toptw, vrptw
from assistant.bench.patrol.instance import cost, faults, score
from assistant.bench.patrol.instance import toptw as read_toptw
from assistant.bench.patrol.instance import vrptw as read_vrptw


def test_known_solutions_are_allowed_and_worth_what_they_say(shared: Path) -> None:
    """The exact solutions of orienteering keep all windows with distances cut to one decimal, and collect their prize."""
    place = shared / "routing-toptw"
    for known in json.loads((place / "solutions.json").read_text()).values():
        instance = read_toptw(place / known["file"], 1)
        path = known["m1_solution"]["path"]
        assert faults(instance, [path]) == []
        assert score(instance, [path]) == known["m1_solution"]["prize"]


def test_known_tours_cost_what_they_say(shared: Path) -> None:
    """The tours of LKH-3 (numbered from 2) and of PyVRP are feasible and as long as their references say."""
    place = shared / "routing-vrptw"
    for known in json.loads((place / "solutions.json").read_text()):
        instance = read_vrptw(place / known["file"])
        routes = [[customer - 1 for customer in route] for route in known["routes"]]
        assert faults(instance, routes) == []
        assert abs(cost(instance, routes) - known["cost"]) < 0.01 * len(routes)
    instance = read_vrptw(place / "RC208.vrp")
    lines = [line for line in (place / "RC208.sol").read_text().splitlines() if line.startswith("Route")]
    routes = [list(map(int, line.partition(":")[2].split())) for line in lines]
    assert faults(instance, routes) == []
    assert round(cost(instance, routes), 1) == 776.1


def test_the_checker_finds_faults(shared: Path) -> None:
    """A tour driven backwards, one visited twice and one left out are all found."""
    place = shared / "routing-toptw"
    known = json.loads((place / "solutions.json").read_text())["r101"]
    instance = read_toptw(place / "r101.txt", 1)
    path = known["m1_solution"]["path"]
    assert faults(instance, [path[::-1]])
    assert faults(instance, [path + path[:1]])
    assert faults(instance, [path, path])


def test_few_instances(shared: Path) -> None:
    """On one instance of each set the planner's search is about as good as the bare solvers or better, and all routes fit."""
    points = toptw.rows(shared, quick=True)
    assert all(row.peer is not None and row.ours >= 0.95 * row.peer for row in points if row.peer_name in ("bare PyVRP", "bare OR-Tools"))
    gaps = vrptw.rows(shared, quick=True)
    assert all(row.peer is not None and row.ours <= row.peer + 0.05 for row in gaps)
    routes, seconds = streets.rows(shared, quick=True)
    assert routes.ours == 1.0
    assert seconds.ours < 5
