"""What the command line prints of galleries."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Box
from tools.galleries import Kind


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class GalleryRow(_Document):
    """A gallery and how much is in it."""

    name: str
    persons: int
    faces: int
    kind: Kind
    reason: str
    legal_basis: str
    owner: str
    expires: str
    """ISO 8601, UTC: from then on it cannot be searched."""
    expired: bool
    fpir: float
    """False-positive identification rate wished for, of one search with one face."""


class RefusedRow(_Document):
    """A picture that was not taken."""

    file: str
    reason: str


class EnrolledRow(_Document):
    """A picture that is now in a gallery."""

    file: str
    person: str
    candidate: str
    """What the person is called where no name may stand."""
    face: str
    box: Box
    quality: float
    notes: list[str]
    """What to look into: likeness to others, unlikeness to the person's own pictures."""


class GalleryDocument(_Document):
    """`exhibit gallery new` and `gallery add`."""

    gallery: GalleryRow
    enrolled: list[EnrolledRow]
    rejected: list[RefusedRow]
    error: str | None = None


class GalleriesDocument(_Document):
    """`exhibit gallery list`."""

    galleries: list[GalleryRow]


class GalleryFaceRow(_Document):
    """One picture of a person of a gallery."""

    face: str
    file: str
    sha256: str
    box: Box
    quality: float
    added_at: str
    added_by: str


class GalleryPersonRow(_Document):
    """A person of a gallery."""

    person: str
    candidate: str
    faces: list[GalleryFaceRow]


class GalleryShowDocument(_Document):
    """`exhibit gallery show`."""

    gallery: GalleryRow
    people: list[GalleryPersonRow]


class GalleryRemoveDocument(_Document):
    """`exhibit gallery remove`."""

    gallery: GalleryRow | None
    """What is left of it; None when the whole gallery was removed."""
    removed: list[str]
    """Candidate ids of the persons who were removed."""
    faces: int
    """Templates that were removed, each with its picture."""
    results: int
    """Kept results that named one of them and were removed."""
