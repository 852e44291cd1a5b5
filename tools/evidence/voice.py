"""What is measured of voices."""

from typing import Literal

from tools.evidence.statement import Evidence
from tools.measures import BodyEstimate, Measure, Pitch


class VoiceProfile(Evidence):
    """What was measured of the voice in a recording. A description of sound, never of who speaks."""

    kind: Literal["VoiceProfile"] = "VoiceProfile"
    f0_hz: Pitch
    """The fundamental frequency and its course."""
    formants_hz: tuple[Measure, ...]
    """F1 to F4."""
    harmonics: tuple[Measure, ...]
    """Harmonics-to-noise ratio, jitter, shimmer, and the first harmonic against the next ones."""
    vocal_tract_cm: Measure
    height_cm: BodyEstimate
    weight_kg: BodyEstimate
    skeleton: str
    """What a voice supports of the skeleton, and why no more."""
    speech_seconds: float
    """Net speech that was measured."""
    voiced_seconds: float
    """Of it, voiced."""
    recording_seconds: float
    clearness_db: float | None
    """Speech above the quiet moments around it; None where nobody pauses."""
    conditions: tuple[str, ...] = ()
    """What about the recording limits the measurement."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""


class SpeakerComparison(Evidence):
    """How much two recordings speak for one of two stated propositions about who is heard in them. Never an identification.

    Pairs stand in the order questioned, reference.
    """

    kind: Literal["SpeakerComparison"] = "SpeakerComparison"
    propositions: tuple[str, str]
    """The likelihood ratio is the probability of what was measured if the first holds, over that if the second holds."""
    log10_lr: float
    """Within what validation supports."""
    interval: tuple[float, float]
    """95 % of the log10 LRs when the speakers of the population are drawn anew."""
    verbal: str
    """The words of the ENFSI guideline for evaluative reporting (2015) for this LR."""
    capped: bool
    """Whether the LR was more extreme than validation supports, and was cut."""
    supported: tuple[float, float]
    """The lowest and highest log10 LR that validation supports."""
    cllr: float
    """Log-likelihood-ratio cost on held-out speakers under these conditions: 0 perfect, from 1 on useless."""
    cllr_min: float
    """What is left of it after the best possible calibration."""
    eer: float
    """Equal error rate on held-out speakers under these conditions, 0 to 1."""
    net_speech_seconds: tuple[float, float]
    snr_db: tuple[float, float]
    band: tuple[Literal["wide", "telephone"], Literal["wide", "telephone"]]
    bandwidth_hz: tuple[float, float]
    population: str
    """Whose voices the comparison was calibrated against, and how many."""
    calibration: str
    """Identity of the calibration; its card has the same."""
    conditions: tuple[str, ...]
    """What the numbers hold for, and what they leave open."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""
