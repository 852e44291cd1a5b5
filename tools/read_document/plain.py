"""Plain text."""

import re
from collections.abc import Iterator

from tools.case import Exhibit
from tools.read_document.line import Line, Pages

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def pages(document: Exhibit) -> Pages:
    """One page: the lines of the file that are not blank."""
    text = document.path.read_bytes().decode(str(document.facts["encoding"]))
    return Pages(1, lambda _: _lines(text))


def _lines(text: str) -> Iterator[Line]:
    for number, match in enumerate(_LINE.finditer(text), start=1):
        if line := match[0].strip():
            yield Line(line, number=number, offset=match.start() + match[0].index(line))
