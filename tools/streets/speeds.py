"""How fast each class of street is at which hour, for a car that keeps to the law.

The table and the factor are those of the car profile of OSRM (Project OSRM, BSD-2-Clause, `profiles/car.lua`, version 5.27):
`speeds.highway`, and `speed_reduction` for a signed limit. On foot: the `walking_speed` of its `profiles/foot.lua`.
"""

import re
from collections.abc import Mapping

CAR_KMH = {
    "motorway": 90,
    "motorway_link": 45,
    "trunk": 85,
    "trunk_link": 40,
    "primary": 65,
    "primary_link": 30,
    "secondary": 55,
    "secondary_link": 25,
    "tertiary": 40,
    "tertiary_link": 20,
    "unclassified": 25,
    "residential": 25,
    "living_street": 10,
    "service": 15,
    "road": 25,  # of unknown class: as unclassified
}
"""Kilometres an hour by the value of `highway`; a class that is not here carries no cars."""
SHARE_OF_LIMIT = 0.8
"""Of a signed limit, what is driven on average."""
FOOT_KMH = 5.0
BUSY = frozenset(name for name in CAR_KMH if name.removesuffix("_link") in {"motorway", "trunk", "primary", "secondary", "tertiary"})
"""Classes that are slower in the peak hours; on the others few drive."""
PEAK_HOURS = frozenset({6, 7, 8, 9, 15, 16, 17, 18})
"""Of a weekday, as the Urban Mobility Report has them (Schrank et al. 2021: 6 to 10 and 15 to 19)."""
PEAK_FACTOR = 1.23
"""Time in the peak hours over the usual time: the mean travel time index of 494 urban areas of the United States in 2019 (the same
report). Another town's may be known better."""

_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|km/h|kmh)?")
_MPH = 1.609344


def car_kmh(tags: Mapping[str, str]) -> float:
    """The speed on a street from its tags, km/h: four fifths of the signed limit, or the speed of its class."""
    match = _LIMIT.fullmatch(tags.get("maxspeed", ""))
    limit = float(match[1]) * (_MPH if match[2] == "mph" else 1.0) if match else 0.0
    return SHARE_OF_LIMIT * limit if limit > 0 else float(CAR_KMH[tags["highway"]])
