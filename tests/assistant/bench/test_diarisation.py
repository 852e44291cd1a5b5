"""The diarisation error rate is the standard one, and the benchmark measures what it says."""

from pathlib import Path

import pytest

from assistant.bench.voices.diarisation import error_rate, rows, spoken
from tests.conftest import needs_weights
from tools.diarisation import Turn
from tools.errors import CaseError

TRUTH = [Turn(0, 5, "anna"), Turn(5, 10, "ben")]


def test_the_error_rate_counts_missed_false_and_confused_speech() -> None:
    """Names do not matter; a second missed, invented or given to the other speaker is a tenth of ten."""
    assert error_rate(TRUTH, [Turn(0, 5, "S2"), Turn(5, 10, "S1")], 12) == 0
    assert error_rate(TRUTH, [Turn(0, 5, "S1"), Turn(5, 9, "S2")], 12) == pytest.approx(0.1)
    assert error_rate(TRUTH, [Turn(0, 5, "S1"), Turn(5, 11, "S2")], 12) == pytest.approx(0.1)
    assert error_rate(TRUTH, [Turn(0, 6, "S1"), Turn(6, 10, "S2")], 12) == pytest.approx(0.1)
    assert error_rate(TRUTH, [], 12) == 1


def test_the_collar_forgives_inexact_boundaries_only() -> None:
    """0.25 s on each side of a boundary is not scored; what is wrong beyond is."""
    late = [Turn(0, 5.2, "S1"), Turn(5.2, 10, "S2")]
    assert error_rate(TRUTH, late, 12) == pytest.approx(0.02)
    assert error_rate(TRUTH, late, 12, collar=0.5) == 0
    assert error_rate(TRUTH, [Turn(0, 10, "S1")], 12, collar=0.5) > 0.4


def test_a_reference_is_read_as_rttm_says(tmp_path: Path) -> None:
    """Start and duration become start and end; lines of another type are passed over."""
    place = tmp_path / "a.rttm"
    place.write_text("SPKR-INFO a 1 <NA> <NA> <NA> unknown x <NA>\nSPEAKER a 1 1.500 2.250 <NA> <NA> x <NA> <NA>\n")
    assert spoken(place) == [Turn(1.5, 3.75, "x")]


def test_a_folder_without_references_is_refused(tmp_path: Path) -> None:
    """Without a reference nothing is measured, and the reason is said."""
    (tmp_path / "diarization-ami").mkdir()
    with pytest.raises(CaseError, match="no reference"):
        rows(tmp_path, quick=True)


@needs_weights("voice-embedding")
def test_meetings_are_better_told_apart_than_by_the_plain_chain(shared: Path) -> None:
    """On a real meeting (AMI) the error is below a quarter and below that of the plain chain."""
    strict, lenient, *_ = rows(shared, quick=True)
    assert strict.peer is not None
    assert strict.ours < min(0.25, strict.peer)
    assert lenient.ours < strict.ours
