"""Addresses on the Internet."""

import ipaddress
import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_%+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![\w@])"
)
_URL = re.compile(r"\b(?:(?:https?|ftp)://|www\.)[^\s<>\"'“”]+", re.IGNORECASE)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{0,4}|(?:\d{1,3}\.){3}\d{1,3})(?![\w:])")


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses, the part after the @ in small letters."""
    for match in _EMAIL.finditer(text):
        local, _, domain = match[0].partition("@")
        yield Found("email", match.start(), match.end(), f"{local}@{domain.lower()}")


def urls(text: str) -> Iterator[Found]:
    """Web and file addresses, without the punctuation of the sentence around them."""
    for match in _URL.finditer(text):
        written = match[0].rstrip(".,;:!?")
        while written.endswith(")") and written.count(")") > written.count("("):
            written = written[:-1].rstrip(".,;:!?")
        yield Found("url", match.start(), match.start() + len(written), written)


def ips(text: str) -> Iterator[Found]:
    """IPv4 and IPv6 addresses in their shortest form."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            try:
                value = ipaddress.ip_address(match[0]).compressed
            except ValueError:
                continue
            if match[0].strip(":"):
                yield Found("ip", match.start(), match.end(), value)
