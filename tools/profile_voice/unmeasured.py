"""The profile of a recording on which no number may be given: the reason stands in every field."""

from collections.abc import Sequence

from tools.evidence import Citation, VoiceProfile
from tools.measures import Measure, Pitch
from tools.profile_voice import body, tract
from tools.profile_voice.harmonics import NAMES
from tools.profile_voice.pitch import Voiced
from tools.profile_voice.speech import Speech


def nothing_of(speech: Speech, parts: Sequence[Voiced], citations: tuple[Citation, ...], reason: str) -> VoiceProfile:
    """A profile without a number of the voice; height and weight are those of any adult."""
    return VoiceProfile(
        text=f"The voice was not measured: {reason}. Height and weight can then be those of any adult. {body.WARNING}",
        citations=citations,
        source="profile_voice",
        f0_hz=Pitch(name="f0", unit="Hz", reason=reason),
        formants_hz=tuple(Measure(name=f"F{number}", unit="Hz", reason=reason) for number in range(1, 5)),
        harmonics=tuple(Measure(name=name, unit=unit, reason=reason) for name, unit in NAMES),
        vocal_tract_cm=tract.measure_of(reason),
        height_cm=body.height_of(reason),
        weight_kg=body.weight_of(reason),
        skeleton=tract.SKELETON,
        speech_seconds=round(speech.seconds, 2),
        voiced_seconds=round(sum(part.seconds for part in parts), 2),
        recording_seconds=round(speech.recording_seconds, 2),
        clearness_db=rounded(speech.clearness),
        conditions=(reason,),
    )


def rounded(decibels: float | None) -> float | None:
    """To a tenth, where there is a number."""
    return None if decibels is None else round(decibels, 1)
