"""What a gallery is: a named list of persons with pictures, held for a reason, on a legal basis, by somebody, until a day."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from tools.evidence import Box

Kind = Literal["wanted", "missing", "staff", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Gallery:
    """One gallery of a case."""

    id: str
    """`G-` and six hex digits; another gallery of the same name has another."""
    name: str
    kind: Kind
    reason: str
    legal_basis: str
    owner: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    """From then on it cannot be searched."""
    fpir: float
    """False-positive identification rate wished for, of one search with one face; it sets the threshold."""
    revision: int
    """Counts its changes."""

    @property
    def state(self) -> str:
        """What a search in it depends on: it changes with everything that is added, removed or set."""
        return f"{self.id}:{self.revision}"

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return datetime.now(UTC) >= self.expires_at


@dataclass(frozen=True)
class Person:
    """Somebody in a gallery."""

    id: str
    """What the person is called where no name may stand: `C-` and six hex digits."""
    name: str


@dataclass(frozen=True)
class EnrolledFace:
    """One face of a person in a gallery, without its template and picture."""

    id: str
    person: Person
    file: str
    """The name that the picture had: data, never a path to open."""
    sha256: str
    """Of the picture's bytes."""
    box: Box
    """Where the face is in the picture."""
    points: tuple[tuple[float, float], ...]
    """Its five landmarks, as `faces.Face.points`."""
    quality: float
    """Fitness, 0 to 1."""
    added_at: datetime
    added_by: str
