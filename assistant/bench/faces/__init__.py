"""Faces against the bare libraries, part by part; each part is a file of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.bench import vision_video
from assistant.bench.faces import detection, identification, speed
from assistant.documents import BenchRow

PARTS: tuple[Callable[[Path, bool], Sequence[BenchRow]], ...] = (detection.rows, identification.rows, speed.rows, vision_video.rows)
"""Each measures on the data of a folder; with True on few items."""


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """All parts, one after another."""
    return [row for part in PARTS for row in part(data, quick)]
