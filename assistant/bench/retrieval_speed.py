"""How long a search takes in a case of 10,000 pages, against the bare query of chromadb for the same vectors."""

import math
import random
import statistics
import tempfile
import time
import zlib
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
from tools.retrieval import compare

_PAGES_EACH = 50
LINES = 24
"""Lines of a page that make two passages."""
_WORDS = 20_000
_WORDS_A_LINE = 6
_QUERIES = 30


@dataclass(frozen=True)
class Timed:
    """Seconds of each query."""

    ours: list[float]
    """Searched, held against what was read; without embedding the query and without hashing the exhibits, which depend on neither."""
    bare: list[float]
    """chromadb's query alone."""
    passages: int
    """In the index."""


class RandomEmbedder:
    """Unit vectors that depend on a text and mean nothing: how long a search takes does not depend on what they mean."""

    def __init__(self) -> None:
        self.embedded: list[str] = []
        """Everything that was embedded."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, 384)."""
        self.embedded += texts
        drawn = np.array([np.random.default_rng(zlib.crc32(text.encode())).standard_normal(DIMENSIONS) for text in texts], np.float32)
        vectors: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return vectors


def measure_speed(*, quick: bool) -> list[BenchRow]:
    """Median and 95th percentile of some queries."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = 500 if quick else 10_000
        case = made_case(Path(scratch), pages)
        found = timed(case, RandomEmbedder())
    name = "bare chromadb query, same vectors"
    rows = []
    for what, of in (("median", statistics.median), ("95th percentile", lambda taken: statistics.quantiles(taken, n=20)[-1])):
        ours, bare = of(found.ours) * 1000, of(found.bare) * 1000
        metric = f"retrieval, {pages:,} pages ({found.passages:,} passages): {what} of a search"
        rows.append(row(metric, "ms", ours, peer=bare, peer_name=name, n=len(found.ours)))
    return rows


def timed(case: Case, embed: RandomEmbedder, queries: int = _QUERIES) -> Timed:
    """Index a case and search it."""
    index = Index(case, lambda: embed)
    index.update()
    dice, ours, bare = random.Random(1), [], []  # noqa: S311  # which words, not a secret
    for number in range(queries + 2):
        query = "What did the " + _line(dice, 5)
        vector = embed([query])[0]
        taken = {}
        for who in ("ours", "bare") if number % 2 else ("bare", "ours"):
            started = time.perf_counter()
            if who == "ours":
                index.update()
                compare(case, [hit for hit, _ in index.search(query, 8)])
            else:
                index.nearest(vector, 8)
            taken[who] = time.perf_counter() - started
        if number >= 2:  # the first ones load what is kept in memory
            ours.append(taken["ours"])
            bare.append(taken["bare"])
    return Timed(ours, bare, index.count())


def made_case(scratch: Path, pages: int, lines: int = LINES) -> Case:
    """A case of documents with so many pages in all, fifty each, of which every line has been read."""
    case = Case.new(scratch / "case", "Many pages")
    dice = random.Random(0)  # noqa: S311  # which words, not a secret
    reader = get_tool("read_document")
    for first in range(0, pages, _PAGES_EACH):
        place = scratch / f"{first}.txt"
        place.write_text(f"Pages {first + 1} to {first + _PAGES_EACH}\n", "utf-8")
        exhibit = add(case, [place], Labels("bench")).added[0]
        read = []
        for page in range(1, _PAGES_EACH + 1):
            for line in range(1, lines + 1):
                text = _line(dice, _WORDS_A_LINE)
                read.append(TextLine(text=text, citations=(exhibit.at(quote=text, page=page, line=line),), source=reader.name, page=page))
        args = {"exhibit": exhibit.id}
        results.save(case, results.key_of(case, reader, args), reader, args, 0.0, read)
    return case


def _line(dice: random.Random, words: int) -> str:
    """Made-up words; how often each stands there falls with its rank as in a language (Zipf's law)."""
    return " ".join(f"w{min(_WORDS, int(math.exp(dice.random() * math.log(_WORDS))))}" for _ in range(words))
