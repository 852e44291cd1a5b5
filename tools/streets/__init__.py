"""Street networks from map extracts: directed, with speeds, and the travel times between places on them."""

from tools.streets.load import STREET_FILES, load
from tools.streets.network import EARTH_METRES, Mode, Named, Network, metres_between
from tools.streets.travel import Leg, Places, shortest, snap

__all__ = ["EARTH_METRES", "STREET_FILES", "Leg", "Mode", "Named", "Network", "Places", "load", "metres_between", "shortest", "snap"]
