"""A judgement that nobody can read until every examiner has given one."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.ledger import StationKey
from tools.errors import IntegrityError, ToolError
from tools.verification import Opened, Sealed

_PURPOSE = "sealed verdicts"
_NONCE = 12
_BLOCK = 4096
"""Bytes: every judgement is filled up to a multiple of it, so that its length does not tell of its verdict or remarks."""


class Seal:
    """Encrypts judgements (AES-256-GCM) with a key that only this station can derive.

    The case folder alone, a copy of it, and every display of this program are thereby blind. Who has the station's key file and the
    skill to use it could look all the same: the commitment in the ledger still holds the examiner to what was said.

    Args:
        key: of the station.
    """

    def __init__(self, key: StationKey) -> None:
        self.station = key.public
        self._cipher = AESGCM(key.derived(_PURPOSE))

    def close(self, opened: Opened, commitment: str) -> bytes:
        """Seal a judgement; it can be opened only with the commitment that it was sealed under."""
        content = opened.model_dump_json().encode()
        filled = content.ljust(-(-len(content) // _BLOCK) * _BLOCK)
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, filled, commitment.encode())

    def open(self, record: Sealed) -> Opened:
        """The judgement of a sealed verdict.

        Raises:
            ToolError: it was sealed at another station.
            IntegrityError: it is not what the examiner gave.
        """
        if record.station != self.station:
            raise ToolError(
                f"{record.examiner} judged this candidate at another station, which alone can open that verdict: give yours there."
            )
        nonce, content = record.sealed[:_NONCE], record.sealed[_NONCE:]
        try:
            return Opened.model_validate_json(self._cipher.decrypt(nonce, content, record.commitment.encode()))
        except (InvalidTag, ValueError) as error:
            raise IntegrityError(f"The sealed verdict {record.id} on {record.evidence} is not what {record.examiner} gave.") from error
