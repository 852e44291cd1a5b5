"""The bare solvers: what PyVRP and OR-Tools do when nothing is around them."""

from typing import Any

from assistant.bench.patrol.instance import Instance, pyvrp_data, routes_of

PRIZE = 10_000
"""Distance units that a point of score is worth to both: score first, distance only between equals."""


def bare_pyvrp(instance: Instance, seconds: float) -> list[list[int]]:
    """PyVRP with its own settings."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    return routes_of(pyvrp.solve(pyvrp_data(instance, PRIZE), stop=MaxRuntime(seconds), seed=1, collect_stats=False))


def bare_ortools(instance: Instance, seconds: float) -> list[list[int]]:
    """OR-Tools routing with guided local search from the cheapest arcs, as its documentation has it; empty when it finds nothing."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    size = len(instance.service)
    manager: Any = pywrapcp.RoutingIndexManager(size, instance.vehicles, 0)
    routing: Any = pywrapcp.RoutingModel(manager)
    node = manager.IndexToNode
    arc = routing.RegisterTransitCallback(lambda a, b: int(instance.distance[node(a), node(b)]))
    routing.SetArcCostEvaluatorOfAllVehicles(arc)
    lasting = routing.RegisterTransitCallback(lambda a, b: int(instance.distance[node(a), node(b)]) + instance.service[node(a)])
    horizon = instance.windows[0][1]
    routing.AddDimension(lasting, horizon, horizon, False, "time")
    time = routing.GetDimensionOrDie("time")
    for number in range(1, size):
        early, late = instance.windows[number]
        time.CumulVar(manager.NodeToIndex(number)).SetRange(early, min(late, horizon))
        if instance.scores:
            routing.AddDisjunction([manager.NodeToIndex(number)], PRIZE * instance.scores[number])
    if instance.demands:
        load = routing.RegisterUnaryTransitCallback(lambda a: instance.demands[node(a)])
        routing.AddDimensionWithVehicleCapacity(load, 0, [instance.capacity] * instance.vehicles, True, "load")
    settings: Any = pywrapcp.DefaultRoutingSearchParameters()
    settings.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    settings.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    settings.time_limit.FromMilliseconds(round(1000 * seconds))
    found = routing.SolveWithParameters(settings)
    if found is None:
        return []
    routes = []
    for vehicle in range(instance.vehicles):
        index, route = routing.Start(vehicle), []
        while not routing.IsEnd(index := found.Value(routing.NextVar(index))):
            route.append(node(index))
        routes.append(route)
    return routes
