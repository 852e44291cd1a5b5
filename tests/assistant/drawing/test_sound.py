"""The shape of a recording and the copy to listen to."""

import io
import tracemalloc
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assistant.drawing import sound
from assistant.drawing.sound import Shape, is_exact, listening_copy, picture, shape
from tools.recordings import SAMPLE_RATE, Samples, samples


def a_recording(place: Path) -> Path:
    """Ten seconds, silent but for a tone from second 4 to 5."""
    at = np.arange(10 * SAMPLE_RATE) / SAMPLE_RATE
    tone = np.where((at >= 4) & (at < 5), 0.5 * np.sin(2 * np.pi * 440 * at), 0)
    with wave.open(str(place), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((tone * 32767).astype("<i2").tobytes())
    return place


def test_the_shape_shows_when_it_is_loud(tmp_path: Path) -> None:
    """The peaks are high exactly where the tone is, and the length is right."""
    found = shape(a_recording(tmp_path / "tone.wav"))
    assert found.seconds == pytest.approx(10)
    loud = [number / len(found.peaks) * found.seconds for number, peak in enumerate(found.peaks) if peak > 0.25]
    assert (loud[0], loud[-1]) == pytest.approx((4, 5), abs=0.05)
    assert max(found.peaks) == pytest.approx(0.5, abs=0.01)


def test_the_picture_is_the_shape(tmp_path: Path) -> None:
    """In the picture the tone is tall and silence a thin line; everything else is transparent."""
    png = Image.open(io.BytesIO(picture(shape(a_recording(tmp_path / "tone.wav")))))
    opaque = np.asarray(png)[..., 1] > 0
    tall = opaque.sum(axis=0)
    width = opaque.shape[1]
    assert tall[int(0.42 * width) : int(0.48 * width)].min() > 0.9 * opaque.shape[0]
    assert tall[: int(0.39 * width)].max() <= 2
    assert tall[int(0.51 * width) :].max() <= 2
    assert picture(Shape(0.0, ()))  # a video without sound


def test_a_long_recording_needs_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shape of three hours is made in the memory that a minute needs, and its tone is in the right place."""

    def hours(path: Path) -> Iterator[Samples]:
        quiet = np.zeros(SAMPLE_RATE, np.float32)
        for second in range(3 * 3600):
            yield np.full(SAMPLE_RATE, 0.8, np.float32) if second == 5400 else quiet

    monkeypatch.setattr(sound, "sound", hours)
    tracemalloc.start()
    found = shape(Path("long.wav"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20
    assert found.seconds == pytest.approx(3 * 3600)
    assert len(found.peaks) < 5000
    [loudest] = [number for number, peak in enumerate(found.peaks) if peak > 0.5][:1]
    assert loudest / len(found.peaks) == pytest.approx(0.5, abs=0.001)


def test_the_copy_sounds_the_same(tmp_path: Path, demo: Path) -> None:
    """The copy to listen to has the samples that the transcript was made from, at the same times."""
    found = listening_copy(demo / "emergency_call.wav", tmp_path / "copy.wav")
    assert np.allclose(samples(tmp_path / "copy.wav"), samples(demo / "emergency_call.wav"), atol=1e-4)
    assert found.seconds == pytest.approx(39.78, abs=0.01)


def test_formats_that_browsers_seek_by_guessing_are_copied() -> None:
    """A citation starts at its word: MP3 and formats that browsers cannot play are played from a copy."""
    assert is_exact("audio/wave")
    assert not any(map(is_exact, ("audio/mpeg", "audio/aac", "audio/amr", "audio/x-unknown", "video/avi", "text/html")))
