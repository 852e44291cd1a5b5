"""English sentences taken apart: the parser that comes with the weights of the named-entity recogniser."""

from functools import cache
from typing import Any

import models


@cache
def parser() -> Any:
    """spaCy's pipeline with tagger, parser and lemmatizer (en_core_web_sm). What it makes of other languages is worth nothing."""
    import spacy

    pipeline = spacy.load(models.path("named-entities"))
    pipeline.max_length = 10_000_000
    return pipeline
