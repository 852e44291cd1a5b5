"""When two values of a type are the same value, and what is left of one when the ways of writing it are taken away."""

import re
import unicodedata
from urllib.parse import urlsplit

_NOT_WORD = re.compile(r"[^\w]+")


def key_of(kind: str, value: str) -> str:
    """What two mentions of one exhibit must have in common to be shown as one: the value without case, spaces and the like."""
    if kind == "url":
        return _web(value)
    if kind == "imei":
        return value[:14]  # the check digit, or the version of the software, follows (3GPP TS 23.003)
    if kind in ("person", "organisation", "place", "address"):
        return " ".join(_NOT_WORD.sub(" ", value.casefold()).split()) or value.casefold()
    return value if kind == "crypto_address" else value.casefold()


def plain(text: str) -> str:
    """A text in small letters without accents: `Jindřich` and `JINDRICH` are the same."""
    apart = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, plain, without marks between them; `J.R.` is two words."""
    return tuple(_NOT_WORD.sub(" ", plain(text).replace("'", "").replace("’", "")).split())


def _web(value: str) -> str:
    """A web address without its scheme, `www.`, fragment and last slash; the path keeps its case."""
    parts = urlsplit(value if "://" in value else f"//{value}")
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.netloc or '').casefold().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
