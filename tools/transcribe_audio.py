"""Turn the speech in a recording into timed text."""

from functools import cache
from typing import Any

import models
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Utterance, Word
from tools.progress import report
from tools.recordings import SAMPLE_RATE, samples
from tools.registry import AudioExhibit, Language, tool


@tool(weights=("speech-to-text",), automatic=True, reads=True)
def transcribe_audio(case: Case, exhibit: AudioExhibit, language: Language | None = None) -> list[Utterance]:
    """Write down everything that is said in one recording (audio or the sound of a video), with times.

    Args:
        exhibit: the recording.
        language: ISO 639-1 code of the language spoken, when it is known; otherwise it is recognised.
    """
    recording = case.exhibit(exhibit)
    report(0.0, f"opening {recording.id}")
    heard = samples(recording.path)
    if not heard.size:
        return []  # a video without a sound track: nothing is said in it
    duration = heard.size / SAMPLE_RATE
    try:
        segments, info = _whisper().transcribe(heard, language=language, vad_filter=True, word_timestamps=True)
    except ValueError as error:  # faster-whisper's word for a language that it does not know
        raise ToolError(f"{recording.id} cannot be transcribed: {error}") from error
    utterances: list[Utterance] = []
    for segment in segments:
        report(segment.end / duration, f"transcribing {recording.id}")
        text = segment.text.strip()
        if not text:
            continue
        start, end = (
            min(max(segment.start, 0.0), duration),
            min(max(segment.end, segment.start), duration),
        )
        utterances.append(
            Utterance(
                text=text,
                citations=(recording.at(t=(start, end), quote=text),),
                source="transcribe_audio",
                start=round(start, 2),
                end=round(end, 2),
                language=info.language,
                offset=sum(len(said.text) + 1 for said in utterances),
                words=tuple(
                    Word(
                        text=w.word.strip(),
                        start=round(w.start, 2),
                        end=round(w.end, 2),
                        probability=round(w.probability, 3),
                    )
                    for w in segment.words or ()
                ),
            )
        )
    return utterances


@cache
def _whisper() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(models.path("speech-to-text")),
        device="auto",
        compute_type="int8",
        local_files_only=True,
    )
