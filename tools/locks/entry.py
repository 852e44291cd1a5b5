"""One entry of the list by which privileged correspondence is known, and what it matches."""

from dataclasses import dataclass
from typing import Literal, get_args

from tools.errors import ToolError
from tools.locks import wording
from tools.locks.correspondence import Correspondence

Kind = Literal["address", "domain", "number", "name", "term"]
Whose = Literal["lawyer", "clergy", "doctor", "other"]
LONGEST = 120
"""Characters of an entry."""


@dataclass(frozen=True)
class Entry:
    """An identifier or a term."""

    kind: Kind
    value: str
    """In the form in which it is compared: addresses and domains in lower case, numbers and names as they were given."""
    whose: Whose

    @property
    def key(self) -> str:
        """What tells it from other entries."""
        return f"{self.kind}:{wording.folded(self.value) if self.kind in ('name', 'term') else self.value}"

    def __str__(self) -> str:
        return f"the {self.kind} {self.value!r} ({self.whose})"

    def where(self, item: Correspondence) -> str | None:
        """Where in an exhibit this entry stands, in words that tell nothing else of it; None where it does not."""
        if self._among(item.parties):
            return "among who wrote or received it"
        if self._named(item.labels):
            return "in its name or title"
        # Whose name falls in other people's letters has not written them; whose address stands there often has: a reply quotes it.
        if self.kind == "name" and item.parties:
            return "in a message that it passes on" if self._among(item.passed_on) else None
        return "in its text" if self._says(item.text) else None

    def _among(self, parties: tuple[str, ...]) -> bool:
        return self.kind != "term" and any(self._says(party) for party in parties)

    def _named(self, labels: tuple[str, ...]) -> bool:
        if self.kind == "number":
            return any(wording.number_key(self.value) in wording.numbers(label, file_name=True) for label in labels)
        return any(self._says(label) for label in labels)

    def _says(self, text: str) -> bool:
        match self.kind:
            case "address":
                return self.value in wording.addresses(text)
            case "domain":
                return any(wording.is_in_domain(a, self.value) for a in wording.addresses(text)) or wording.has_host(text, self.value)
            case "number":
                return wording.number_key(self.value) in wording.numbers(text)
            case "name":
                plain = wording.folded(text)
                return any(wording.has_phrase(plain, form) for form in wording.names_in(self.value))
            case "term":
                return wording.has_phrase(wording.folded(text), self.value)


def entry(kind: str, value: str, whose: str) -> Entry:
    """An entry as it is kept.

    Raises:
        ToolError: it is no such identifier, or so short that it would match by chance.
    """
    said = " ".join(value.split())
    if kind not in get_args(Kind) or whose not in get_args(Whose):
        raise ToolError(f"An entry is one of {', '.join(get_args(Kind))}, of a {', '.join(get_args(Whose))}.")
    if not said or len(said) > LONGEST or not said.isprintable():
        raise ToolError(f"{value!r} cannot be listed: an entry is one line of 1 to {LONGEST} characters.")
    if kind == "address":
        said = said.casefold()
        if wording.addresses(said) != {said}:
            raise ToolError(f"{said!r} is no e-mail address. A domain is given with --domain, a name with --name.")
    elif kind == "domain":
        said = said.casefold().removeprefix("@").strip(".")
        if "." not in said or not all(part and part.replace("-", "").isalnum() for part in said.split(".")):
            raise ToolError(f"{said!r} is no domain such as chambers.example.")
    elif kind == "number" and not wording.number_key(said):
        raise ToolError(f"{said!r} is no telephone number: give at least seven digits.")
    elif kind in ("name", "term") and len(wording.folded(said)) < 3:
        raise ToolError(f"{said!r} is too short: it would match by chance.")
    return Entry(kind, said, whose)  # type: ignore[arg-type]
