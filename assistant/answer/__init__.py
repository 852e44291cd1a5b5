"""What the officer reads, and the gate that every sentence of it has passed."""

from assistant.answer.claim import faults
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
from assistant.answer.fault import Fault
from assistant.answer.quote import Quote

__all__ = [
    "Answer",
    "CallRecord",
    "Coverage",
    "Fault",
    "InstructionLike",
    "NotSearched",
    "Quote",
    "Refusal",
    "Sentence",
    "Status",
    "faults",
]
