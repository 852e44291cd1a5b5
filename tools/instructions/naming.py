"""What an exhibit is called where a model or a rule goes by its name."""

import unicodedata

from tools.instructions.finding import flag

_LONGEST = 120
"""Characters of a name that are given to a model."""


def harmless_title(title: str) -> str:
    """A title as it may be shown to a language model and compared with a question: one line without control or invisible characters,
    and nothing at all where it reads like an instruction. Most titles are file names, which whoever made the exhibit chose; the
    officer sees them as they are."""
    plain = " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else " " for c in title).split())
    if flag(plain.replace("_", " ")) or flag(plain):
        return ""
    return plain[:_LONGEST]
