"""python -m tools.compare_speakers.learn [--data DIR]: calibrate and validate the comparison of speakers for this station's voice weights.

DIR (../shared/data by default) has the folders that `population` reads. All speech is cut into pieces of 3 and 6 seconds, each as
recorded and in copies (other codecs, telephone, noise); comparisons of pieces are scored, and for each condition a line is fitted and
validated with speakers left out. Writes `calibrations/<weights>.json` and `.npz`, which come with the program, and prints the rows of
the card. The same data gives the same numbers; about five minutes on two cores.
"""

import argparse
import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from tools.compare_speakers.calibration import FEWEST_HELD_OUT, Numbers, Population, Record, assembled, write
from tools.compare_speakers.comparisons import Comparisons, cohorts, comparisons
from tools.compare_speakers.condition import CLEAR_DB, NOISY_DB, Condition
from tools.compare_speakers.copies import LOSSY, TELEPHONE
from tools.compare_speakers.one_voice import FEWEST, halves_cosine
from tools.compare_speakers.pieces import LENGTHS, Pieces, embedded
from tools.compare_speakers.population import Speaker, speakers
from tools.compare_speakers.sound_quality import Band
from tools.compare_speakers.speech import net
from tools.compare_speakers.validating import Validated, validate
from tools.recordings import SAMPLE_RATE
from tools.voice_embedding import Vectors, VoiceEncoder, encoder

_DATA = Path(__file__).parents[3] / "shared" / "data"
_BANDS: tuple[tuple[Band, Band], ...] = (("wide", "wide"), ("telephone", "telephone"), ("telephone", "wide"))
_LEVELS = ((CLEAR_DB, 1000.0), (NOISY_DB, CLEAR_DB))
_RECORDED_IN = ("gsm", "gsm_ms", "pcm_alaw")
"""Validated by their likes: prompts of the population went through GSM 06.10, and A-law differs from mu-law in rounding only."""
_VOICE_SECONDS = 5.0
"""Net speech of a recording that the look for several voices is set by."""
_NEARLY_ALL = 0.98


def validations(people: Sequence[Speaker], pieces: Pieces) -> Iterator[Validated]:
    """Every condition for which there are enough speakers to say anything."""
    known = cohorts(pieces)
    done: dict[Condition, Comparisons] = {}

    def under(bands: tuple[Band, Band], level: tuple[float, float], length: float) -> Comparisons:
        condition = Condition(bands=bands, snr_from=level[0], snr_below=level[1], seconds=length)
        if condition not in done:
            done[condition] = comparisons(pieces, known, condition)
        return done[condition]

    telephone: tuple[Band, Band] = ("telephone", "telephone")
    for bands, level, length in itertools.product(_BANDS, _LEVELS, LENGTHS):
        own = under(bands, level, length)
        if np.unique(own.speakers[own.same]).size < FEWEST_HELD_OUT:
            continue
        # Speakers with too short or only telephone recordings join the fit (not the validation) from the nearest condition.
        others = [under(b, level, s) for b, s in ((bands, LENGTHS[0]), (telephone, length), (telephone, LENGTHS[0]))]
        yield validate(Condition(bands=bands, snr_from=level[0], snr_below=level[1], seconds=length), own, others, people)


def one_voice(people: Sequence[Sequence[Vectors]]) -> tuple[float, float, float]:
    """The least cosine of the parts of a recording of one speaker, and the shares of recordings of one and of two judged right by it.

    From the partial utterances of each recording of each speaker; a recording of two is half of one's first and half of
    another's. The threshold is midway between what nearly all of one speaker exceed and nearly all of two stay below.
    """
    alone = np.array([halves_cosine(vectors) for recordings in people for vectors in recordings])
    firsts = [recordings[0] for recordings in people if recordings]
    joined = np.array([halves_cosine(np.concatenate([a[: len(a) // 2], b[: len(b) // 2]])) for a, b in itertools.combinations(firsts, 2)])
    threshold = round(float(np.quantile(alone, 1 - _NEARLY_ALL) + np.quantile(joined, _NEARLY_ALL)) / 2, 3)
    return threshold, float((alone >= threshold).mean()), float((joined < threshold).mean())


def _of_recordings(person: Speaker, voices: VoiceEncoder) -> list[Vectors]:
    """The partial utterances of each recording that is long enough to be split by voice; of short ones all together."""
    spoken = [net(recording.sound, recording.spoken) for recording in person.recordings]
    long = [speech for speech in spoken if speech.size >= _VOICE_SECONDS * SAMPLE_RATE]
    found = [voices.partials(speech).vectors for speech in long or [np.concatenate(spoken)]]
    return [vectors for vectors in found if len(vectors) >= FEWEST]


def learned(people: Sequence[Speaker], pieces: Pieces, voices: VoiceEncoder) -> tuple[Record, Numbers]:
    """The record and arrays of a calibration."""
    counted = [people[who] for who in np.unique(pieces.speaker)]
    sexes = [person.sex for person in counted]
    threshold, kept, found = one_voice([_of_recordings(person, voices) for person in counted])
    every = list(validations(people, pieces))
    numbers: Numbers = {f"cohort_{'_'.join(kind)}": known.cohort.vectors.astype(np.float16) for kind, known in cohorts(pieces).items()}
    for number, validated in enumerate(every):
        numbers |= {f"lines_{number}": validated.lines, f"same_{number}": validated.same, f"different_{number}": validated.different}
    record = Record(
        encoder=voices.name,
        weights_sha256=voices.sha256,
        date=datetime.now(UTC).date().isoformat(),
        population=Population(
            description=_description(counted),
            speakers=len(counted),
            female=sexes.count("female"),
            male=sexes.count("male"),
        ),
        codecs=tuple(sorted({codec.decoder for codec in (*TELEPHONE, *LOSSY)} | set(_RECORDED_IN))),
        one_voice_cosine=threshold,
        one_voice_kept=round(kept, 3),
        two_voices_found=round(found, 3),
        validations=tuple(validated.validation for validated in every),
    )
    return record, numbers


def _description(people: Sequence[Speaker]) -> str:
    sexes = [person.sex for person in people]
    return (
        f"{len(people)} speakers ({sexes.count('male')} men, {sexes.count('female')} women, {sexes.count(None)} unknown): read English "
        f"(LibriSpeech and others), meetings in English by non-native speakers (AMI), digits with foreign accents, and telephone prompts "
        f"in English, Spanish, French, Italian and Russian"
    )


def card_rows(record: Record) -> Iterator[str]:
    """The table of the card."""
    yield "| condition | fitted on | held out (of them with same-speaker pairs) | pairs | EER | Cllr | Cllr-min | shuffled | log10 LR |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for v in record.validations:
        yield (
            f"| {v.condition} | {v.population} | {v.held_out} ({v.held_out_same}) | {v.same} / {v.different} | {v.eer:.1%} | {v.cllr:.2f} "
            f"| {v.cllr_min:.2f} | {v.cllr_shuffled:.2f} | {v.lowest:+.2f} … {v.highest:+.2f} |"
        )


def main() -> None:
    """Learn, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=_DATA)
    arguments = parser.parse_args()
    voices = encoder()
    people = speakers(arguments.data)
    record, numbers = learned(people, embedded(people, voices), voices)
    print(write(record, numbers))
    print(assembled(record, numbers).id)
    print("\n".join(card_rows(record)))


if __name__ == "__main__":
    main()
