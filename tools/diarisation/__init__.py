"""Who spoke when in a recording: `diarise` finds it, `attribute` gives the words of a transcript to the speakers.

Speakers are `S1`, `S2`, … by first appearance. That two turns have one label says that their voices sound alike to the
encoder, not that a person has been identified.
"""

from tools.diarisation.attribution import OVERLAPPED, attribute
from tools.diarisation.find import diarise
from tools.diarisation.turns import Diarisation, Overlap, Turn

__all__ = ["OVERLAPPED", "Diarisation", "Overlap", "Turn", "attribute", "diarise"]
