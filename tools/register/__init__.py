"""The register of a case: who and what its exhibits name, what may be the same, and what people have decided of that."""

from tools.register.decisions import Decision, decisions
from tools.register.entries import Entry, Register, assembled, register
from tools.register.mention import Mention, Seed
from tools.register.reason import Reason
from tools.register.suggesting import Suggestion, suggestions

__all__ = ["Decision", "Entry", "Mention", "Reason", "Register", "Seed", "Suggestion", "assembled", "decisions", "register", "suggestions"]
