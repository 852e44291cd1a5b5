"""What the register adds to a reading: a question about a recording is not for a tool that reads letters."""

from collections.abc import Sequence

import numpy as np

from assistant.router.classifier import Reading, Scores
from assistant.router.mentions import CLEAR, Mentions
from tools.case import Exhibit
from tools.registry import Tool, all_tools

# Added to a reading, whose own scores are about 2 for the right class and 0 for the others; chosen on questions
# that are examples since (see `models/cards/router.md`).
_FITS = 0.25
"""The exhibits that are named are of a medium that the tool takes."""
_DOES_NOT_FIT = -0.6
"""They are not."""
_UNNAMED = -0.1
"""The tool takes an exhibit and none is named."""
_NOWHERE = -0.4
"""As before, several would do, and not a word of the question (which is in English, as titles are) stands in any title."""
_ABSENT = -0.8
"""The case has no exhibit that the tool could take."""
_NUMBERED = -0.35
"""An exhibit is named by its number or file name and the tool takes none."""


def adjusted(reading: Reading, mentions: Mentions, exhibits: Sequence[Exhibit]) -> Scores:
    """The scores of a reading with what the register says."""
    media = {exhibit.id: exhibit.media for exhibit in exhibits}
    best = mentions.best
    named = mentions.explicit or tuple(e for e, score in mentions.scores.items() if best >= CLEAR and score >= best - 0.1)
    extra = []
    for name in reading.classes:
        tool = all_tools().get(name)
        if tool is None:
            extra.append(0.0)
        elif not (accepted := _media(tool)):
            extra.append(_NUMBERED if mentions.explicit else 0.0)
        elif not any(medium in accepted for medium in media.values()):
            extra.append(_ABSENT)
        elif not named:
            several = sum(medium in accepted for medium in media.values()) > 1
            extra.append(_UNNAMED + (_NOWHERE if several and best <= 0 and not reading.foreign else 0.0))
        else:
            share = sum(media[exhibit] in accepted for exhibit in named) / len(named)
            extra.append(share * _FITS + (1 - share) * _DOES_NOT_FIT)
    scores: Scores = reading.total + np.array(extra)
    return scores


def _media(tool: Tool) -> frozenset[str]:
    """The media that a tool's required exhibits may have; empty for a tool that takes none."""
    return frozenset(medium for parameter in tool.exhibit_parameters if parameter.required for medium in parameter.accepts or ())
