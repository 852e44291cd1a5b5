"""The parts of a question that may ask for different things."""

import re
from itertools import combinations

_CONNECTORS = re.compile(
    r"""
    \s*[;.?!]\s+(?=\S)                                     # sentences, and things listed with semicolons
    | \s*,?\s+(?:and\s+(?:then|also|after\s+that|afterwards|finally)|then|afterwards|plus|also
        |as\s+well\s+as|and|und\s+(?:dann|danach)|und|sowie|danach|y\s+(?:luego|después)|luego|y|e\s+(?:poi|depois)|poi|et\s+(?:puis|ensuite)|puis|et
        |en\s+(?:dan|daarna)|en|i|oraz|ve|și|och|и|و)\s+
    | \s*,\s+(?:then\s+)?
    | \s*[+/]\s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FEWEST_WORDS = 2
_MOST = 4


def divisions(question: str) -> list[list[str]]:
    """Every way to divide a question at its connectors into two to four parts, each of two words or more. Whether the parts
    really ask for different things is for the router to find out."""
    joints = [match.span() for match in _CONNECTORS.finditer(question) if match.start() > 0 and match.end() < len(question)][: _MOST + 1]
    found = []
    for count in range(1, min(len(joints), _MOST - 1) + 1):
        for chosen in combinations(joints, count):
            starts, ends = [0, *(end for _, end in chosen)], [*(start for start, _ in chosen), len(question)]
            parts = [question[start:end].strip(" ,;.?!") for start, end in zip(starts, ends, strict=True)]
            if all(len(part.split()) >= _FEWEST_WORDS for part in parts):
                found.append(parts)
    return found
