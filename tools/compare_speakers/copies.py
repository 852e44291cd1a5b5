"""Copies of a recording as a telephone, a codec or noise would have left it, for validating under such conditions."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.recordings import SAMPLE_RATE, Samples


@dataclass(frozen=True)
class Codec:
    """One way of storing sound, by FFmpeg's names."""

    name: str
    """As cards say it."""
    encoder: str
    decoder: str
    """What a file made with it is found to be stored as."""
    container: str
    rate: int
    bit_rate: int | None = None


TELEPHONE = (
    Codec("G.711 mu-law", "pcm_mulaw", "pcm_mulaw", "wav", 8_000),
    Codec("AMR narrow band 12.2 kb/s", "libopencore_amrnb", "amr_nb", "amr", 8_000, 12_200),
    Codec("AMR narrow band 5.9 kb/s", "libopencore_amrnb", "amr_nb", "amr", 8_000, 5_900),
)
"""Fixed and mobile (GSM, UMTS) telephony; FFmpeg can decode GSM 06.10 but not make it."""
LOSSY = (
    Codec("MP3 48 kb/s", "libmp3lame", "mp3", "mp3", 16_000, 48_000),
    Codec("Opus 24 kb/s", "libopus", "opus", "ogg", 16_000, 24_000),
    Codec("AAC 48 kb/s", "aac", "aac", "adts", 16_000, 48_000),
)
"""What phones and messengers keep voice messages in."""


def coded(samples: Samples, codec: Codec) -> Samples:
    """The samples after a codec, at 16 kHz again, as many as before; the delay of the codec is left in."""
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format=codec.container) as out:
        stream: Any = out.add_stream(codec.encoder, rate=codec.rate, layout="mono")
        if codec.bit_rate:
            stream.bit_rate = codec.bit_rate
        into = av.AudioResampler(format=stream.codec_context.format.name, layout="mono", rate=codec.rate)
        fitting = av.AudioFifo()
        for frame in [*into.resample(_frame(samples)), *into.resample(None)]:
            fitting.write(frame)
        size = stream.codec_context.frame_size or 1024
        while (piece := fitting.read(size)) is not None:
            out.mux(stream.encode(piece))
        if (rest := fitting.read(0, partial=True)) is not None and codec.encoder != "libopencore_amrnb":  # it takes whole frames only
            out.mux(stream.encode(rest))
        out.mux(stream.encode(None))
    buffer.seek(0)
    pieces = []
    with av.open(buffer) as back:
        from_codec = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        for decoded in back.decode(audio=0):
            decoded.pts = None
            pieces += [piece.to_ndarray().reshape(-1) for piece in from_codec.resample(decoded)]
        pieces += [piece.to_ndarray().reshape(-1) for piece in from_codec.resample(None)]
    heard = np.concatenate(pieces)[: samples.size]
    return np.pad(heard, (0, samples.size - heard.size)).astype(np.float32)


def noisy(samples: Samples, speech: Samples, noise: Samples, snr_db: float) -> Samples:
    """The samples with a noise that far below the speech."""
    wanted = float(np.mean(np.square(speech, dtype=np.float64))) / 10 ** (snr_db / 10)
    found = float(np.mean(np.square(noise, dtype=np.float64)))
    added = samples + noise * np.float32(np.sqrt(wanted / found))
    return (added / max(1.0, float(np.abs(added).max()))).astype(np.float32)


def hiss(size: int, slope: float, seed: int) -> Samples:
    """Noise whose power falls with the frequency to that power: 0 is white, 1 pink (rooms and streets have it roughly)."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(size))
    frequencies = np.maximum(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), 50.0)
    return np.fft.irfft(spectrum / frequencies ** (slope / 2), size).astype(np.float32)


def babble(size: int, voices: Sequence[Samples], seed: int) -> Samples:
    """Several people speaking at once, each as loud as the others and begun somewhere in what they say."""
    random = np.random.default_rng(seed)
    mixed = np.zeros(size, np.float32)
    for voice in voices:
        mixed += np.resize(np.roll(voice, int(random.integers(voice.size))), size) / np.sqrt(np.mean(np.square(voice)))
    return mixed


def _frame(samples: Samples) -> Any:
    import av

    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    return frame
