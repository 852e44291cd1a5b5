"""What the officer reads, and the gate that every sentence of it has passed."""

from assistant.answer.claim import Fault, faults
from assistant.answer.document import (
    Answer,
    CallRecord,
    Coverage,
    InstructionLike,
    NotSearched,
    Refusal,
    Sentence,
    Status,
)

__all__ = [
    "Answer",
    "CallRecord",
    "Coverage",
    "Fault",
    "InstructionLike",
    "NotSearched",
    "Refusal",
    "Sentence",
    "Status",
    "faults",
]
