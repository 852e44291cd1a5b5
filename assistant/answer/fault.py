"""Why a sentence may not be shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Why a sentence may not be shown."""

    kind: str
    """uncited, number, name, word, quote: it stands in no quote. negation, modality, attribution: said, but not like this.
    role: of another person or thing. stitched: put together from what stands in different quotes. order: words in another
    order, in a language whose grammar is not read. exhibit: of another exhibit than the one it names. empty: it has no word
    that could be held against a quote."""
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"
