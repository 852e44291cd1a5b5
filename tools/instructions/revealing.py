"""A text as a model might read it: hidden, encoded and look-alike characters made plain."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

_LOOKALIKES = str.maketrans(
    "абвгеіјкмнорсѕтухԁԛԝһӏАВЕІЈКМНОРСЅТУХԌԚԜαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abbreijkmhopcstyxdqwhlABEIJKMHOPCSTYXGQWaeiknoptuxABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters by the Latin ones that they look like (Unicode TR 39, confusables)."""
_BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{20,}={0,2}(?![\w+/=])")
_SPACED = re.compile(r"\b(?:\w[ .\-_*]){5,}\w\b")
_TAGS = range(0xE0020, 0xE007F)
_SAID = 0.85
"""Share of letters and spaces from which decoded bytes are taken for words."""


def revealed(text: str) -> list[str]:
    """The text without invisible characters, and where they differ its other readings: look-alikes as Latin, base64 decoded, letters
    set apart put together."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", "".join(_seen(text)))
    readings = [plain, plain.translate(_LOOKALIKES), _SPACED.sub(lambda match: re.sub(r"[ .\-_*]", "", match[0]), plain)]
    readings += [decoded for token in _BASE64.findall(plain) if (decoded := _decoded(token))]
    return list(dict.fromkeys(readings))


def _seen(text: str) -> Iterator[str]:
    for character in text:
        if ord(character) in _TAGS:  # the invisible copy of ASCII
            yield chr(ord(character) - 0xE0000)
        elif unicodedata.category(character) != "Cf":
            yield character


def _decoded(token: str) -> str:
    try:
        said = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return said if sum(c.isalpha() or c.isspace() for c in said) >= _SAID * len(said) else ""
