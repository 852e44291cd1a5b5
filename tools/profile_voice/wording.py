"""What an officer reads of a profile: plain sentences, each number with its interval."""

from collections.abc import Iterable, Sequence

from tools.measures import BodyEstimate, Measure, Pitch, Within
from tools.profile_voice.speech import Speech
from tools.profile_voice.tract import SKELETON


def text_of(
    speech: Speech,
    voiced_seconds: float,
    pitch: Pitch,
    formants: Sequence[Measure],
    harmonics: Sequence[Measure],
    tract: Measure,
    body: Sequence[BodyEstimate],
) -> str:
    """The profile in sentences. It names no sex: the two assumptions stand side by side."""
    part = "" if speech.found_seconds <= speech.seconds + 0.5 else f", the clearest of {speech.found_seconds:.0f} s"
    sentences = [f"Measured on {speech.seconds:.1f} s of speech{part}, of which {voiced_seconds:.1f} s are voiced."]
    if pitch.interval is not None:
        low, high = pitch.interval
        sentences.append(
            f"Fundamental frequency: median {pitch.median:.0f} Hz, from {low:.0f} to {high:.0f} Hz for 90 % of the voiced time."
        )
    else:
        sentences.append(f"Fundamental frequency: not measured, {pitch.reason}.")
    sentences += _listed("Formants", formants, 0)
    sentences += _listed("Harmonic pattern", harmonics, 1)
    if tract.interval is not None:
        low, high = tract.interval
        sentences.append(f"Vocal-tract length: {tract.mean:.1f} cm (90 % interval {low:.1f} to {high:.1f} cm).")
    else:
        sentences.append(f"Vocal-tract length: not measured, {tract.reason}.")
    sentences += [_body(estimate) for estimate in body]
    return " ".join([*sentences, SKELETON, body[0].warning])


def _listed(title: str, measures: Iterable[Measure], digits: int) -> list[str]:
    """One sentence with the numbers and one with what has none, grouped by reason."""
    known = [f"{m.name} {m.mean:.{digits}f} {m.unit}" for m in measures if m.mean is not None]
    missing: dict[str, list[str]] = {}
    for measure in measures:
        if measure.mean is None and measure.reason:
            missing.setdefault(measure.reason, []).append(measure.name)
    sentences = [f"{title}: {', '.join(known)}."] if known else []
    return sentences + [f"{', '.join(names)} not measured: {reason}." for reason, names in missing.items()]


def _body(estimate: BodyEstimate) -> str:
    low, high = estimate.before
    cases = "; ".join(_case(case) for case in estimate.within)
    return (
        f"{estimate.name.capitalize()}, 90 % intervals in {estimate.unit}: {low:.0f} to {high:.0f} for any adult, which the voice does not "
        f"narrow as long as the speaker's sex is not known, and it is not inferred; {cases}."
    )


def _case(case: Within) -> str:
    who = "a woman" if case.sex == "female" else "a man"
    return (
        f"if the speaker is {who}, {case.before[0]:.0f} to {case.before[1]:.0f} before the voice is heard and "
        f"{case.interval[0]:.0f} to {case.interval[1]:.0f} after (gain {case.gain_bits:.2f} bit)"
    )
