"""An independent check of a plan: it shares no code with the planner and knows only what a plan promises."""

import itertools

import numpy as np
from numpy.typing import NDArray


def faults(
    units: list[list[tuple[int, int, int, int, int]]],
    travel: NDArray[np.float64],
    length: int,
    breaks: int,
    dwell: tuple[int, int] = (10, 16),
) -> list[str]:
    """What is wrong with a plan.

    Args:
        units: for each unit its stops in order: place (0 is the start, a break), arrive, depart, earliest, latest, in minutes.
        travel: minutes between places, 0 is the start.
        length: of the shift.
        breaks: minutes of the break that each unit has, or 0.
        dwell: the shortest and longest stop.
    """
    wrong = []
    for number, stops in enumerate(units):
        place, now = 0, 0
        for to, arrive, depart, earliest, latest in stops:
            if arrive < now + travel[place, to] - 1e-9:
                wrong.append(f"unit {number} cannot be at {to} by {arrive}")
            if not earliest <= arrive <= latest:
                wrong.append(f"unit {number} is at {to} at {arrive}, outside {earliest} to {latest}")
            lasts = depart - arrive
            if to == 0 and lasts != breaks:
                wrong.append(f"unit {number} has a break of {lasts}")
            if to != 0 and not dwell[0] <= lasts <= dwell[1]:
                wrong.append(f"unit {number} stays {lasts} at {to}")
            place, now = to, depart
        if now + travel[place, 0] > length:
            wrong.append(f"unit {number} is back after the shift")
        if breaks and sum(stop[0] == 0 for stop in stops) != 1:
            wrong.append(f"unit {number} has no break")
    at = [(to, arrive, depart) for stops in units for to, arrive, depart, *_ in stops if to != 0]
    for i, (place, arrive, depart) in enumerate(at):
        for other, start, end in at[i + 1 :]:
            if place == other and start < depart and arrive < end:
                wrong.append(f"two units are at {place} at the same time")
    return wrong


def gaps(arrivals: list[tuple[int, int]], length: int) -> list[int]:
    """Minutes that a place is left alone: before the first stop, between stops, and after the last."""
    times = [(0, 0), *sorted(arrivals), (length, length)]
    return [b[0] - a[1] for a, b in itertools.pairwise(times)]
