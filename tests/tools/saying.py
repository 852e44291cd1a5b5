"""A recording with a transcript, made without a recogniser."""

from collections.abc import Sequence
from pathlib import Path

from tools import results
from tools.case import Case, Exhibit
from tools.evidence import Utterance, Word
from tools.registry import get_tool


def utterance(
    recording: Exhibit, text: str, start: float, *, flags: tuple[str, ...] = (), offset: int = 0, speaker: str = "S1"
) -> Utterance:
    """Something said in two seconds, its words evenly spread and half as likely where it is marked."""
    said = text.split()
    each = 2.0 / len(said)
    times = [(round(start + n * each, 2), round(start + (n + 1) * each, 2)) for n in range(len(said))]
    return Utterance(
        text=text,
        citations=(recording.at(t=(start, start + 2), quote=text),),
        source="transcribe_audio",
        start=start,
        end=start + 2,
        speaker=speaker,
        language="en",
        words=tuple(Word(text=w, start=s, end=e, probability=0.4 if flags else 0.9) for w, (s, e) in zip(said, times, strict=True)),
        flags=flags,
        citable=not flags,
        offset=offset,
    )


def transcribed(case: Case, recording: Exhibit, said: Sequence[tuple[str, tuple[str, ...]]]) -> list[Utterance]:
    """Keep a transcript of texts with their flags, one each ten seconds, as if the recogniser had made it."""
    tool, args = get_tool("transcribe_audio"), {"exhibit": recording.id}
    made: list[Utterance] = []
    for position, (text, flags) in enumerate(said):
        offset = sum(len(earlier.text) + 1 for earlier in made)
        made.append(utterance(recording, text, 10.0 * position, flags=flags, offset=offset, speaker=f"S{position % 2 + 1}"))
    results.save(case, results.key_of(case, tool, args), tool, args, 1.0, made)
    return made


def silence(folder: Path, seconds: float = 60.0) -> Path:
    """A recording in which nothing is said."""
    import wave

    place = folder / "silence.wav"
    with wave.open(str(place), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * int(8000 * seconds))
    return place
