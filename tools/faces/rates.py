"""Error rates of searching faces, measured by `learn` for one encoder: which threshold gives which rates in which gallery.

Terms after ISO/IEC 19795-1 and the NIST FRTE 1:N reports: the false-match rate (FMR) is the share of comparisons of different persons
that reach the threshold; the false-positive identification rate (FPIR) the share of searches with a face of nobody in the gallery that
give a candidate, 1 - (1 - FMR)^N for N templates; the false-negative identification rate (FNIR) the share of searches with a face of
somebody in it that miss the person.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools.errors import ToolError
from tools.faces.tail import Tail

SURE = 0.95
"""Confidence with which the wished rate is kept."""
_FOLDER = Path(__file__).parent / "calibrations"


class Rates(BaseModel):
    """What was measured with one encoder."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    encoder: str
    weights_sha256: str
    date: str
    population: str
    """Whose pictures, in words."""
    strangers: int
    """Persons …"""
    strangers_compared: int
    """… and comparisons of two of them …"""
    body: tuple[float, ...]
    """… and their scores: quantiles at equal steps from 0 to 1."""
    tail: Tail
    tails: tuple[Tail, ...]
    """Of draws of the persons with replacement: how uncertain the tail is."""
    one_scene: tuple[float, ...]
    """Scores of different persons in one photograph, in order: they share light, camera and often kin, and score higher than the
    strangers above. No threshold is below the highest of them."""
    mated_persons: int
    """Persons with several pictures …"""
    mated: tuple[float, ...]
    """… and the scores of two pictures of one of them."""
    groups: str
    """What is known of the rates of groups of people."""

    @property
    def id(self) -> str:
        """Identity of the calibration, for cards and records."""
        return f"{self.encoder}-{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]}"

    def threshold(self, fpir: float, templates: int) -> float:
        """The least score of a candidate, so that with 95 % confidence no more searches than wished give a stranger; never less than
        two persons in one photograph had.

        Args:
            fpir: wished for, of a search with one face.
            templates: that it is compared with.
        """
        fmr = 1 - (1 - fpir) ** (1 / max(1, templates))
        drawn = [self._score(tail, fmr) for tail in self.tails]
        return round(max(self._score(self.tail, fmr), float(np.quantile(drawn, SURE)), self.one_scene[-1] + 0.0001), 4)

    def fpir(self, threshold: float, templates: int) -> float:
        """The rate at a threshold, by the fitted tail; among the measured scores by these."""
        return 1 - (1 - self.fmr(threshold)) ** templates

    def fpir_at_most(self, threshold: float, templates: int) -> float:
        """What the rate is below with 95 % confidence."""
        rates = [self._rate(tail, threshold) for tail in (*self.tails, self.tail)]
        return 1 - (1 - max(self.fmr(threshold), float(np.quantile(rates, SURE)))) ** templates

    def fmr(self, threshold: float) -> float:
        """The false-match rate at a threshold."""
        return self._rate(self.tail, threshold)

    def fnir(self, threshold: float) -> float:
        """The share of measured searches for a person in the gallery that miss at a threshold."""
        return float(np.mean(np.array(self.mated) < threshold))

    def _rate(self, tail: Tail, threshold: float) -> float:
        if threshold >= tail.start:
            return tail.rate(threshold)
        return float(1 - np.interp(threshold, self.body, np.linspace(0, 1, len(self.body))))

    def _score(self, tail: Tail, fmr: float) -> float:
        if fmr <= tail.share:
            return tail.threshold(fmr)
        return float(np.interp(1 - fmr, np.linspace(0, 1, len(self.body)), self.body))


@cache
def rates(encoder: str, weights_sha256: str) -> Rates:
    """What was measured with an encoder, by the identity of its weights.

    Raises:
        ToolError: nothing was, so that no score of it means anything.
    """
    return read(encoder, weights_sha256, _FOLDER)


def read(encoder: str, weights_sha256: str, folder: Path) -> Rates:
    """The same from a folder; errors as for `rates`."""
    file = folder / f"{weights_sha256[:16]}.json"
    needed = "Needed: `python -m tools.faces.learn` on pictures of known persons, and a card."
    if not file.is_file():
        raise ToolError(
            f"The face weights {encoder} ({weights_sha256[:16]}…) were not validated: faces are not searched with them. {needed}"
        )
    found = Rates.model_validate_json(file.read_text("utf-8"))
    if found.weights_sha256 != weights_sha256:
        raise ToolError(f"The validation in {file.name} is of other weights than {encoder}: faces are not searched with them. {needed}")
    return found


def write(found: Rates, folder: Path = _FOLDER) -> Path:
    """Write the file that `rates` reads."""
    file = folder / f"{found.weights_sha256[:16]}.json"
    file.write_text(json.dumps(found.model_dump(mode="json")) + "\n", "utf-8")
    return file
