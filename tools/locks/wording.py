"""Texts as the locks compare them: however they are typed, hyphenated, accented or hidden in invisible characters."""

import re
import unicodedata

_EMAIL = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\[\]\",;:@]+\.[^\s<>()\[\]\",;:@]+")
_NUMBER = re.compile(r"(?<![\w])\+?\(?\d[\d \u00a0\u202f().\-/]{4,}\d(?!\w)")
_NUMBER_IN_NAME = re.compile(r"\+?\d[\d .()-]{4,}\d")
_SHORTEST_NUMBER = 7
_COMPARED = 9
"""Digits from the end that two telephone numbers must share: what is before them is a country's or trunk prefix."""


def folded(text: str) -> str:
    """A text in lower case, without accents and invisible characters, every other sign a single space: words to look for phrases in."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Mn"))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def has_phrase(folded_text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand one after another in a folded text."""
    words = folded(phrase)
    return bool(words) and f" {words} " in f" {folded_text} "


def names_in(phrase: str) -> tuple[str, ...]:
    """The ways in which a name is written: as given, and the last word first."""
    words = folded(phrase).split()
    return (" ".join(words), " ".join([words[-1], *words[:-1]])) if len(words) > 1 else (" ".join(words),)


def addresses(text: str) -> set[str]:
    """The e-mail addresses in a text, in lower case."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return {found.casefold().strip(".'") for found in _EMAIL.findall(visible)}


def is_in_domain(address: str, domain: str) -> bool:
    """Whether an e-mail address is of a domain or of one below it."""
    host = address.rpartition("@")[2].rstrip(".")
    return host == domain or host.endswith(f".{domain}")


def has_host(text: str, domain: str) -> bool:
    """Whether a text names a domain, or one below it, as in the web address of a letterhead."""
    return re.search(rf"(?<![\w@-])(?:[\w-]+\.)*{re.escape(domain)}(?![\w-]|\.\w)", text.casefold()) is not None


def numbers(text: str, *, file_name: bool = False) -> set[str]:
    """The telephone numbers in a text by the digits that are compared; those of a file's name stand between other signs."""
    found = (_NUMBER_IN_NAME if file_name else _NUMBER).findall(text)
    return {key for written in found if (key := number_key(written))}


def number_key(written: str) -> str:
    """The digits by which a telephone number is compared; empty for what is too short to be one."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", written) if c.isdecimal())
    return digits[-_COMPARED:] if len(digits) >= _SHORTEST_NUMBER else ""
