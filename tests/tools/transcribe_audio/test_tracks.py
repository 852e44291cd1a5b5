"""The sides of a call are kept apart; two microphones of one room are not."""

import itertools
from collections.abc import Callable

import numpy as np

from tests.conftest import needs_weights
from tests.tools.transcribe_audio.conftest import Write
from tools.case import Case, Exhibit
from tools.recordings import SAMPLE_RATE, Samples
from tools.transcribe_audio import transcribe_audio
from tools.transcribe_audio.tracks import tracks


def test_two_sides_of_a_call_are_two_tracks(write: Write, call: Samples, voicemail: Samples) -> None:
    """Channels that hold different voices are transcribed one by one, each with its own sound."""
    found = tracks(write("call.wav", call, voicemail))
    assert [track.channel for track in found] == [1, 2]
    for track, sound in zip(found, (call, voicemail), strict=True):
        heard = np.concatenate(list(track.pieces()))[: sound.size]
        assert np.corrcoef(heard, sound[: heard.size])[0, 1] > 0.99


def test_one_room_is_one_track(write: Write, call: Samples) -> None:
    """The same voices softer, later and with noise of its own on the second channel are not said twice."""
    noise = np.random.default_rng(1).normal(0, 0.005, call.size)
    far = 0.4 * np.roll(call, SAMPLE_RATE // 50) + noise
    assert [track.channel for track in tracks(write("room.wav", call, far))] == [None]
    assert [track.channel for track in tracks(write("mono.wav", call))] == [None]
    assert [track.channel for track in tracks(write("one side.wav", call, np.zeros(10)))] == [None]


def test_three_channels_are_mixed(write: Write, call: Samples, voicemail: Samples) -> None:
    """Only a recording of exactly two channels is taken for a call."""
    assert [track.channel for track in tracks(write("three.wav", call, voicemail, call[::-1]))] == [None]


@needs_weights("speech-to-text")
def test_a_call_is_one_transcript_in_order_of_time(
    case: Case, put: Callable[..., Exhibit], write: Write, call: Samples, voicemail: Samples
) -> None:
    """Both sides stand in one transcript, each utterance with its channel, in order, with offsets that count all of it."""
    first, second = call[: 9 * SAMPLE_RATE], np.pad(voicemail[: 6 * SAMPLE_RATE], (2 * SAMPLE_RATE, 0))
    said = transcribe_audio(case, put(write("call.wav", first, second)).id)
    assert {one.channel for one in said if "Porter" in one.text} == {1}
    assert {one.channel for one in said if "Brooks" in one.text} == {2}
    transcript = "\n".join(one.text for one in said)
    assert all(before.start <= after.start for before, after in itertools.pairwise(said))
    assert all(transcript[one.offset :].startswith(one.text) for one in said)
