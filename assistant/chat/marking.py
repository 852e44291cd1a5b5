"""Marking quoted words inside a text."""

import re
from collections.abc import Iterable

from assistant.chat.escape import Html, escape, join, tag


def marked(text: str, quotes: Iterable[str]) -> Html:
    """A text with quotes marked in it; the whole of it when a quote is not found there word for word."""
    spans: list[tuple[int, int]] = []
    for quote in quotes:
        found = _find(text, quote)
        if found is None:
            return tag("mark", text)
        spans.append(found)
    parts: list[Html] = []
    end = 0
    for start, stop in sorted(spans):
        if stop <= end:
            continue
        start = max(start, end)
        parts += [escape(text[end:start]), tag("mark", text[start:stop])]
        end = stop
    return join((*parts, text[end:]))


def _find(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands, as it stands or with other spaces; None when it does not."""
    if not quote.strip():
        return None
    position = text.find(quote)
    if position >= 0:
        return position, position + len(quote)
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return None if match is None else match.span()
