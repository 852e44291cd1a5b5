"""Transcribing clips: speed and word errors, against bare faster-whisper with its defaults and the same weights."""

import json
import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import models
from assistant.bench import folder, row
from assistant.documents import BenchRow
from tools.case import Case
from tools.intake import Labels, add
from tools.transcribe_audio import transcribe_audio


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Each clip is transcribed by ours (hashing, word times, evidence) and by bare faster-whisper, in turns."""
    from faster_whisper import WhisperModel

    place = folder(data, "asr-clips")
    clips = [json.loads(line) for line in (place / "references.jsonl").read_text("utf-8").splitlines()][: 4 if quick else None]
    bare = WhisperModel(str(models.path("speech-to-text")), device="auto", compute_type="int8")
    seconds = {"ours": 0.0, "peer": 0.0}
    errors = {"ours": 0, "peer": 0}
    words, audio = 0, 0.0
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Clips")
        exhibits = {clip["file"]: add(case, [place / clip["file"]], Labels("bench")).added[0] for clip in clips}
        transcribe_audio(case, exhibits[clips[0]["file"]].id)  # both warm
        list(bare.transcribe(str(place / clips[0]["file"]))[0])
        for number, clip in enumerate(clips):
            truth = normalised(clip["text"])
            for who in ("ours", "peer") if number % 2 else ("peer", "ours"):
                started = time.perf_counter()
                if who == "ours":
                    heard = " ".join(said.text for said in transcribe_audio(case, exhibits[clip["file"]].id))
                else:
                    heard = " ".join(segment.text for segment in bare.transcribe(str(place / clip["file"]))[0])
                seconds[who] += time.perf_counter() - started
                errors[who] += Levenshtein.distance(truth, normalised(heard))
            words += len(truth)
            audio += clip["seconds"]
    name = "bare faster-whisper, its defaults, same weights"
    return [
        row("seconds a second of recording", "s/s", seconds["ours"] / audio, peer=seconds["peer"] / audio, peer_name=name, n=len(clips)),
        row("word errors", "share", errors["ours"] / words, peer=errors["peer"] / words, peer_name=name, n=words),
    ]


def normalised(text: str) -> list[str]:
    """The words of a text as word error rates compare them: small letters, no punctuation."""
    return re.sub(r"[^\w\s']", " ", text.lower()).split()
