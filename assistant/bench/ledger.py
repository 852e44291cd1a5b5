"""How fast events reach the disk, against bare SQLite with one durable commit for each record."""

import json
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.bench import row
from assistant.documents import BenchRow
from assistant.ledger import Ledger, StationKey, verify_case

_ROUNDS = 5
_EVENT = {
    "tool": "transcribe_audio",
    "version": "0123456789ab",
    "args": {"exhibit": "EX-0001"},
    "weights": {"speech-to-text": "0" * 64},
    "evidence": [f"ev-{number:012x}" for number in range(20)],
    "cached": False,
    "seconds": 1.234,
    "error": None,
}


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Events a second, written in turns of ours and SQLite's; and events verified a second."""
    count = 60 if quick else 400
    ours, peer = 0.0, 0.0
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as scratch:
        place = Path(scratch)
        key = StationKey(place / "key")
        ledger = Ledger(place, "case-bench", key, place / "heads")
        database = sqlite3.connect(place / "bare.sqlite", isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            for _ in range(count):
                ledger.append("tool_call", _EVENT, "officer")
            ours += time.perf_counter() - started
            started = time.perf_counter()
            for _ in range(count):
                database.execute("INSERT INTO events (body) VALUES (?)", (json.dumps(_EVENT),))
            peer += time.perf_counter() - started
        database.close()
        started = time.perf_counter()
        verdict = verify_case(place, "case-bench", {key.public}, place / "heads")
        verified = time.perf_counter() - started
        assert verdict.ok, verdict.reason
    total = _ROUNDS * count
    name = "SQLite, WAL, synchronous=FULL, one commit a record"
    return [
        row(
            "events written, each durable, chained and signed",
            "1/s",
            total / ours,
            peer=total / peer,
            peer_name=name,
            higher_is_better=True,
            n=total,
        ),
        row("events verified", "1/s", verdict.events / verified, higher_is_better=True, n=verdict.events),
    ]
