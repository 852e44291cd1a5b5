"""Describe the voice in a recording by measurement: pitch, harmonics, formants, vocal-tract length, and what they do not say."""

from tools import derived, results
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Citation, TextLine, Utterance, VoiceProfile
from tools.parameters import AudioExhibit
from tools.profile_voice import body, tract, wording
from tools.profile_voice.band import Band, band_of
from tools.profile_voice.formants import Formants, formants_of, measures_of
from tools.profile_voice.harmonics import harmonics_of
from tools.profile_voice.pictures import spectrogram, tract_figure
from tools.profile_voice.pitch import Voiced, pitch_of, voiced
from tools.profile_voice.speech import Speech, Stretch, speech_in
from tools.profile_voice.tract import Tract
from tools.profile_voice.unmeasured import nothing_of, rounded
from tools.profile_voice.voices import several
from tools.progress import report
from tools.recordings import sound
from tools.registry import get_tool, tool
from tools.transcript import heard

_NAME = "profile_voice"


@tool()
def profile_voice(case: Case, exhibit: AudioExhibit) -> list[VoiceProfile]:
    """Measure the voice in one recording: pitch, harmonics, formants, vocal-tract length, and how little they say about height and weight.

    Args:
        exhibit: the recording, in which one person speaks.

    Raises:
        ToolError: nobody speaks in it, or no voiced sound is in the speech.
    """
    recording = case.exhibit(exhibit)
    speech = _speech(recording)
    report(0.6, f"following the pitch in {recording.id}")
    band = band_of(speech.stretches)
    parts = [part for part in voiced(speech.stretches, low_cut=band.low_cut) if part.times.size]
    if not parts:
        raise ToolError(f"{recording.id} cannot be profiled: speech was heard in it, but no voiced sound (whispering or loud noise?).")
    reading = results.reading(case, recording.id) or []
    citations = tuple(_cited(recording, part.stretch, reading) for part in parts)
    if (reason := several(parts, reading)) is not None:
        return [nothing_of(speech, parts, citations, reason)]
    report(0.7, f"following the formants in {recording.id}")
    harmonics = harmonics_of(parts, band, speech.clearness)
    found = formants_of(parts, band, speech.clearness, harmonics[0].mean)
    length = tract.tract_of(found, speech.clearness)
    report(0.9, f"drawing {recording.id}")
    pictures = _drawn(case, recording, parts, found, length)
    voiced_seconds = round(sum(part.seconds for part in parts), 2)
    pitch, formants = pitch_of(parts, speech.clearness), measures_of(found, voiced_seconds)
    size, height, weight = tract.measure_of(length), body.height_of(length), body.weight_of(length)
    profile = VoiceProfile(
        text=wording.text_of(speech, voiced_seconds, pitch, formants, harmonics, size, (height, weight)),
        citations=citations,
        source=_NAME,
        f0_hz=pitch,
        formants_hz=formants,
        harmonics=harmonics,
        vocal_tract_cm=size,
        height_cm=height,
        weight_kg=weight,
        skeleton=tract.SKELETON,
        speech_seconds=round(speech.seconds, 2),
        voiced_seconds=voiced_seconds,
        recording_seconds=round(speech.recording_seconds, 2),
        clearness_db=rounded(speech.clearness),
        conditions=_conditions(speech, band),
        pictures=pictures,
    )
    return [profile]


def _speech(recording: Exhibit) -> Speech:
    expected = float(recording.facts.get("seconds", 0)) or 60.0
    speech = Speech((), 0.0, 0.0)
    report(0.0, f"listening to {recording.id}")
    for speech in speech_in(sound(recording.path)):
        report(0.6 * min(speech.recording_seconds / expected, 1.0), f"listening to {recording.id}")
    if not speech.stretches:
        raise ToolError(
            f"{recording.id} cannot be profiled: no speech was heard in its {speech.recording_seconds:.1f} s of sound. "
            "Choose a recording in which somebody speaks."
        )
    return speech


def _cited(recording: Exhibit, stretch: Stretch, reading: list[TextLine | Utterance]) -> Citation:
    """The stretch that was measured, with the words said in it where they are known."""
    return recording.at(t=(stretch.start, stretch.end), quote=heard(reading, stretch.start, stretch.end))


def _conditions(speech: Speech, band: Band) -> tuple[str, ...]:
    found = []
    if band.low_cut:
        found.append("frequencies below about 300 Hz are missing")
    if band.high_cut:
        found.append("frequencies above about 4 kHz are missing")
    if speech.found_seconds > speech.seconds + 0.5:
        found.append(f"measured on the clearest {speech.seconds:.0f} s of {speech.found_seconds:.0f} s of speech")
    return tuple(found)


def _drawn(case: Case, recording: Exhibit, parts: list[Voiced], found: Formants | str, length: Tract | str) -> tuple[str, ...]:
    """Draw the pictures; their names from the case folder."""
    place = derived.folder(case, _NAME, [recording.sha256, get_tool(_NAME).version])
    drawn = [place.write("spectrogram.png", spectrogram(parts, found))]
    if not isinstance(length, str):
        drawn.append(place.write("vocal_tract.png", tract_figure(length)))
    return tuple(drawn)
