"""How long it takes from place to place: on streets, or where there are none by a stated rule."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.plan_patrol.demand import Floats, HotPlace
from tools.plan_patrol.hot_spots import FARTHEST_METRES
from tools.streets import Network, Places, metres_between, snap
from tools.streets.speeds import CAR_KMH, PEAK_FACTOR

DETOUR = 1.417
"""Ways by road over great-circle distances, mean of 66,000 pairs in the United States (Boscoe, Henry & Zdeb 2012)."""
FOOT_KMH = 5.0
"""Without streets, on foot: as the table of `tools.streets.speeds` has it."""
KMH = 25.0
"""Without streets: the speed of a residential street in the table of `tools.streets.speeds`."""
AREA_MINUTES = 20
"""Between two areas of which nothing but the names is known: an allowance, set here."""


@dataclass(frozen=True)
class Ground:
    """Places and the minutes between them; the first is where the units start and end."""

    minutes: Floats
    """Shape (1 + places, 1 + places), whole minutes, rounded up."""
    how: str
    """Where the times come from, as a sentence."""
    on_streets: Places | None = None
    on_foot: Floats | None = None
    """The same on foot; None where nobody is."""
    foot_streets: Places | None = None

    @property
    def streets(self) -> bool:
        """Whether the times are those of streets."""
        return self.on_streets is not None


def ground_of(
    start: tuple[float, float] | None,
    places: Sequence[HotPlace],
    network: Network | None,
    more: Sequence[tuple[float, float]] = (),
    foot: Network | bool = False,
    *,
    peak: bool = False,
) -> Ground:
    """The travel times.

    Args:
        start: latitude and longitude; None where the places have none.
        places: all of them with coordinates, or all without.
        network: the streets, if there are any; every place lies on them (`outside`).
        more: further nodes, after the places: of appointments and of other starts and ends.
        foot: the streets on foot, or whether anybody is on foot where there is no map.
        peak: whether the shift touches the peak hours: then the whole of it is planned with the times of these, so that none is too short.
    """
    if start is None or not places or places[0].lat is None:
        size = len(places) + 1
        return Ground(
            np.where(np.eye(size, dtype=bool), 0.0, float(AREA_MINUTES)),
            f"Travel times are not known: the incidents give areas without coordinates, so {AREA_MINUTES} minutes are allowed between the "
            "start and any area, and between any two areas. Give the middle of each area (a table with the area, latitude and longitude) "
            "to have them worked out.",
        )
    lat = np.array([start[0], *(p.lat or 0.0 for p in places), *(at[0] for at in more)])
    lon = np.array([start[1], *(p.lon or 0.0 for p in places), *(at[1] for at in more)])
    if network is None:
        metres = metres_between(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
        return Ground(
            np.ceil(metres * DETOUR / (KMH / 3.6) / 60),
            f"Travel times are estimates without a street map: great-circle distance times {DETOUR} (Boscoe et al. 2012) at {KMH:g} km/h"
            + (f", on foot {FOOT_KMH:g} km/h." if foot else "."),
            on_foot=np.ceil(metres * DETOUR / (FOOT_KMH / 3.6) / 60) if foot else None,
        )
    found = snap(network.at_peak if peak else network, lat, lon)
    walked = snap(foot, lat, lon) if isinstance(foot, Network) else None
    return Ground(
        np.ceil(found.seconds / 60),
        _streets_said(network, peak),
        found,
        on_foot=None if walked is None else np.ceil(walked.seconds / 60),
        foot_streets=walked,
    )


def _streets_said(network: Network, peak: bool) -> str:
    if not network.classed:
        return (
            "Travel times are those of the street map. It says neither which streets are one-way nor their classes: all count as open both "
            f"ways at {CAR_KMH['road']} km/h."
        )
    said = "Travel times are those of the street map, for a car that keeps one-way streets and the usual speed of each class of street."
    if peak:
        said += (
            f" The shift touches the peak hours of a weekday (6 to 10, 15 to 19), so main streets take {PEAK_FACTOR:g} times as long "
            "throughout (Schrank et al. 2021): no time is too short, and outside of these hours units are early."
        )
    return said


def outside(places: Sequence[HotPlace], network: Network) -> list[bool]:
    """For each place, whether it lies outside of the map."""
    off = snap(network, [p.lat or 0.0 for p in places], [p.lon or 0.0 for p in places]).off_metres
    return [bool(metres > FARTHEST_METRES) for metres in off]
