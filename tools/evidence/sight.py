"""What is seen in pictures and videos."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, computed_field

from tools.evidence.statement import Evidence

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture, as in `Place.xywh`."""
Verification = Literal["unverified", "verified lead", "inconclusive", "not supported"]
"""What two examiners, each blind to the other, made of a candidate; `unverified` until both have judged."""
UNVERIFIED_LEAD = "UNVERIFIED LEAD – not an identification"
"""Stands with every candidate that two examiners have not judged, wherever it is shown or written: the only place of these words."""
STANDING: Mapping[Verification, str] = {
    "unverified": UNVERIFIED_LEAD,
    "verified lead": "VERIFIED LEAD: two examiners, each blind to the other, support it – not an identification",
    "inconclusive": "INCONCLUSIVE LEAD: two examiners, each blind to the other, do not agree – not an identification",
    "not supported": "LEAD NOT SUPPORTED: two examiners, each blind to the other, speak against it",
}
"""What stands with a candidate by what was made of it."""


class Sighting(BaseModel):
    """Where one thing was at one moment of a video."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    time: float
    """Seconds from the start of the video."""
    box: Box


class Tally(BaseModel):
    """How many things of one kind there are in an exhibit."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    things: int
    """In a picture: things seen. In a video: things followed; one that was lost and seen again is followed, and counted, anew."""
    most: int
    """In view at the same time."""
    most_at: float | None = None
    """Seconds, when there were first that many; None in a picture."""
    first: float | None = None
    """Seconds, when the first of them was first seen; None in a picture."""
    last: float | None = None
    """Seconds, when the last of them was last seen; None in a picture."""
    over_time: tuple[tuple[float, int], ...] = ()
    """Seconds, and how many were in view from then on."""
    to_left: int | None = None
    """How often one went over the drawn line to its left, for somebody at its first point who looks to its second; None without a line."""
    to_right: int | None = None
    """How often one went over it to its right; None without a line."""
    in_zone: int | None = None
    """How many were in the drawn zone; None without a zone."""


class Detection(Evidence):
    """Something of a kind (person, car, face, …) seen in a picture, or followed through a video. Never who it is."""

    kind: Literal["Detection"] = "Detection"
    label: str
    box: Box
    """In a video, where it was seen best."""
    time: float | None = None
    """Seconds, of `box`; None in a picture."""
    end: float | None = None
    """Seconds, when it was last seen; None in a picture."""
    start: float | None = None
    """Seconds, when it was first seen; None in a picture."""
    track: int | None = None
    """Number of what was followed through the video, counted from 1."""
    confidence: float
    """The detector's own, not calibrated."""
    path: tuple[Sighting, ...] = ()
    """Its way through the video, thinned out."""
    tally: Tally | None = None
    """All of this kind together; only the first of each kind has it."""
    in_zone_seconds: float | None = None
    """How long it was in the drawn zone; None without a zone."""
    notes: tuple[str, ...] = ()
    """What the officer should know of it, as why a face is not suitable for comparison."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""


class Candidate(Evidence):
    """A face that may be that of a person in a gallery: a lead to examine, never an identification.

    Its text never has the person's name, for the language model reads it; `person` is for the officer's screen. What examiners make of
    it is kept apart from what the tool found (see `tools.verification`), and has no part in its id.
    """

    not_in_id: ClassVar[frozenset[str]] = frozenset({"verification", "standing"})
    kind: Literal["Candidate"] = "Candidate"
    rank: int
    """Counted from 1, of the persons found for this face."""
    gallery: str
    person: str
    """As enrolled."""
    candidate: str
    """What the person is called where no name may stand, as `C-7f3a90`; the same in every search of this gallery."""
    probe_box: Box
    """The face in the exhibit."""
    time: float | None = None
    """Seconds, of `probe_box`; None in a picture."""
    start: float | None = None
    """Seconds, when the face was first seen; None in a picture."""
    end: float | None = None
    """Seconds, when it was last seen; None in a picture."""
    gallery_picture: str
    """SHA-256 of the enrolled picture that is most like the face."""
    quality: float
    """Fitness of the face for comparison, 0 to 1; its card says how it is measured."""
    threshold: float
    """Scores from here on are candidates."""
    gallery_size: int
    """Persons in the gallery."""
    fpir: float
    """False-positive identification rate measured on validation data at this threshold and gallery size, 0 to 1; with 95 % confidence
    it is not higher."""
    fnir: float
    """False-negative identification rate measured on validation data at this threshold and gallery size, 0 to 1."""
    conditions: tuple[str, ...] = ()
    """What the rates hold for, and what they leave open."""
    verification: Verification = "unverified"
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def standing(self) -> str:
        """What must stand with it wherever it is shown or written: that it is no identification, and what examiners made of it."""
        return STANDING[self.verification]
