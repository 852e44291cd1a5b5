"""Where the units start and end."""

import re
from collections.abc import Sequence

import numpy as np

from tools.errors import ToolError
from tools.plan_patrol.demand import HotPlace
from tools.streets import Network, metres_between

_PAIR = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_USES = {
    "townhall": ("town hall", "townhall", "city hall", "rathaus", "mairie", "ayuntamiento", "municipio"),
    "police": ("police", "police station", "station", "polizei", "wache", "commissariat", "comisaría", "questura"),
}


def start_of(said: str | None, places: Sequence[HotPlace], network: Network | None) -> tuple[tuple[float, float] | None, str]:
    """The place, latitude and longitude, and what to call it; no place where the incidents have no coordinates.

    Raises:
        ToolError: the place is not on the map.
    """
    if not places or places[0].lat is None:
        return None, said or "the start"
    if said is None:
        middle = _middle(places)
        return middle, f"the middle of the hot places ({middle[0]:.5f}, {middle[1]:.5f}), since no start was given"
    if match := _PAIR.fullmatch(said):
        lat, lon = float(match[1]), float(match[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ToolError(f"{said!r} is no latitude and longitude.")
        return (lat, lon), f"{lat:.5f}, {lon:.5f}"
    if network is None:
        raise ToolError(f"Where {said!r} is cannot be told without a street map. Add one, or give the start as latitude, longitude.")
    return _named(said, network)


def _named(said: str, network: Network) -> tuple[tuple[float, float], str]:
    wanted = " ".join(re.sub(r"^the\s+", "", said.casefold().strip()).split())
    use = next((use for use, words in _USES.items() if wanted in words), None)
    exact = [place for place in network.named if place.name.casefold() == wanted]
    by_use = [place for place in network.named if use is not None and place.amenity == use]
    part = [place for place in network.named if wanted and wanted in place.name.casefold()]
    for found in (exact, by_use, part):
        kept = list({(place.name, round(place.lat, 3), round(place.lon, 3)): place for place in found}.values())
        if len(kept) > 1:
            shown = "; ".join(f"{place.name or place.amenity} ({place.lat:.5f}, {place.lon:.5f})" for place in kept[:6])
            raise ToolError(f"The map has {len(kept)} places that {said!r} may mean: {shown}. Give the start as latitude, longitude.")
        if kept:
            return (kept[0].lat, kept[0].lon), kept[0].name or said
    streets = [number for number, name in enumerate(network.streets) if name.casefold() == wanted]
    if streets:
        on = np.flatnonzero(network.street == streets[0])
        middle = int(network.start[on[on.size // 2]])
        return (float(network.lat[middle]), float(network.lon[middle])), network.streets[streets[0]]
    raise ToolError(f"The map has no place called {said!r}. Give the start as latitude, longitude.")


def _middle(places: Sequence[HotPlace]) -> tuple[float, float]:
    """The hot place from which the others are nearest, each counted by what is expected there."""
    lat, lon = np.array([p.lat or 0.0 for p in places]), np.array([p.lon or 0.0 for p in places])
    heat = np.array([p.weekly for p in places])
    best = int((metres_between(lat[:, None], lon[:, None], lat[None], lon[None]) * heat[None]).sum(axis=1).argmin())
    return float(lat[best]), float(lon[best])
