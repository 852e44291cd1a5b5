"""Marking quoted words inside a text."""

import re
from collections.abc import Iterable

from assistant.chat.escape import Html, escape, join, tag


def marked(text: str, quotes: Iterable[str]) -> Html:
    """A text with quotes marked in it; the whole of it when a quote is not found there word for word."""
    parts: list[Html] = []
    end = 0
    for start, stop in places(text, quotes):
        parts += [escape(text[end:start]), tag("mark", text[start:stop])]
        end = stop
    return join((*parts, text[end:]))


def places(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    """Where quotes stand in a text, in order and without overlaps; the whole of it when one does not stand there word for word."""
    spans: list[tuple[int, int]] = []
    for quote in quotes:
        found = _find(text, quote)
        if found is None:
            return [(0, len(text))]
        spans.append(found)
    apart: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        end = apart[-1][1] if apart else 0
        if stop > end:
            apart.append((max(start, end), stop))
    return apart


def _find(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands, as it stands or with other spaces; None when it does not."""
    if not quote.strip():
        return None
    position = text.find(quote)
    if position >= 0:
        return position, position + len(quote)
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return None if match is None else match.span()
