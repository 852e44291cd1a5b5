"""Who spoke when: the diarisation error rate, against a plain chain of the same parts with their defaults."""

import time
import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from assistant.bench import folder, row
from assistant.documents import BenchRow
from tools.diarisation import Diarisation, Turn, diarise
from tools.errors import CaseError
from tools.recordings import SAMPLE_RATE, samples
from tools.voice_embedding import encoder

PEER = "Silero VAD, 1.6 s embeddings, agglomerative clustering: their defaults (two speakers), same weights"
_COLLAR = 0.5
"""Seconds around a boundary of the reference that are not scored, half before and half after: the 0.25 s of the NIST evaluations."""


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Every recording of `diarization-ami` that has a reference (NIST RTTM), by ours and by the peer in turns.

    The error rate is that of pyannote.metrics (Bredin 2017): missed speech, false alarms and confused speakers as a share of
    the speech in the reference, overlaps scored, over the whole recording; once to the sample and once with a collar. The first is
    given as the mean of the recordings, and as the scorer adds recordings up: by the speech in them.
    """
    place = folder(data, "diarization-ami")
    references = sorted(place.glob("*.rttm"))[: 1 if quick else None]
    if not references:
        raise CaseError(f"{place} has no reference (*.rttm): the diarisation error cannot be measured on it.")
    finders: dict[str, Callable[[Path], Diarisation]] = {"ours": diarise, "peer": plain}
    strict: dict[str, list[float]] = {"ours": [], "peer": []}
    lenient: dict[str, list[float]] = {"ours": [], "peer": []}
    said: list[float] = []
    wrong = {"ours": 0, "peer": 0}
    seconds = {"ours": 0.0, "peer": 0.0}
    length = 0.0
    encoder()  # loaded before the clock starts
    for number, reference in enumerate(references):
        recording = _recording(reference)
        truth = spoken(reference)
        whole = samples(recording).size / SAMPLE_RATE
        length += whole
        said.append(sum(turn.end - turn.start for turn in truth))
        for who in ("ours", "peer") if number % 2 else ("peer", "ours"):
            started = time.perf_counter()
            found = finders[who](recording)
            seconds[who] += time.perf_counter() - started
            strict[who].append(error_rate(truth, found.heard, whole))
            lenient[who].append(error_rate(truth, found.heard, whole, collar=_COLLAR))
            wrong[who] += len(found.speakers) != len({turn.speaker for turn in truth})
    count = len(references)
    summed = [float(np.average(strict[who], weights=said)) for who in ("ours", "peer")]

    def measured(metric: str, unit: str, ours: float, peer: float) -> BenchRow:
        return row(metric, unit, ours, peer=peer, peer_name=PEER, n=count)

    return [
        measured("diarisation error, no collar, overlaps scored", "share", *(float(np.mean(strict[who])) for who in ("ours", "peer"))),
        measured("diarisation error, collar 0.25 s, overlaps scored", "share", *(float(np.mean(lenient[who])) for who in ("ours", "peer"))),
        measured("diarisation error, no collar, overlaps scored, recordings added up", "share", *summed),
        measured("recordings with a wrong number of speakers", "share", wrong["ours"] / count, wrong["peer"] / count),
        measured("seconds a second of recording, speakers", "s/s", seconds["ours"] / length, seconds["peer"] / length),
    ]


def spoken(reference: Path) -> list[Turn]:
    """The turns of a NIST RTTM file."""
    fields = [line.split() for line in reference.read_text("utf-8").splitlines() if line.startswith("SPEAKER ")]
    return [Turn(float(field[3]), float(field[3]) + float(field[4]), field[7]) for field in fields]


def error_rate(truth: Sequence[Turn], found: Sequence[Turn], seconds: float, collar: float = 0.0) -> float:
    """The diarisation error rate over the first `seconds` of a recording; `collar` is its whole width."""
    from pyannote.core import Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of how it aligns an evaluated region
        metric = DiarizationErrorRate(collar=collar, skip_overlap=False)
        return float(metric(_annotation(truth), _annotation(found), uem=Timeline([Segment(0, seconds)])))


def plain(recording: Path) -> Diarisation:
    """The peer: cuts of the voice activity detector, the encoder's own partial utterances, two groups."""
    from faster_whisper.vad import get_speech_timestamps
    from sklearn.cluster import AgglomerativeClustering

    heard = samples(recording)
    pieces: list[tuple[float, float]] = []
    vectors: list[Any] = []
    for cut in get_speech_timestamps(heard):
        start = cut["start"] / SAMPLE_RATE
        partials = encoder().partials(heard[cut["start"] : cut["end"]])
        starts = [*partials.times[:, 0], (cut["end"] - cut["start"]) / SAMPLE_RATE]
        pieces += [(start + float(a), start + float(b)) for a, b in pairwise(starts)]
        vectors += list(partials.vectors)
    if len(vectors) < 2:
        return Diarisation(tuple(Turn(a, b, "S1") for a, b in pieces), ())
    labels = AgglomerativeClustering().fit_predict(np.stack(vectors))
    return Diarisation(tuple(Turn(a, b, f"S{label + 1}") for (a, b), label in zip(pieces, labels, strict=True)), ())


def _annotation(turns: Sequence[Turn]) -> Any:
    from pyannote.core import Annotation, Segment

    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Segment(turn.start, turn.end), number] = turn.speaker
    return annotation


def _recording(reference: Path) -> Path:
    found = [place for place in reference.parent.glob(f"{reference.stem}.*") if place.suffix in (".flac", ".wav", ".mp3", ".m4a")]
    if not found:
        raise CaseError(f"{reference} has no recording of its name beside it.")
    return found[0]
