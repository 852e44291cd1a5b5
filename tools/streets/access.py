"""Who may go along a street and which way, from its tags.

The rules are those that OpenStreetMap documents for routing: the tag for the narrower class of traffic decides
(wiki.openstreetmap.org/wiki/Key:access, Key:oneway, Key:junction).
"""

from collections.abc import Mapping
from typing import Literal

from tools.streets.speeds import CAR_KMH

Mode = Literal["car", "foot"]

_CLOSED = frozenset("no private agricultural forestry delivery military emergency restricted".split())
_OPEN = frozenset("yes permissive designated official destination customers".split())
_NARROWER_FIRST: dict[Mode, tuple[str, ...]] = {
    "car": ("motorcar", "motor_vehicle", "vehicle", "access"),
    "foot": ("foot", "access"),
}
_FOOT = frozenset(
    "footway path steps pedestrian living_street track residential service unclassified road cycleway bridleway platform corridor "
    "primary primary_link secondary secondary_link tertiary tertiary_link trunk trunk_link".split()
)
_BARRIERS = frozenset("bollard block cycle_barrier motorcycle_barrier jersey_barrier kerb stile turnstile kissing_gate log chain".split())
"""Barriers that stop a car unless a tag opens them."""


def way_open(tags: Mapping[str, str], mode: Mode) -> tuple[bool, bool]:
    """Whether one may go along a way as it is drawn, and against it."""
    street = tags.get("highway", "")
    said = _said(tags, mode)
    if mode == "foot":
        pier = tags.get("man_made") == "pier" or tags.get("railway") == "platform"
        usable = street in _FOOT or pier or (said in _OPEN and bool(street))
        return (usable and said not in _CLOSED,) * 2
    if street not in CAR_KMH or said in _CLOSED or tags.get("area") == "yes":
        return False, False
    one = tags.get("oneway:motor_vehicle") or tags.get("oneway", "")
    if one in ("-1", "reverse"):
        return False, True
    implied = tags.get("junction") in ("roundabout", "circular") or street in ("motorway", "motorway_link")
    return True, not (one in ("yes", "true", "1") or (implied and one not in ("no", "false", "0")))


def node_open(tags: Mapping[str, str], mode: Mode) -> bool:
    """Whether one may pass a point of a way: a barrier can stand there."""
    said = _said(tags, mode)
    if said in _OPEN:
        return True
    if said in _CLOSED:
        return False
    return mode == "foot" or tags.get("barrier", "") not in _BARRIERS


def _said(tags: Mapping[str, str], mode: Mode) -> str:
    """What the narrowest tag says of the access; empty where none does."""
    return next((tags[key] for key in _NARROWER_FIRST[mode] if key in tags), "")
