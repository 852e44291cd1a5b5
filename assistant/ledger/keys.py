"""The station's signing key (Ed25519, RFC 8032)."""

import base64
import contextlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class StationKey:
    """The key that signs this station's records. It lies outside every case, readable by its owner only."""

    def __init__(self, file: Path) -> None:
        """Load the key from `file`, making one on first use."""
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            spare = file.with_name(f"{file.name}.{os.getpid()}.part")
            with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(Ed25519PrivateKey.generate().private_bytes_raw())
                out.flush()
                os.fsync(out.fileno())
            with contextlib.suppress(FileExistsError):  # another process has made a key meanwhile: that one stays
                os.link(spare, file)
            spare.unlink()
        self._private = Ed25519PrivateKey.from_private_bytes(file.read_bytes())
        self.public = base64.b64encode(self._private.public_key().public_bytes_raw()).decode()
        """The public key, base64."""

    def sign(self, message: bytes) -> str:
        """Signature of a message, base64."""
        return base64.b64encode(self._private.sign(message)).decode()

    def derived(self, purpose: str) -> bytes:
        """32 bytes that only this station can derive, others for each purpose (HKDF-SHA256, RFC 5869)."""
        return HKDF(SHA256(), 32, salt=None, info=f"exhibit {purpose}".encode()).derive(self._private.private_bytes_raw())


def holds(public: str, signature: str, message: bytes) -> bool:
    """Whether a signature (base64) of a message was made with the private half of a public key (base64)."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(base64.b64decode(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
