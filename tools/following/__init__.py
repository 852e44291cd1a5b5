"""What moves through a video: things seen in sampled pictures, and followed from picture to picture."""

from tools.following.detector import KINDS, TASK, missing, see
from tools.following.looking import RATE, Part, Pass, clock, things
from tools.following.seen import Look, Seen
from tools.following.tracks import SURE, Sight, Track, follow

__all__ = ["KINDS", "RATE", "SURE", "TASK", "Look", "Part", "Pass", "Seen", "Sight", "Track", "clock", "follow", "missing", "see", "things"]
