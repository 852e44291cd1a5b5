"""The conditions of a comparison that were validated apart: bands, noise and length of the two recordings."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from tools.compare_speakers.sound_quality import Band

CLEAR_DB = 17.0
NOISY_DB = 8.0
"""Signal-to-noise ratios of the worse side, in dB: below the first noise matters and is validated apart, below the second a recording
is too noisy. They lie between those of the noisy copies that were made (15, 10 and 5 dB)."""


class Condition(BaseModel):
    """What two recordings must be like, taken together."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    bands: tuple[Band, Band]
    """In the order of the alphabet: which side has which does not matter."""
    snr_from: float
    """The worse side has at least this signal-to-noise ratio, dB, …"""
    snr_below: float
    """… and less than this."""
    seconds: float
    """Net speech of the shorter side, at least."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.bands != tuple(sorted(self.bands)):
            raise ValueError("the bands of a condition stand in the order of the alphabet")
        return self

    def __str__(self) -> str:
        bands = f"both {self.bands[0]}" if self.bands[0] == self.bands[1] else " against ".join(self.bands)
        noise = f"{self.snr_from:.0f} dB or better" if self.snr_below > 100 else f"{self.snr_from:.0f} to {self.snr_below:.0f} dB"
        return f"{bands}, {noise}, {self.seconds:.0f} s or more"

    def holds(self, bands: tuple[Band, Band], snr_db: float, seconds: float) -> bool:
        """Whether two recordings meet it: their bands, the worse signal-to-noise ratio and the shorter net speech."""
        return tuple(sorted(bands)) == self.bands and self.snr_from <= snr_db < self.snr_below and seconds >= self.seconds
