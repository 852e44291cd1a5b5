"""The forms of machine-readable zones: which field stands where (ICAO Doc 9303, eighth edition, parts 4 to 7)."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["letters", "digits", "any"]


@dataclass(frozen=True)
class Field:
    """One field of a zone."""

    type: str
    """Of the entity that it becomes."""
    row: int
    start: int
    end: int
    kind: Kind
    check: int | None = None
    """Where its check digit stands in the same row."""


@dataclass(frozen=True)
class Form:
    """One form of zone."""

    name: str
    rows: int
    width: int
    first: str
    """What its first row may begin with."""
    fields: tuple[Field, ...]
    composite: tuple[int, int] | None
    """Row and place of the check digit over all; visas have none."""
    covered: tuple[tuple[int, int, int], ...] = ()
    """Row, start and end of what that digit covers, in order."""


def _second_row(number_end: int = 9) -> tuple[Field, ...]:
    """What passports, visas and cards of two rows share."""
    return (
        Field("document_number", 1, 0, number_end, "any", 9),
        Field("nationality", 1, 10, 13, "letters"),
        Field("birth_date", 1, 13, 19, "digits", 19),
        Field("sex", 1, 20, 21, "letters"),
        Field("expiry_date", 1, 21, 27, "digits", 27),
    )


def _first_row(width: int) -> tuple[Field, ...]:
    return (Field("document_type", 0, 0, 2, "letters"), Field("country", 0, 2, 5, "letters"), Field("names", 0, 5, width, "letters"))


TD1 = Form(
    "TD1",
    3,
    30,
    "ACI",
    (
        Field("document_type", 0, 0, 2, "letters"),
        Field("country", 0, 2, 5, "letters"),
        Field("document_number", 0, 5, 14, "any", 14),
        Field("optional", 0, 15, 30, "any"),
        Field("birth_date", 1, 0, 6, "digits", 6),
        Field("sex", 1, 7, 8, "letters"),
        Field("expiry_date", 1, 8, 14, "digits", 14),
        Field("nationality", 1, 15, 18, "letters"),
        Field("optional", 1, 18, 29, "any"),
        Field("names", 2, 0, 30, "letters"),
    ),
    (1, 29),
    ((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
)
TD2 = Form(
    "TD2",
    2,
    36,
    "ACIP",
    (*_first_row(36), *_second_row(), Field("optional", 1, 28, 35, "any")),
    (1, 35),
    ((1, 0, 10), (1, 13, 20), (1, 21, 35)),
)
TD3 = Form(
    "TD3",
    2,
    44,
    "P",
    (*_first_row(44), *_second_row(), Field("personal_number", 1, 28, 42, "any", 42)),
    (1, 43),
    ((1, 0, 10), (1, 13, 20), (1, 21, 43)),
)
MRV_A = Form("MRV-A", 2, 44, "V", (*_first_row(44), *_second_row(), Field("optional", 1, 28, 44, "any")), None)
MRV_B = Form("MRV-B", 2, 36, "V", (*_first_row(36), *_second_row(), Field("optional", 1, 28, 36, "any")), None)
FORMS = (TD1, TD2, TD3, MRV_A, MRV_B)
