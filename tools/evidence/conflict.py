"""What speaks against each other."""

from typing import Literal, Self

from pydantic import model_validator

from tools.evidence.place import Citation
from tools.evidence.statement import Evidence

Aspect = Literal["time", "date", "place", "number", "colour", "plate", "fact"]
"""In what two statements differ; `fact` is one that is stated and denied, or two states that exclude each other."""


class Contradiction(Evidence):
    """Two statements in the case that cannot both hold as they stand. Which one does, and whether they speak of the same, is for a
    person to find out."""

    kind: Literal["Contradiction"] = "Contradiction"
    aspect: Aspect
    statements: tuple[str, str]
    """Word for word, in the order of the citations."""
    sides: tuple[int, int]
    """How many of the citations belong to each statement, in order."""
    values: tuple[str, str]
    """What differs, as each statement has it."""
    compared: int
    """Statements that were held against each other to find this."""
    exhibits: tuple[str, ...]
    """The exhibits that those statements stand in."""
    not_compared: tuple[str, ...] = ()
    """What was left out, in words."""

    pictures: tuple[str, ...] = ()
    """None are drawn; all kinds of measured evidence have this field."""

    @model_validator(mode="after")
    def _two_sides(self) -> Self:
        if min(self.sides) < 1 or sum(self.sides) != len(self.citations):
            raise ValueError("each statement needs a citation of its own")
        return self

    @property
    def places(self) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
        """The citations of each statement."""
        return self.citations[: self.sides[0]], self.citations[self.sides[0] :]
