"""A quote that a sentence is held against."""

from dataclasses import dataclass
from functools import cached_property

from assistant.answer.hedges import FIRST
from assistant.answer.quote import Quote
from assistant.answer.reading import Reading


@dataclass(frozen=True, eq=False)
class Held:
    """A quote with its grammar."""

    quote: Quote
    reading: Reading

    @cached_property
    def first_person(self) -> bool:
        """Whether its author speaks of himself in it."""
        return any(node.plain in FIRST for node in self.reading.nodes.values()) or any(word in FIRST for word in self.reading.run)


Image = tuple[Held, int]
"""A word of a quote that stands for a word of the sentence."""
