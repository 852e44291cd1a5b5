"""Repeating a run of a tool, to see whether the same comes out."""

from assistant.replay.difference import Difference
from assistant.replay.repeating import Outcome, Replayed, replay
from assistant.replay.standing import run_of_event

__all__ = ["Difference", "Outcome", "Replayed", "replay", "run_of_event"]
