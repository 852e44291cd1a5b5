"""The station's signing key (Ed25519, RFC 8032)."""

import base64
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from assistant.secret_file import secret


class StationKey:
    """The key that signs this station's records. It lies outside every case, readable by its owner only."""

    def __init__(self, file: Path) -> None:
        """Load the key from `file`, making one on first use."""
        self._private = Ed25519PrivateKey.from_private_bytes(secret(file, lambda: Ed25519PrivateKey.generate().private_bytes_raw()))
        self.public = base64.b64encode(self._private.public_key().public_bytes_raw()).decode()
        """The public key, base64."""

    def sign(self, message: bytes) -> str:
        """Signature of a message, base64."""
        return base64.b64encode(self._private.sign(message)).decode()


def holds(public: str, signature: str, message: bytes) -> bool:
    """Whether a signature (base64) of a message was made with the private half of a public key (base64)."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(_bytes(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(text: str) -> bytes:
    """The bytes of base64 in its one form; ValueError for any other. The hash of an event does not cover its signature: a reader that
    lets strange letters pass would let words stand there that nobody signed."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("not in the one form of base64")
    return found
