"""How long a search takes in a case of 10,000 pages, against the bare query of chromadb for the same vectors."""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bench import row
from assistant.documents import BenchRow
from tools import results
from tools.case import Case
from tools.embedding import DIMENSIONS, Vectors
from tools.evidence import TextLine
from tools.index import Index
from tools.intake import Labels, add
from tools.registry import get_tool
from tools.retrieval import compared

_PAGES_EACH = 50
_LINES = 8
_WORDS = 20_000
"""Different words of the made-up text; how often each stands there follows Zipf's law, as in a language."""
_WORDS_A_LINE = 6
_QUERIES = 30


@dataclass(frozen=True)
class Timed:
    """Seconds of each query."""

    ours: list[float]
    """Searched, held against what was read; without embedding the query and without hashing the exhibits, which depend on neither."""
    bare: list[float]
    """chromadb's query alone."""
    pages: int
    passages: int


class RandomEmbedder:
    """Unit vectors that depend on a text and mean nothing: how long a search takes does not depend on what they mean."""

    def __init__(self) -> None:
        self.embedded: list[str] = []
        """Everything that was embedded."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, 384)."""
        self.embedded += texts
        drawn = np.array([np.random.default_rng(abs(hash(text))).standard_normal(DIMENSIONS) for text in texts], np.float32)
        vectors: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return vectors


def measure_speed(*, quick: bool) -> list[BenchRow]:
    """Median and 95th percentile of some queries."""
    with tempfile.TemporaryDirectory() as scratch:
        case = made_case(Path(scratch), pages=500 if quick else 10_000)
        found = timed(case, RandomEmbedder())
    name = "bare chromadb query, same vectors"
    rows = []
    for what, of in (("median", statistics.median), ("95th percentile", lambda taken: statistics.quantiles(taken, n=20)[-1])):
        ours, bare = of(found.ours) * 1000, of(found.bare) * 1000
        metric = f"retrieval, {found.pages:,} pages: {what} of a search"
        rows.append(row(metric, "ms", ours, peer=bare, peer_name=name, n=len(found.ours)))
    return rows


def timed(case: Case, embed: RandomEmbedder, queries: int = _QUERIES) -> Timed:
    """Index a case and search it."""
    index = Index(case, lambda: embed)
    index.update()
    dice, ours, bare = random.Random(1), [], []  # noqa: S311  # which words, not a secret
    vocabulary = _vocabulary(dice)
    for number in range(queries + 2):
        query = "What did the " + " ".join(vocabulary.line(dice, 5))
        vector = embed([query])[0]
        taken = {}
        for who in ("ours", "bare") if number % 2 else ("bare", "ours"):
            started = time.perf_counter()
            if who == "ours":
                index.update()
                compared(case, index, index.search(query, 8))
            else:
                index.nearest(vector, 8)
            taken[who] = time.perf_counter() - started
        if number >= 2:  # the first ones load what is kept in memory
            ours.append(taken["ours"])
            bare.append(taken["bare"])
    return Timed(ours, bare, sum(int(e.facts["made_pages"]) for e in case.exhibits()), index.count())


def made_case(scratch: Path, pages: int) -> Case:
    """A case of text documents with so many pages, all read."""
    raise NotImplementedError
