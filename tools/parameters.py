"""What the parameters of tools take: marks on their annotations, from which the router's schema and the checks are built."""

from dataclasses import dataclass
from typing import Annotated, Any, get_args

from tools.case import Media
from tools.map_files import MAP_FILES


@dataclass(frozen=True)
class Accepts:
    """Marks a parameter that names an exhibit, with the media that fit."""

    media: frozenset[Media]
    without: frozenset[str] = frozenset()
    """MIME types that do not fit although the medium does: a street map is a table that nobody can read as text."""

    @classmethod
    def of(cls, *media: Media, without: frozenset[str] = frozenset()) -> "Accepts":
        """Accept these media."""
        return cls(frozenset(media), without)


@dataclass(frozen=True)
class OfficersWords:
    """Marks a parameter that takes the officer's question as it was asked."""


@dataclass(frozen=True)
class LanguageCode:
    """Marks a parameter that takes a language as its ISO 639-1 code."""


@dataclass(frozen=True)
class PageNumber:
    """Marks a parameter that takes the number of a page."""


@dataclass(frozen=True)
class GalleryName:
    """Marks a parameter that takes the name of one of the case's galleries."""


@dataclass(frozen=True)
class ObjectLabel:
    """Marks a parameter that takes what is looked for in a picture, as one English noun in the singular."""


@dataclass(frozen=True)
class UnitCount:
    """Marks a parameter that takes how many units are on patrol."""


@dataclass(frozen=True)
class ShiftHours:
    """Marks a parameter that takes the hours of a shift: from and to as `22-06`, or how many as `8`."""


@dataclass(frozen=True)
class SetByHand:
    """Marks a parameter that no question fills: it is given on the command line or by the page."""


AudioExhibit = Annotated[str, Accepts.of("audio", "video")]
"""An exhibit with sound."""
PictureOrVideo = Annotated[str, Accepts.of("image", "video")]
"""An exhibit in which something can be seen."""
ReadableExhibit = Annotated[str, Accepts.of("document", "image", "email", "table", without=MAP_FILES)]
"""An exhibit that can be read as text."""
AnyExhibit = Annotated[str, Accepts.of("audio", "video", "image", "document", "email", "table")]
"""Any exhibit."""
Query = Annotated[str, OfficersWords()]
"""What to look for, in the officer's words."""
Page = Annotated[int, PageNumber()]
"""A page, counted from 1."""
Language = Annotated[str, LanguageCode()]
"""A language by its ISO 639-1 code."""
Gallery = Annotated[str, GalleryName()]
"""A gallery of the case by its name."""
TableExhibit = Annotated[str, Accepts.of("table")]
"""A table or a map."""
Units = Annotated[int, UnitCount()]
"""How many units are on patrol."""
Hours = Annotated[str | int, ShiftHours()]
"""The hours of a shift."""
Label = Annotated[str, ObjectLabel()]
"""What is looked for in a picture: person, car, dog, …"""


@dataclass(frozen=True)
class Parameter:
    """One argument of a tool."""

    name: str
    annotation: Any
    required: bool
    default: Any
    accepts: frozenset[Media] | None
    """Media that fit, for a parameter that names an exhibit."""
    description: str
    without: frozenset[str] = frozenset()
    """MIME types that do not fit all the same."""

    def marked(self, mark: type) -> bool:
        """Whether its annotation carries a mark such as `OfficersWords`."""
        return mark_of(self.annotation, mark) is not None


def mark_of(annotation: Any, kind: type) -> object | None:
    """The mark of a kind that an annotation carries, also inside a union such as `AudioExhibit | None`."""
    for argument in get_args(annotation):
        if isinstance(argument, kind):
            return argument
        if (inner := mark_of(argument, kind)) is not None:
            return inner
    return None
