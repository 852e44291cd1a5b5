"""Long tracks are worked on in stretches that lose nothing and repeat nothing."""

from collections.abc import Iterator

import numpy as np
import pytest

from tools.recordings import SAMPLE_RATE, Samples
from tools.transcribe_audio import cuts
from tools.transcribe_audio.cuts import Stretch, Window, stretches, windows

SECOND = SAMPLE_RATE


@pytest.fixture(autouse=True)
def loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds a stretch, and speech is what is not zero: the detector itself is tested by its makers."""

    def speech(sound: Samples) -> list[tuple[int, int]]:
        edges = np.flatnonzero(np.diff(np.pad((sound != 0).astype(int), 1)))
        return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]

    monkeypatch.setattr(cuts, "STRETCH", 10 * SECOND)
    monkeypatch.setattr(cuts, "speech", speech)


def track(*spoken: tuple[float, float], seconds: float) -> Samples:
    """Silence with a different sample value in each stretch of speech."""
    made = np.zeros(int(seconds * SECOND), np.float32)
    for value, (start, end) in enumerate(spoken, start=1):
        made[int(start * SECOND) : int(end * SECOND)] = value
    return made


def pieces(sound: Samples, size: int = 5000) -> Iterator[Samples]:
    return (sound[start : start + size] for start in range(0, sound.size, size))


def test_stretches_are_the_track() -> None:
    """Put together, the stretches are the track sample for sample, and only the last one says that it is."""
    sound = track((1, 3), (8.5, 10.4), (15, 16), seconds=27)
    found = list(stretches(pieces(sound), 0))
    assert np.array_equal(np.concatenate([one.sound for one in found]), sound)
    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])]
    assert [one.last for one in found] == [False] * (len(found) - 1) + [True]


def test_no_speech_is_cut_by_the_end_of_a_stretch() -> None:
    """Somebody who is speaking when a stretch is full is heard whole in the next one."""
    sound = track((1, 3), (8.5, 11.4), seconds=20)
    first, second = list(stretches(pieces(sound), 0))[:2]
    assert first.cuts == ((SECOND, 3 * SECOND),)
    assert second.start == int(8.5 * SECOND)
    assert second.cuts[0] == (0, int(2.9 * SECOND))


def test_going_on_gives_the_same_stretches() -> None:
    """From the end of any finished stretch on, the rest is cut as it was without a break."""
    sound = track(*((number, number + 0.7) for number in range(0, 40, 2)), seconds=45)
    whole = list(stretches(pieces(sound), 0))
    for done, one in enumerate(whole[:-1], start=1):
        again = list(stretches(pieces(sound, 777), one.end))
        assert [(a.start, a.cuts, a.last) for a in again] == [(b.start, b.cuts, b.last) for b in whole[done:]]


def test_a_track_without_sound_has_one_empty_stretch() -> None:
    """A film without a sound track is done, with nothing in it."""
    [only] = stretches(iter(()), 0)
    assert (only.sound.size, only.cuts, only.last) == (0, (), True)


def test_short_cuts_share_a_window() -> None:
    """Cuts are packed in order until a window is full, and time in the window leads back to the place in the track."""
    sound = track((2, 4), (20, 30), (40, 53), (60, 61), seconds=65)
    stretch = Stretch(100 * SECOND, sound, tuple(cuts.speech(sound)), last=True)
    first, second = windows(stretch)
    assert first.cuts == ((102, 104), (120, 130))
    assert second.cuts == ((140, 153), (160, 161))
    assert first.seconds == 12
    assert first.places(0.5, 1.5) == (102.5, 103.5)
    assert first.places(2.5, 3.0) == (120.5, 121.0)
    assert first.places(1.0, 2.5) == (103.0, 104.0)  # a word over the seam stays in the cut that holds most of it
    assert second.places(13.5, 15.0) == (160.5, 161.0)


def test_the_rest_of_a_window_keeps_its_places() -> None:
    """What Whisper left unread at the end of a window is a window whose times still lead to the track."""
    window = Window(np.arange(12 * SECOND, dtype=np.float32), ((102, 104), (120, 130)))
    rest = window.rest(5.0)
    assert rest is not None
    assert rest.cuts == ((123.0, 130),)
    assert rest.sound[0] == 5 * SECOND
    assert rest.places(0.0, 1.0) == (123.0, 124.0)
    assert window.rest(12.0) is None
