"""The marks between which quotes from exhibits stand in a prompt."""

import hashlib
import hmac
import secrets

_KEY = secrets.token_bytes(32)
"""New in every run of the program, and never written anywhere."""
_DIGITS = 8


def fence(question: str, quotes: str) -> str:
    """A mark that nothing between the marks can hold, for one turn.

    It is keyed with a secret of this run over the question and the quotes themselves: whoever wrote an exhibit would have to know the
    secret, and the text that the mark itself changes. Where it should stand in the quotes all the same, another is taken.
    """
    for attempt in range(1 << 16):
        digest = hmac.new(_KEY, f"{attempt}\n{question}\n{quotes}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
        if (mark := digest[:_DIGITS]) not in quotes:
            return mark
    raise AssertionError("quotes that hold every mark cannot be shown")
