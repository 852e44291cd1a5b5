"""What may never happen: that a kill loses something, that an exhibit's instructions are followed, that an untrue sentence is shown."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import assistant
from assistant.bench import claims, row
from assistant.bench.injection.measuring import measure_injection
from assistant.documents import BenchRow
from assistant.ledger import StationKey, verify_case
from assistant.ledger.event import canonical
from assistant.ledger.verify import events
from assistant.settings import settings
from tools.case import Case
from tools.errors import IntegrityError

_MATERIAL = Path(assistant.__file__).parent.parent / "tests" / "data" / "demo_case"
_FILES = ("witness_statement.docx", "email_offer.eml", "incidents.csv", "scanned_letter.pdf", "emergency_call.wav")
_LONGEST = 12.0
"""Seconds after which the last kill of a command comes."""


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Add and process are killed again and again at growing moments until they come to their end; payloads are put into exhibits; the
    claim gate is tried with mutated answers."""
    return [*_killing(quick), *measure_injection(data, quick=quick), *claims.measure(data, quick)]


def _killing(quick: bool) -> Sequence[BenchRow]:
    kills = 4 if quick else 16
    dice = random.Random(0)  # noqa: S311  # when to kill, not a secret
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "case"
        Case.new(folder, "Killed")
        material = [str(_MATERIAL / name) for name in _FILES]
        broken = 0
        for number in range(kills):
            _killed(["add", str(folder), *material], dice.uniform(0.2, 0.3 + _LONGEST * number / kills))
            broken += _broken(folder)
        _whole(["add", str(folder), *material])
        whole = len(Case(folder).exhibits())
        for number in range(kills):
            _killed(["process", str(folder), "--workers", "1"], dice.uniform(0.5, 1 + 3 * _LONGEST * number / kills))
            broken += _broken(folder)
        started = time.perf_counter()
        _whole(["process", str(folder), "--workers", "1"])
        rest = time.perf_counter() - started
        done = [
            canonical(event.data["args"] | {"tool": event.data["tool"]})
            for event in events(folder)
            if event.event == "tool_call" and not event.data["cached"]
        ]
        station = settings()
        verdict = verify_case(folder, Case(folder).id, {StationKey(station.key_file).public}, station.heads)
    return [
        row("exhibits broken or half there after kills", "exhibits", broken, n=2 * kills),
        row("files of the case that are exhibits in the end", "share", whole / len(_FILES), higher_is_better=True, n=len(_FILES)),
        row("work that was recorded twice", "share", 1 - len(set(done)) / max(1, len(done)), n=len(done)),
        row("ledger holds after all kills", "yes = 1", float(verdict.ok), higher_is_better=True, n=verdict.events),
        row("seconds of the last run", "s", rest, n=1),
    ]


def _killed(words: Sequence[str], after: float) -> None:
    """Run a command and kill it, as a system short of memory does, unless it ends by itself before."""
    process = subprocess.Popen([sys.executable, "-m", "assistant", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _whole(words: Sequence[str]) -> None:
    subprocess.run([sys.executable, "-m", "assistant", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _broken(folder: Path) -> int:
    """Exhibits in the register whose bytes are not what the register says."""
    broken = 0
    for exhibit in Case(folder).exhibits():
        try:
            exhibit.verify()
        except IntegrityError:
            broken += 1
    return broken
