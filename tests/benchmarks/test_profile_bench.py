"""The benchmark of the voice profile, on few voices."""

from pathlib import Path

from assistant.bench.voices.profile import heights, voices
from assistant.bench.voices.profile_copies import copies


def test_the_profile_is_nearer_the_truth_than_bare_parselmouth() -> None:
    """Pitch is right to 1 %, and formants and tract are nearer the truth than with Praat's defaults."""
    pitch, formants, tract = voices(2)
    assert pitch.ours <= 0.01
    assert formants.ours <= 0.05
    assert formants.ratio is not None
    assert formants.ratio < 1
    assert tract.ours <= 0.05
    assert tract.ratio is not None
    assert tract.ratio < 1


def test_the_height_interval_holds() -> None:
    """Of people drawn from the published model 88 to 92 % lie in it, it is narrower than before, and the gain stays in its bound."""
    coverage, width, gain = heights()
    assert 0.88 <= coverage.ours <= 0.92
    assert width.ours < (width.peer or 0)
    assert gain.ours <= (gain.peer or 0)


def test_a_telephone_moves_pitch_and_tract_little(shared: Path) -> None:
    """On copies of two real clips in the telephone band both are given, and move by less than 15 %."""
    pitch, tract = copies(shared, 2)
    assert pitch.ours <= 0.15
    assert tract.ours <= 0.15
