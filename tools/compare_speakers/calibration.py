"""What a comparison needs of the population: coefficients, validation results and cohort, made by `learn` for one encoder."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from tools.compare_speakers.condition import Condition
from tools.compare_speakers.normalisation import KINDS, Cohort, Kind
from tools.compare_speakers.sound_quality import Band
from tools.errors import ToolError

FEWEST_SPEAKERS = 30
"""A population of fewer does not calibrate."""
FEWEST_HELD_OUT = 10
"""Speakers with same-speaker comparisons under a condition; with fewer it counts as not validated."""

Numbers = dict[str, npt.NDArray[np.floating[Any]]]
"""Arrays by name: `cohort_KIND`, and `lines_K`, `same_K`, `different_K` for validation K."""

_FOLDER = Path(__file__).parent / "calibrations"


class SexRates(BaseModel):
    """Error rates among speakers of one sex: different-speaker comparisons are of two of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sex: str
    speakers: int
    eer: float
    cllr: float


class Validation(BaseModel):
    """How one condition was calibrated, and what was measured on speakers left out of that."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    condition: Condition
    slope: float
    """Of the line from normalised score to natural-log LR …"""
    intercept: float
    """… fitted on all speakers."""
    lowest: float
    highest: float
    """log10 LRs that validation supports."""
    population: int
    """Speakers that the line was fitted on, those from other conditions included."""
    held_out: int
    """Speakers recorded or copied under the condition itself; what follows was measured on them alone, each left out in turn."""
    held_out_same: int
    """How many of them have same-speaker comparisons."""
    same: int
    different: int
    """Comparisons."""
    cllr: float
    cllr_min: float
    eer: float
    cllr_shuffled: float
    """Of the whole procedure with the answers shuffled: it has to learn nothing, so at least 1."""
    cosine_eer: float
    """Of the bare cosine on the same comparisons."""
    by_sex: tuple[SexRates, ...] = ()

    @property
    def objection(self) -> str | None:
        """Why it must not be used, or None."""
        if self.population < FEWEST_SPEAKERS:
            return f"its population has {self.population} speakers and {FEWEST_SPEAKERS} are needed"
        if self.held_out_same < FEWEST_HELD_OUT:
            return f"{self.held_out_same} speakers were held out and {FEWEST_HELD_OUT} are needed"
        if self.cllr >= 1:
            return f"its Cllr on held-out speakers is {self.cllr:.2f}, and from 1 on the method is worse than none"
        if self.cllr_shuffled < 1:
            return f"with shuffled labels its Cllr is {self.cllr_shuffled:.2f}, and below 1 it learned what it must not know"
        return None


class Population(BaseModel):
    """Whose voices the comparison is calibrated against."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    description: str
    speakers: int
    female: int
    male: int


class Record(BaseModel):
    """The part of a calibration that people read."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    encoder: str
    weights_sha256: str
    date: str
    population: Population
    codecs: tuple[str, ...]
    """FFmpeg's names of the codecs that the recordings and copies came in."""
    one_voice_cosine: float
    """A recording whose two halves by voice are less alike than this is taken for one with several speakers."""
    one_voice_kept: float
    two_voices_found: float
    """Shares of recordings of one speaker that pass, and of joined recordings of two that are found, by it."""
    validations: tuple[Validation, ...]


@dataclass(frozen=True, eq=False)
class Calibration:
    """A record with its numbers."""

    record: Record
    id: str
    """Of the record and the numbers, for cards and evidence."""
    cohort: dict[Kind, Cohort]
    resampled: dict[Condition, npt.NDArray[np.float64]]
    """Slope and intercept for each draw of the bootstrap over speakers, shape (draws, 2)."""
    same: dict[Condition, npt.NDArray[np.float64]]
    different: dict[Condition, npt.NDArray[np.float64]]
    """Quantiles of the held-out log10 LRs at equal steps from 0 to 1, for plots, before the bounds."""

    def validation(self, bands: tuple[Band, Band], snr_db: float, seconds: float) -> Validation:
        """The validated condition that two recordings meet, with the greatest length that the shorter one reaches.

        Args:
            bands: of the two.
            snr_db: of the worse one.
            seconds: net speech of the shorter one.

        Raises:
            ToolError: none was validated, or its validation failed; the message says what would be needed.
        """
        of_bands = [v for v in self.record.validations if v.condition.bands == tuple(sorted(bands))]
        sound = [v for v in of_bands if v.condition.snr_from <= snr_db < v.condition.snr_below]
        met = [v for v in sound if v.condition.holds(bands, snr_db, seconds)]
        usable = [v for v in met if v.objection is None]
        if usable:
            return max(usable, key=lambda v: v.condition.seconds)
        if met:
            raise ToolError(f"This comparison is not validated ({met[0].condition}): {met[0].objection}. {_ELSE}")
        if sound:
            needed = min(v.condition.seconds for v in sound)
            raise ToolError(
                f"There is too little speech: the shorter recording has {seconds:.1f} s net of pauses, and {needed:.0f} s is the least "
                f"that was validated. Add a longer recording of the same voice."
            )
        if of_bands:
            needed_db = min(v.condition.snr_from for v in of_bands)
            raise ToolError(
                f"A recording is too noisy: its signal-to-noise ratio is {snr_db:.0f} dB, and {needed_db:.0f} dB is the least that was "
                f"validated. {_ELSE}"
            )
        raise ToolError(f"A comparison of {bands[0]} with {bands[1]} band was not validated. {_ELSE}")


_ELSE = "Needed: a better recording, or a validation on recordings like these (`python -m tools.compare_speakers.learn`)."


@cache
def calibration(encoder: str, weights_sha256: str) -> Calibration:
    """The calibration of an encoder, by the identity of its weights.

    Raises:
        ToolError: these weights were not validated.
    """
    stem = _FOLDER / weights_sha256[:16]
    if not stem.with_suffix(".json").is_file():
        raise ToolError(
            f"The voice weights {encoder} ({weights_sha256[:16]}…) have no validation, and without one a score means nothing. Needed: "
            f"`python -m tools.compare_speakers.learn` on labelled recordings of at least {FEWEST_SPEAKERS} speakers, and a card."
        )
    text = stem.with_suffix(".json").read_text("utf-8")
    with np.load(stem.with_suffix(".npz"), allow_pickle=False) as arrays:
        numbers = {name: arrays[name] for name in arrays.files}
    record = Record.model_validate_json(text)
    if record.weights_sha256 != weights_sha256:
        raise ToolError(f"The validation in {stem.name}.json is of other weights than {encoder}: make it anew.")
    return assembled(record, numbers)


def assembled(record: Record, numbers: Numbers) -> Calibration:
    """A calibration from its record and its arrays."""
    digest = hashlib.sha256(record.model_dump_json().encode())
    for name in sorted(numbers):
        digest.update(name.encode() + numbers[name].tobytes())
    conditions = [v.condition for v in record.validations]
    return Calibration(
        record=record,
        id=f"{record.encoder}-{digest.hexdigest()[:12]}",
        cohort={kind: Cohort(numbers["cohort_" + "_".join(kind)].astype(np.float32)) for kind in KINDS},
        resampled={c: numbers[f"lines_{k}"].astype(np.float64) for k, c in enumerate(conditions)},
        same={c: numbers[f"same_{k}"].astype(np.float64) for k, c in enumerate(conditions)},
        different={c: numbers[f"different_{k}"].astype(np.float64) for k, c in enumerate(conditions)},
    )


def write(record: Record, numbers: Numbers, folder: Path = _FOLDER) -> Path:
    """Write both files; gives the path of the record."""
    folder.mkdir(exist_ok=True)
    stem = folder / record.weights_sha256[:16]
    stem.with_suffix(".json").write_text(json.dumps(record.model_dump(mode="json"), indent=1) + "\n", "utf-8")
    np.savez_compressed(stem.with_suffix(".npz"), **numbers)  # type: ignore[arg-type]
    return stem.with_suffix(".json")
