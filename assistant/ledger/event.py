"""One line of the record, and the signed head that says how long the record is."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

GENESIS = "0" * 64
"""What the first event names as the hash of the one before it."""


@dataclass(frozen=True)
class LedgerEvent:
    """One thing that happened."""

    seq: int
    """Counted from 1."""
    time: str
    """ISO 8601, UTC."""
    case: str
    officer: str
    event: str
    """What kind of thing: question, route, tool_call, answer, confirmation, view, export, error, …"""
    data: dict[str, Any]
    previous: str
    """Hash of the event before."""
    key: str
    """Public key of the station that wrote it, base64."""
    hash: str = ""
    """SHA-256 of everything above as canonical JSON."""
    signature: str = ""
    """Ed25519 signature of the hash, base64."""

    def digest(self) -> str:
        """The hash that this event should have."""
        return hashlib.sha256(self._body().encode()).hexdigest()

    def _body(self) -> str:
        return canonical({name: value for name, value in vars(self).items() if name not in ("hash", "signature")})

    def line(self) -> str:
        """The event as one line of the record, without the line break."""
        return canonical(vars(self))

    def sealed(self, sign: Callable[[bytes], str]) -> "tuple[LedgerEvent, str]":
        """The event with its hash and its signature, and its line; `sign` gives the signature of a message, base64."""
        body = self._body()
        digest = hashlib.sha256(body.encode()).hexdigest()
        signature = sign(digest.encode())
        # In sorted order the hash stands before the key and the signature before the time. What follows the key is no object, and
        # quotes inside a string are escaped: the last such marks are the event's own.
        key, time = body.rindex(',"key":"'), body.rindex(',"time":"')
        line = f'{body[:key]},"hash":"{digest}"{body[key:time]},"signature":"{signature}"{body[time:]}'
        return replace(self, hash=digest, signature=signature), line

    @classmethod
    def parse(cls, line: str) -> "LedgerEvent":
        """The event of a line; ValueError when it is none."""
        try:
            event = cls(**json.loads(line))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if event.line() != line:
            raise ValueError("not in canonical form")
        return event


@dataclass(frozen=True)
class Head:
    """How many events a record has, the hash of the last one and the root of their tree, signed and kept outside the chain: a record
    that was cut off at its end is shorter than its head says."""

    case: str
    events: int
    hash: str
    key: str
    signature: str
    root: str | None = None
    """Root of the Merkle tree of all events' hashes, hex; None in heads of before there was one."""

    @property
    def message(self) -> bytes:
        """What the signature signs."""
        root = f"\n{self.root}" if self.root is not None else ""
        return f"exhibit ledger head\n{self.case}\n{self.events}\n{self.hash}{root}".encode()


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(content: dict[str, Any]) -> str:
    """JSON with sorted keys, no spaces, no escapes beyond the necessary: the same content gives the same bytes."""
    return _ENCODER.encode(content)
