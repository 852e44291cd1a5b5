"""The record of what was asked, done, found and shown: append-only, chained by hash, signed."""

from assistant.ledger.chain import Ledger, LedgerDamaged
from assistant.ledger.event import Head, LedgerEvent
from assistant.ledger.keys import StationKey
from assistant.ledger.proof import inclusions, is_proof, prove_event, prove_growth, put_verifier, verify_proof
from assistant.ledger.verify import Verdict, export, verify_case, verify_export

__all__ = [
    "Head",
    "Ledger",
    "LedgerDamaged",
    "LedgerEvent",
    "StationKey",
    "Verdict",
    "export",
    "inclusions",
    "is_proof",
    "prove_event",
    "prove_growth",
    "put_verifier",
    "verify_case",
    "verify_export",
    "verify_proof",
]
