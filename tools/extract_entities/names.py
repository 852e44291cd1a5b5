"""Names of persons, organisations and places (spaCy)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import models
from tools.recognisers.found import Found

# OntoNotes 5 labels (https://catalog.ldc.upenn.edu/LDC2013T19) by the words of this program.
_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}

_TAIL = re.compile(r"(?: (?:on|in|at|of|and|the|for|to|with|from|by))+$")
"""Small words that the model leaves at the end of a name where a line breaks."""


def names(blocks: Sequence[tuple[int, str]]) -> Iterator[Found]:
    """Names in blocks of running text, each given with where it starts in the whole.

    The recogniser is trained on English; its published F1 is 0.84 (see its card), so it misses some and invents some.
    """
    pipeline = _pipeline()
    starts = [start for start, _ in blocks]
    for start, document in zip(starts, pipeline.pipe((text for _, text in blocks), batch_size=64), strict=True):
        for entity in document.ents:
            kind = _TYPES.get(entity.label_)
            written = _TAIL.sub("", entity.text.strip(" \n'\"“”,.;:-"))
            if kind is None or not any(map(str.isalpha, written)):
                continue
            begin = start + entity.start_char + entity.text.index(written)
            value = " ".join(written.removesuffix("'s").removesuffix("’s").split())
            yield Found(kind, begin, begin + len(written), value)


@cache
def _pipeline() -> Any:
    import spacy

    pipeline = spacy.load(
        models.path("named-entities"),
        exclude=["parser", "lemmatizer", "senter", "tagger", "attribute_ruler"],
    )
    pipeline.max_length = 10_000_000
    return pipeline
