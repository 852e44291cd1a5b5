"""Why two entries may be the same, or not."""

from dataclasses import dataclass
from typing import Literal

from tools.evidence import Citation

For = Literal[
    "same number",
    "same name",
    "same address",
    "same but for the country",
    "same but for look-alike signs",
    "other order",
    "initials",
    "short form",
    "name left out",
    "surname alone",
    "given name alone",
    "other spelling",
    "abbreviation",
    "shared number",
]
"""From the strongest to the weakest; suggestions stand in this order. It is an order, not a measure."""
Against = Literal[
    "different birth date",
    "named side by side",
    "different title",
    "different suffix",
    "different place",
    "fits others too",
    "not valid",
]


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against two entries being the same."""

    kind: For | Against
    text: str
    """In words, for the officer."""
    citations: tuple[Citation, ...] = ()
    """Where it stands, if not with the mentions themselves."""
