"""One place where an exhibit names somebody or something, and what one exhibit calls by one name."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from tools.evidence import Citation


@dataclass(frozen=True)
class Mention:
    """One place where an exhibit names a person, number or the like."""

    evidence: tuple[str, ...]
    """Ids of the entities that it was made from: surname and given names of an identity document are two."""
    exhibit: str
    type: str
    value: str
    """In the type's standard form where there is one, else as written."""
    written: str
    """Word for word."""
    citations: tuple[Citation, ...]
    span: tuple[int, int]
    """Start and end in characters of the exhibit's text, as `Entity.span`."""
    valid: bool | None = None
    """Whether its check digits hold; None where the type has none."""
    note: str | None = None
    title: str | None = None
    """What stands before a person's name: Mr, Dr, …"""
    born: str | None = None
    """A person's date of birth (ISO 8601) where the exhibit states it with the name."""


@dataclass(frozen=True)
class Seed:
    """What one exhibit calls by one value: the smallest thing that entries of the register are made of."""

    type: str
    key: str
    """What its mentions have in common, see `tools.register.keys`."""
    exhibit: str
    mentions: tuple[Mention, ...]

    @cached_property
    def id(self) -> str:
        """`en-` and the first 12 hex digits of the SHA-256 of type, key and exhibit: the same when the exhibit is gone through anew."""
        content = json.dumps([self.type, self.key, self.exhibit], ensure_ascii=False)
        return "en-" + hashlib.sha256(content.encode()).hexdigest()[:12]
