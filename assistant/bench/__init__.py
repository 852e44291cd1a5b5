"""Measuring this program against the bare libraries it stands on, item by item in the same run."""

import importlib
import json
import platform
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from assistant.documents import BenchDocument, BenchRow
from tools.errors import CaseError

Bench = Callable[[Path, bool], Sequence[BenchRow]]
"""Measures on the data of a folder; with `quick` on few items."""

_BENCHES = ("answers", "voices", "faces", "documents", "patrol", "ledger", "reliability", "claims")


def names() -> tuple[str, ...]:
    """The benchmarks there are."""
    return _BENCHES


def run(name: str, data: Path, *, quick: bool) -> BenchDocument:
    """Run one benchmark.

    Raises:
        CaseError: there is no such benchmark, or its data is not there.
    """
    if name not in _BENCHES:
        raise CaseError(f"There is no benchmark {name!r}. Benchmarks: {', '.join(_BENCHES)}.")
    bench: Bench = importlib.import_module(f"assistant.bench.{name}").measure
    rows = bench(data, quick)
    return BenchDocument(bench=name, date=datetime.now(UTC).date().isoformat(), machine=machine(), rows=list(rows))


def machine() -> str:
    """What kind of machine this is."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def row(
    metric: str,
    unit: str,
    ours: float,
    *,
    peer: float | None = None,
    peer_name: str | None = None,
    higher_is_better: bool = False,
    n: int,
) -> BenchRow:
    """One measurement, with the ratio where there is a peer."""
    return BenchRow(
        metric=metric,
        unit=unit,
        ours=round(ours, 4),
        peer=None if peer is None else round(peer, 4),
        peer_name=peer_name,
        ratio=round(ours / peer, 3) if peer else None,
        higher_is_better=higher_is_better,
        n=n,
    )


def folder(data: Path, name: str) -> Path:
    """A folder of the data; CaseError when it is not there."""
    place = data / name
    if not place.is_dir():
        raise CaseError(f"{place} is not there: this benchmark measures on it. Give the folder of the data with --data.")
    return place


def records(file: Path) -> list[dict[str, Any]]:
    """What a file of JSON lines holds; empty lines are passed over, and only a line feed ends a line (a text may hold other separators)."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
