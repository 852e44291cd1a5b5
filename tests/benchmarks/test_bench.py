"""The benchmarks themselves, on few items. Bounds are ratios of one run, wide enough for a busy machine."""

from pathlib import Path

import pytest

from assistant import bench
from assistant.bench.entities import measure_entities
from assistant.documents import BenchDocument
from tests.conftest import needs_weights
from tools.errors import CaseError


def test_the_ledger_keeps_up_with_bare_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chained and signed durable events reach a good part of the rate of bare SQLite on the same disk (0.6 on an idle machine)."""
    monkeypatch.chdir(tmp_path)
    written = bench.run("ledger", tmp_path, quick=True).rows[0]
    assert written.ratio is not None
    assert written.ratio >= 0.35


@needs_weights("ocr-detection", "ocr-recognition", "named-entities")
def test_reading_costs_little_more_than_bare_paddleocr(shared: Path) -> None:
    """Hashing, evidence and places add little to the time of the bare library, and no line is lost."""
    seconds, lines, *_ = bench.run("documents", shared, quick=True).rows
    assert seconds.ratio is not None
    assert seconds.ratio <= 1.5
    assert lines.ours >= 0.9 * (lines.peer or 0)


@needs_weights("named-entities")
def test_entities_are_found_better_than_by_bare_spacy(shared: Path) -> None:
    """On labelled texts, types and overlaps as the benchmark defines them, ours is at least bare spaCy; identifiers are judged right."""
    rows = {row.metric: row for row in measure_entities(shared, quick=False)}
    for metric in ("entities in re3d, all types: F1, overlapping spans", "entities in made-up texts, all types: F1, overlapping spans"):
        assert rows[metric].ours > (rows[metric].peer or 0) + 0.03
    assert rows["entities in made-up texts, address: F1, overlapping spans"].ours > 0.6
    assert rows["identifiers judged right"].ours >= 0.99


@needs_weights("speech-to-text")
def test_transcribing_beats_bare_faster_whisper(shared: Path) -> None:
    """With hashing, word times, second pass and evidence, ours is faster than the bare library, with no more words wrong."""
    rows = {row.metric: row for row in bench.run("voices", shared, quick=True).rows}
    speed, errors = rows["one minute: seconds a second of recording"], rows["one minute: word errors"]
    assert speed.ratio is not None
    assert speed.ratio <= 1.0
    assert errors.ours <= (errors.peer or 0) + 0.02
    assert rows["one minute: right words that cannot be cited"].ours <= 0.05
    assert rows["no speech: words that can be cited"].ours == 0


@needs_weights("named-entities")
def test_nothing_is_half_there_after_kills(tmp_path: Path) -> None:
    """Adding and processing that are killed at any moment leave whole exhibits and an intact record."""
    rows = {row.metric: row.ours for row in bench.run("reliability", tmp_path, quick=True).rows}
    assert rows["exhibits broken or half there after kills"] == 0
    assert rows["files of the case that are exhibits in the end"] == 1
    assert rows["ledger holds after all kills"] == 1
    assert rows["untrue sentences found: number"] == 1


def test_an_unknown_benchmark_is_named(tmp_path: Path) -> None:
    """A benchmark that does not exist is an error that says which there are."""
    with pytest.raises(CaseError, match="Benchmarks: answers"):
        bench.run("speed", tmp_path, quick=True)


def test_missing_data_is_named(tmp_path: Path) -> None:
    """A benchmark whose data is not there says which folder it wants."""
    with pytest.raises(CaseError, match="ocr-receipts-sroie"):
        bench.run("documents", tmp_path, quick=True)


def test_stored_results_are_benchmark_documents() -> None:
    """What the README's table was made from still has the form that `exhibit bench --json` gives."""
    stored = sorted(Path(__file__).parent.glob("results/*.json"))
    assert stored
    for file in stored:
        for line in file.read_text("utf-8").splitlines():
            assert BenchDocument.model_validate_json(line).rows
