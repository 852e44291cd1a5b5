"""The benchmark of the voice profile, on few voices."""

from pathlib import Path

from assistant.bench.profile import measure


def test_the_profile_is_no_worse_than_bare_parselmouth(tmp_path: Path) -> None:
    """Formants and tract are nearer the truth than with Praat's defaults, the height interval holds, and the gain stays in its bound."""
    pitch, formants, tract, coverage, width, gain = measure(tmp_path, quick=True)
    assert pitch.ours <= 0.01
    assert formants.ours <= 0.05
    assert formants.ratio is not None
    assert formants.ratio < 1
    assert tract.ours <= 0.05
    assert tract.ratio is not None
    assert tract.ratio < 1
    assert 0.88 <= coverage.ours <= 0.92
    assert width.ours < (width.peer or 0)
    assert gain.ours <= (gain.peer or 0)
