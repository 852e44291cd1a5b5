"""Sealing what must not lie readable on the disk: AES-256-GCM (NIST SP 800-38D) with keys derived for one case (HKDF, RFC 5869)."""

import hashlib
import hmac
import json
import os

from tools.errors import IntegrityError

SECRET_BYTES = 32
"""Length of the station's secret."""
_NONCE_BYTES = 12


class Seal:
    """Closes and opens bytes for one case. Whoever has the case folder but not the station's secret reads nothing.

    Args:
        secret: the station's, 32 random bytes.
        case: id of the case: another case has other keys.
    """

    def __init__(self, secret: bytes, case: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        if len(secret) != SECRET_BYTES:
            raise ValueError(f"the station's secret has {SECRET_BYTES} bytes, not {len(secret)}")
        keys = HKDF(SHA256(), 3 * SECRET_BYTES, None, f"exhibit seal 1 {case}".encode()).derive(secret)
        self._cipher = AESGCM(keys[:SECRET_BYTES])
        self._marking = keys[SECRET_BYTES : 2 * SECRET_BYTES]
        self.id = hashlib.sha256(keys[2 * SECRET_BYTES :]).hexdigest()[:16]
        """Tells whether something was closed by this seal; says nothing about its keys."""

    def close(self, content: bytes, *about: str) -> bytes:
        """Encrypt; `about` says what it is and where it belongs, and must be the same when it is opened."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, _bound(about))

    def open(self, sealed: bytes, *about: str) -> bytes:
        """Decrypt; IntegrityError when a bit of it was changed, or when it was put somewhere else than where it belongs."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(about))
        except (InvalidTag, ValueError) as error:
            raise IntegrityError(f"What is sealed as {' '.join(about)} is not what was put there. Nothing was done with it.") from error

    def mark(self, *parts: str) -> str:
        """A hash of some texts that only this seal can make, 64 hex digits."""
        return hmac.new(self._marking, _bound(parts), hashlib.sha256).hexdigest()


def _bound(parts: tuple[str, ...]) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode()
