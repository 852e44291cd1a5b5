"""Patrol plans against the bare solvers, part by part."""

from collections.abc import Sequence
from pathlib import Path

from assistant.bench.patrol import streets, toptw, vrptw, whole
from assistant.documents import BenchRow


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Team orienteering, vehicle routing with time windows, whole plans, and routes on streets, one after another."""
    return [*toptw.rows(data, quick), *vrptw.rows(data, quick), *whole.rows(quick), *streets.rows(data, quick)]
