"""Voices against the bare libraries, part by part; each part is a file of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.bench.voices import diarisation, profile, speakers, transcription
from assistant.documents import BenchRow

PARTS: tuple[Callable[[Path, bool], Sequence[BenchRow]], ...] = (
    transcription.clips,
    transcription.ten_minutes,
    transcription.telephone,
    transcription.no_speech,
    diarisation.rows,
    speakers.rows,
    profile.rows,
)
"""Each measures on the data of a folder; with True on few items."""


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """All parts, one after another."""
    return [row for part in PARTS for row in part(data, quick)]
