"""Recordings are opened without being led elsewhere, and their sound is the same whatever it was packed in."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tools.recordings import SAMPLE_RATE, open_recording, samples


def tone(seconds: float, rate: int, hertz: float = 440.0) -> np.ndarray:
    """A tone of half amplitude."""
    return (16_000 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.int16)


def record(path: Path, channels: Sequence[np.ndarray], rate: int, codec: str, start: float = 0.0) -> Path:
    """Write channels of sound as a file of the kind that its name says."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="stereo" if len(channels) == 2 else "mono")
        woven = np.stack(channels, axis=1).reshape(1, -1)
        width = len(channels) * 1000
        for number, begin in enumerate(range(0, woven.shape[1], width)):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(woven[:, begin : begin + width]), "s16", stream.layout.name)
            frame.sample_rate, frame.pts, frame.time_base = rate, int(start * rate) + number * 1000, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def pitch(heard: np.ndarray) -> float:
    """The strongest frequency."""
    return float(np.abs(np.fft.rfft(heard)).argmax() * SAMPLE_RATE / heard.size)


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [("a.wav", "pcm_s16le", 8000), ("a.flac", "flac", 44_100), ("a.mp3", "libmp3lame", 44_100), ("a.ogg", "libopus", 48_000)],
)
def test_sound_has_its_length_and_pitch(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    """Two seconds of a tone stay two seconds of that tone at 16 kHz, from any rate and format."""
    heard = samples(record(tmp_path / name, [tone(2, rate)], rate, codec))
    assert heard.dtype == np.float32
    assert heard.size == pytest.approx(2 * SAMPLE_RATE, rel=0.06)  # MP3 pads its ends
    assert pitch(heard) == pytest.approx(440, abs=2)
    assert 0.4 < np.abs(heard).max() < 0.6


def test_channels_are_mixed(tmp_path: Path) -> None:
    """What is said on either side of a call is heard."""
    heard = samples(record(tmp_path / "a.wav", [tone(1, 8000, 300), tone(1, 8000, 700)], 8000, "pcm_s16le"))
    strength = np.abs(np.fft.rfft(heard))
    assert heard.size == pytest.approx(SAMPLE_RATE, rel=0.01)
    assert {int(place) for place in np.argsort(strength)[-2:] * SAMPLE_RATE / heard.size} == {300, 700}


def test_time_counts_from_the_start_of_the_recording(tmp_path: Path) -> None:
    """A piece cut from a longer recording, whose clock starts late, begins at its own zero."""
    heard = samples(record(tmp_path / "a.mkv", [tone(1, 16_000)], 16_000, "flac", start=300))
    assert heard.size == pytest.approx(SAMPLE_RATE, rel=0.01)


def test_a_damaged_stretch_is_passed_over(tmp_path: Path) -> None:
    """Zeros in the middle of a recording cost that stretch, not what comes after it."""
    path = record(tmp_path / "a.mp3", [np.concatenate([tone(4, 44_100, 300), tone(4, 44_100, 700)])], 44_100, "libmp3lame")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle - 2000 : middle + 2000] = bytes(4000)
    path.write_bytes(content)
    heard = samples(path)
    assert 5 * SAMPLE_RATE < heard.size <= 8.2 * SAMPLE_RATE
    assert pitch(heard[:SAMPLE_RATE]) == pytest.approx(300, abs=3)
    assert pitch(heard[-SAMPLE_RATE:]) == pytest.approx(700, abs=3)


def test_a_video_without_sound_is_silent(tmp_path: Path) -> None:
    """A film without a sound track has no samples, and that is no error."""
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for shade in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((32, 32, 3), shade * 40, np.uint8), "rgb24")))
        container.mux(stream.encode(None))
    assert samples(tmp_path / "a.mp4").size == 0


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nsecret.wav\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile secret.wav\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    ],
    ids=["play list", "list of files", "network session"],
)
@pytest.mark.parametrize("name", ["list.m3u8", "list.wav", "list.sdp"])
def test_a_list_of_other_files_is_not_followed(tmp_path: Path, playlist: str, name: str) -> None:
    """What names other files or addresses is no recording, whatever it is called."""
    record(tmp_path / "secret.wav", [tone(1, 8000)], 8000, "pcm_s16le")
    (tmp_path / name).write_text(playlist)
    with pytest.raises((av.error.FFmpegError, ValueError)):
        open_recording(tmp_path / name)
