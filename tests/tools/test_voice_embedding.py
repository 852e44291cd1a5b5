"""Voice embeddings are the reference's numbers, and lie nearer for one speaker than for two."""

import csv
from pathlib import Path

import numpy as np
import pytest

import models
from models.store import ModelStore
from tests.conftest import needs_weights
from tools.errors import ToolError
from tools.recordings import SAMPLE_RATE, Samples, samples
from tools.voice_embedding import encoder, unit

TOP = [126, 146, 120, 151, 246, 180]
"""The largest of the first vector's numbers, and below what the reference gives there for two partial utterances."""
FIRST = [0.2499, 0.2204, 0.1952, 0.1907, 0.1861, 0.1760]
SECOND = [0.2221, 0.2262, 0.1254, 0.0862, 0.2233, 0.1801]

pytestmark = needs_weights("voice-embedding")


def hum(seconds: float) -> Samples:
    """A voice-like sound: 29 harmonics of a pitch that moves, swelling three times a second."""
    t = np.arange(int(SAMPLE_RATE * seconds)) / SAMPLE_RATE
    phase = 2 * np.pi * np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * t)) / SAMPLE_RATE
    voice = sum(np.sin(k * phase) / k for k in range(1, 30))
    return (voice * 0.2 * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t))).astype(np.float32)


def test_the_numbers_are_those_of_the_reference() -> None:
    """The largest numbers of two partial utterances are those that torch 2.0.1 with librosa gave for the same samples."""
    vectors = encoder().partials(hum(3)).vectors
    assert vectors[0].argsort()[::-1][: len(TOP)].tolist() == TOP
    assert vectors[0][TOP] == pytest.approx(FIRST, abs=2e-4)
    assert vectors[1][TOP] == pytest.approx(SECOND, abs=2e-4)


def test_vectors_have_unit_length_and_are_the_same_each_time() -> None:
    """Any length of sound, above or below one partial utterance, gives unit vectors, bit for bit the same twice."""
    for seconds in (0.2, 1.6, 5.0):
        found, again = encoder().partials(hum(seconds)), encoder().partials(hum(seconds))
        assert found.vectors.shape == (len(found.times), encoder().dimension)
        assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-5)
        assert np.array_equal(found.vectors, again.vectors)
        assert np.array_equal(found.times, again.times)
        assert np.linalg.norm(encoder().embed(hum(seconds))) == pytest.approx(1, abs=1e-5)


def test_partial_utterances_cover_the_samples() -> None:
    """They start at the asked rate, last 1.6 s, and the last one ends with the samples."""
    times = encoder().partials(hum(5), rate=2.5).times
    assert np.diff(times[:, 0]) == pytest.approx(0.4)
    assert times[0] == pytest.approx((0, 1.6))
    assert times[-1, 1] == pytest.approx(5, abs=0.41)
    with pytest.raises(ValueError, match="times a second"):
        encoder().partials(hum(5), rate=0.5)


def test_loudness_does_not_matter_below_the_level() -> None:
    """A recording far quieter than -30 dBFS gives the vector of the same recording at another such level."""
    assert encoder().embed(hum(3) * 0.01) == pytest.approx(encoder().embed(hum(3) * 0.001), abs=1e-4)


def test_one_speaker_is_nearer_than_two(shared: Path) -> None:
    """On real pairs, the mean and the median cosine of one speaker lie far above those of two; nine in ten pairs are told apart."""
    with (shared / "speaker-verification" / "trials.csv").open() as stream:
        trials = list(csv.DictReader(stream))[:200]
    names = {trial[side] for trial in trials for side in ("file_a", "file_b")}
    vectors = {name: encoder().embed(samples(shared / "speaker-verification" / name)) for name in names}
    cosines = [(int(trial["label"]), float(vectors[trial["file_a"]] @ vectors[trial["file_b"]])) for trial in trials]
    same, different = ([cosine for label, cosine in cosines if label == which] for which in (1, 0))
    assert min(len(same), len(different)) > 30
    assert np.mean(same) > np.mean(different) + 0.2
    assert np.mean(np.greater.outer(np.array(same), np.array(different))) > 0.9


def test_what_has_no_direction_is_an_error() -> None:
    """A zero vector or one that is not a number is refused instead of passed on."""
    for broken in (np.zeros(4, np.float32), np.array([np.nan, 1], np.float32)):
        with pytest.raises(ValueError, match="direction"):
            unit(broken)


def test_weights_without_an_encoder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A station that chose weights this version cannot run is told so, with those it can run."""
    monkeypatch.setattr(models, "_store", ModelStore(tmp_path, choices={"voice-embedding": "whisper-base"}))
    with pytest.raises(ToolError, match=r"whisper-base cannot be run.*ge2e-resemblyzer"):
        encoder.__wrapped__()  # type: ignore[attr-defined]
