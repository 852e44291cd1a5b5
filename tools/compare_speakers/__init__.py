"""Compare the voices of two recordings: a likelihood ratio for two stated propositions, never an identification."""

import numpy as np

from tools import derived, results
from tools.case import Case, Exhibit
from tools.compare_speakers.calibration import Calibration, Record, Validation, calibration
from tools.compare_speakers.normalisation import Floats, adaptive_s_norm, kind_of
from tools.compare_speakers.one_voice import FEWEST, halves_cosine
from tools.compare_speakers.plots import draw
from tools.compare_speakers.statement import propositions, statement
from tools.compare_speakers.verbal import verbal
from tools.compare_speakers.voice import MOST_SECONDS, Voice, codec, voice
from tools.errors import ToolError
from tools.evidence import Citation, SpeakerComparison
from tools.parameters import AudioExhibit
from tools.progress import report
from tools.recordings import samples
from tools.registry import get_tool, tool
from tools.transcript import heard
from tools.voice_embedding import TASK, VoiceEncoder, encoder

_CITED = 3
"""Stretches of each side, those with the greatest share of the score."""


@tool(weights=(TASK,), biometric=True)
def compare_speakers(case: Case, questioned: AudioExhibit, reference: AudioExhibit) -> list[SpeakerComparison]:
    """Say how strongly the voices in two recordings speak for the same speaker or for different ones, as a likelihood ratio.

    Args:
        questioned: the recording whose speaker is in question.
        reference: the recording of the person it is compared with.
    """
    exhibits = case.exhibit(questioned), case.exhibit(reference)
    if exhibits[0].sha256 == exhibits[1].sha256:
        raise ToolError(f"{questioned} and {reference} are the same recording: comparing it with itself says nothing. Name two recordings.")
    voices = encoder()
    known = calibration(voices.name, voices.sha256)
    report(0.1, f"listening to {questioned}")
    one = _voice(exhibits[0], voices, known.record)
    report(0.5, f"listening to {reference}")
    other = _voice(exhibits[1], voices, known.record)
    measured = known.validation((one.band, other.band), min(one.snr_db, other.snr_db), min(one.net_seconds, other.net_seconds))
    for exhibit, found in zip(exhibits, (one, other), strict=True):
        _check_one_voice(exhibit, found, known.record)
    score = normalised(one, other, known)
    log10_lr, interval, capped = likelihood_ratio(score, known, measured)
    report(0.9, "drawing")
    tool_version = get_tool("compare_speakers").version
    files = derived.folder(case, "compare_speakers", [exhibits[0].sha256, exhibits[1].sha256, known.id, tool_version])
    stated = propositions(questioned, reference)
    return [
        SpeakerComparison(
            text=statement(stated, log10_lr, interval, capped, known.record, measured),
            citations=(*_cited(case, exhibits[0], one, other), *_cited(case, exhibits[1], other, one)),
            source="compare_speakers",
            score=round(score, 4),
            propositions=stated,
            log10_lr=log10_lr,
            interval=interval,
            verbal=verbal(log10_lr),
            capped=capped,
            supported=(measured.lowest, measured.highest),
            cllr=measured.cllr,
            cllr_min=measured.cllr_min,
            eer=measured.eer,
            net_speech_seconds=(round(one.net_seconds, 2), round(other.net_seconds, 2)),
            snr_db=(round(one.snr_db, 1), round(other.snr_db, 1)),
            band=(one.band, other.band),
            bandwidth_hz=(round(one.bandwidth_hz), round(other.bandwidth_hz)),
            population=known.record.population.description,
            calibration=known.id,
            conditions=_conditions(one, other, known.record, measured),
            pictures=draw(known, measured, log10_lr, interval, files),
        )
    ]


def normalised(one: Voice, other: Voice, known: Calibration) -> float:
    """The score of two voices, each measured against the cohort that was recorded like the other."""
    cosine = np.array([one.vector.astype(np.float64) @ other.vector])
    return float(adaptive_s_norm(cosine, _against(one, other, known), _against(other, one, known))[0])


def _against(mine: Voice, other: Voice, known: Calibration) -> tuple[Floats, float]:
    cohort = known.cohort[kind_of(other.band, other.snr_db)]
    return (mine.vector[None] @ cohort.vectors.T).astype(np.float64), cohort.spread


def likelihood_ratio(score: float, known: Calibration, measured: Validation) -> tuple[float, tuple[float, float], bool]:
    """log10 LR of a score with its 95 % interval, both within what validation supports, and whether the LR was cut to that."""
    lines = known.resampled[measured.condition]
    raw = (score * measured.slope + measured.intercept) / np.log(10)
    low, high = np.quantile((score * lines[:, 0] + lines[:, 1]) / np.log(10), (0.025, 0.975))
    cut = [float(np.clip(value, measured.lowest, measured.highest)) for value in (raw, min(low, raw), max(high, raw))]
    return round(cut[0], 2), (round(cut[1], 2), round(cut[2], 2)), not measured.lowest <= raw <= measured.highest


def _voice(exhibit: Exhibit, voices: VoiceEncoder, record: Record) -> Voice:
    """The voice of a recording; ToolError when there is none, or when its codec was not validated."""
    sound = samples(exhibit.path)
    if not sound.size:
        raise ToolError(f"{exhibit.id} has no sound, so that there is no voice in it to compare.")
    stored = codec(exhibit.path)
    if not stored.lossless and stored.name not in record.codecs:
        raise ToolError(
            f"{exhibit.id} is stored as {stored.name}, which was not validated (validated: {', '.join(record.codecs)}, and what loses "
            f"nothing). Needed: the original recording in one of these, or a validation on recordings like it."
        )
    found = voice(sound, voices)
    if found is None:
        raise ToolError(f"No speech was found in {exhibit.id}, so that there is no voice in it to compare.")
    return found


def _check_one_voice(exhibit: Exhibit, found: Voice, record: Record) -> None:
    alike = halves_cosine(found.partials.vectors)
    if alike < record.one_voice_cosine:
        raise ToolError(
            f"{exhibit.id} seems to hold more than one voice (the cosine of its two parts is {alike:.2f}, and that of recordings of one "
            f"speaker {record.one_voice_cosine:.2f} or more): a comparison would mix them. Add one speaker's part as an exhibit."
        )


def _conditions(one: Voice, other: Voice, record: Record, measured: Validation) -> tuple[str, ...]:
    said = [
        f"{side}: {found.net_seconds:.1f} s of speech, signal-to-noise ratio {found.snr_db:.0f} dB, {found.band} band "
        f"(to {found.bandwidth_hz:,.0f} Hz)"
        for side, found in (("questioned", one), ("reference", other))
    ]
    said.append(
        f"validated under: {measured.condition}; {measured.same} same-speaker and {measured.different} different-speaker comparisons"
    )
    said += [
        f"among {'women' if rates.sex == 'female' else 'men'} alone ({rates.speakers} speakers): equal error rate {rates.eer:.0%}, "
        f"Cllr {rates.cllr:.2f}"
        for rates in measured.by_sex
    ] or ["error rates by sex are unknown under these conditions: too few speakers"]
    said.append(
        "not validated: other languages than the population's, disguised or shouted voices, illness, long times between the recordings, "
        "and most speakers were recorded in one session, which makes same-speaker comparisons look easier than they are in cases"
    )
    if max(one.net_seconds, other.net_seconds) > MOST_SECONDS:
        said.append(f"of each recording at most {MOST_SECONDS:.0f} s of speech were used, the longest stretches")
    if min(len(one.partials.vectors), len(other.partials.vectors)) < FEWEST:
        said.append("too little speech on one side to see whether it is one voice only")
    return tuple(said)


def _cited(case: Case, exhibit: Exhibit, mine: Voice, other: Voice) -> list[Citation]:
    """The stretches that carried most of the score, in order of time, with the words said there where they are known."""
    shares = mine.shares(other)
    chosen = sorted(sorted(range(len(shares)), key=lambda k: -shares[k])[:_CITED])
    said = results.reading(case, exhibit.id) or []
    spans = [(mine.used[k].start, mine.used[k].end) for k in chosen]
    return [exhibit.at(t=span, quote=heard(said, *span)) for span in spans]
