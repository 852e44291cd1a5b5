"""Turn the speech in a recording into timed text, and say where it cannot be relied on."""

from collections.abc import Iterator

from tools import results
from tools.case import Case, Exhibit
from tools.diarisation import attribute, diarise
from tools.errors import Stopped, ToolError
from tools.evidence import Utterance
from tools.parameters import AudioExhibit, Language
from tools.partial import Partial
from tools.progress import part, report
from tools.recordings import SAMPLE_RATE
from tools.registry import get_tool, tool
from tools.transcribe_audio import recogniser
from tools.transcribe_audio.cuts import stretches
from tools.transcribe_audio.hearing import Wanted, hear
from tools.transcribe_audio.said import Part, Said
from tools.transcribe_audio.tracks import Track, tracks
from tools.voice_embedding import TASK

_HEARD = 0.8
"""Share of the work that is done when all words are known."""


@tool(weights=("speech-to-text", TASK), automatic=True, reads=True, uses=("glossary",))
def transcribe_audio(case: Case, exhibit: AudioExhibit, language: Language | None = None) -> list[Utterance]:
    """Write down everything that is said in one recording (audio or the sound of a video), with times and speakers.

    The sound is decoded and read stretch by stretch; each finished stretch is kept in the case folder until the run is done,
    so that a killed run goes on where it was. The two sides of a call are read apart; in other recordings the voices are
    told apart, as S1, S2, ….

    Args:
        exhibit: the recording.
        language: ISO 639-1 code of the language spoken, when it is known; otherwise it is recognised.
    """
    recording = case.exhibit(exhibit)
    report(0.0, f"opening {recording.id}")
    if language is not None and language not in recogniser.languages():
        known = ", ".join(sorted(recogniser.languages()))
        raise ToolError(
            f"{recording.id} cannot be transcribed: '{language}' is not a language that the recogniser knows. It knows {known}."
        )
    args = {"exhibit": exhibit} | ({} if language is None else {"language": language})
    kept = Partial(case, results.key_of(case, get_tool("transcribe_audio"), args), Part)
    wanted = Wanted(language, case.glossary)
    apart = tracks(recording.path)
    try:
        with part(0.0, _HEARD):
            said = [
                (one, track.channel)
                for number, track in enumerate(apart)
                for one in _hear(recording, track, wanted, kept, (number, len(apart)))
            ]
        found = _utterances(recording, sorted(said, key=lambda pair: (pair[0].start, pair[1] or 0)))
        if found and len(apart) == 1:
            with part(_HEARD, 1.0):
                found = attribute(found, diarise(recording.path))
    except Stopped as stopped:
        raise Stopped(_stopped(recording, kept, len(apart))) from stopped
    kept.discard()
    return found


def _hear(recording: Exhibit, track: Track, wanted: Wanted, kept: Partial[Part], turn: tuple[int, int]) -> Iterator[Said]:
    """What is said on one track; `turn` is its number, from 0, and how many there are."""
    length = max(float(recording.facts.get("seconds", 0.0)), 1.0)

    def tell(seconds: float) -> None:
        report((turn[0] + min(seconds / length, 1.0)) / turn[1], f"transcribing {recording.id}")

    known: dict[str, float] = {}
    number, done, last = 0, 0, False
    while (finished := kept.load(f"{turn[0]}-{number}")) is not None:
        yield from finished.said
        known, done, last, number = finished.languages, finished.end, finished.last, number + 1
    for stretch in stretches(track.pieces(), done) if not last else ():
        tell(stretch.start / SAMPLE_RATE)
        said = tuple(hear(stretch, wanted, known, tell))
        known = _counted(known, said)
        kept.save(f"{turn[0]}-{number}", Part(said=said, end=stretch.end, last=stretch.last, languages=known))
        number += 1
        yield from said


def _stopped(recording: Exhibit, kept: Partial[Part], count: int) -> str:
    """What an officer reads who stopped a run: what of it is kept."""
    seconds = 0.0
    for track in range(count):
        number, end = 0, 0
        while (finished := kept.load(f"{track}-{number}")) is not None:
            number, end = number + 1, finished.end
        seconds += end / SAMPLE_RATE
    if not seconds:
        return f"Stopped at the user's request; of {recording.id} nothing is kept yet."
    whose = " of its two sides together" if count > 1 else ""
    return (
        f"Stopped at the user's request; what is said in {seconds:.0f} s of {recording.id}{whose} is kept, and the next run goes on there."
    )


def _counted(known: dict[str, float], said: tuple[Said, ...]) -> dict[str, float]:
    """The seconds of speech by language, with what was heard without a flag."""
    counted = dict(known)
    for one in said:
        if not one.flags:
            counted[one.language] = round(counted.get(one.language, 0.0) + one.end - one.start, 2)
    return counted


def _utterances(recording: Exhibit, said: list[tuple[Said, int | None]]) -> list[Utterance]:
    """What was said as evidence, each with its place."""
    found: list[Utterance] = []
    offset = 0
    for one, channel in said:
        found.append(
            Utterance(
                text=one.text,
                citations=(recording.at(t=(one.start, one.end), quote=one.text),),
                source="transcribe_audio",
                start=one.start,
                end=one.end,
                channel=channel,
                language=one.language,
                words=one.words,
                flags=one.flags,
                citable=not one.flags,
                offset=offset,
            )
        )
        offset += len(one.text) + 1
    return found
