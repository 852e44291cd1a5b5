"""The draw: one in twenty of everything, which nobody can foresee and anybody can check afterwards.

What decides is the station's own signature of an event. Ed25519 gives each message one signature (RFC 8032, section 5.1.6, takes its
nonce from the private key and the message), so that it is a number that nobody has before the event is written, for it depends on the
private key, on the moment and on everything recorded before; and that everybody has afterwards, with the record and the public key
alone. Who holds the station's private key could try moments out, as could be done with any secret of the station; a question that is
asked again until it is not drawn stands in the record each time.
"""

import base64
import hashlib

from assistant.ledger import LedgerEvent

SHARE = 0.05
"""Part of all transcripts that is drawn."""
_PURPOSE = b"exhibit review draw 1\n"


def lot(event: LedgerEvent) -> float:
    """The number that an event drew, from 0 to 1: the first 64 bits of the SHA-256 of the purpose and the event's signature, over 2^64."""
    digest = hashlib.sha256(_PURPOSE + base64.b64decode(event.signature)).digest()
    return int.from_bytes(digest[:8]) / 2**64


def drawn(event: LedgerEvent) -> bool:
    """Whether a transcript that begins with an event is drawn."""
    return lot(event) < SHARE
