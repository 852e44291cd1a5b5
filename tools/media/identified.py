"""What a file turned out to be."""

from dataclasses import dataclass, field

from tools.case import Media


@dataclass(frozen=True)
class Identified:
    """What a file turned out to be."""

    media: Media
    mime: str
    facts: dict[str, str | int | float] = field(default_factory=dict)
