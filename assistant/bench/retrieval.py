"""Finding the passage that holds the answer: ours against each half of it alone, and the time that a case of 10,000 pages takes."""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import assistant
from assistant import execution
from assistant.bench import folder, records, row
from assistant.bench.retrieval_speed import measure_speed
from assistant.documents import BenchRow
from assistant.execution import ToolCall
from assistant.ledger import Ledger, StationKey
from assistant.session import Session
from tools.case import Case
from tools.embedding import embedder
from tools.index_narrowing import phrase
from tools.intake import Labels, add
from tools.passages import chunks
from tools.results import reading
from tools.retrieval import retrieve
from tools.sentences import sentences

_MADE_UP = Path(assistant.__file__).parent.parent / "tests" / "data" / "questions" / "documents.jsonl"
_DEPTH = 10
"""Documents that are looked at; a right one that comes later counts as not found."""
_PASSAGES = 40
"""Passages that are asked for: ten documents may have so many near the front."""
_PEERS = {"meaning": "dense alone: bare chromadb, same passages", "words": "BM25 alone: bare SQLite FTS5, same passages"}


Ranks = npt.NDArray[np.int64]


def _at(depth: int) -> Callable[[Ranks], Any]:
    return lambda ranks: ranks <= depth


def _ndcg(ranks: Ranks) -> Any:
    """One document is right: the ideal gain is 1 (Järvelin and Kekäläinen 2002)."""
    return np.where(ranks <= _DEPTH, 1 / np.log2(ranks + 1), 0.0)


def _mrr(ranks: Ranks) -> Any:
    return np.where(ranks <= _DEPTH, 1 / ranks, 0.0)


METRICS: dict[str, Callable[[Ranks], Any]] = {
    "recall@1": _at(1),
    "recall@5": _at(5),
    "recall@10": _at(10),
    "nDCG@10": _ndcg,
    "MRR@10": _mrr,
}
"""What each question counts for, from the ranks."""


@dataclass(frozen=True)
class Collection:
    """Documents and questions that one of them answers."""

    name: str
    documents: dict[str, tuple[str, str]]
    """Title and text by id."""
    questions: tuple[tuple[str, str], ...]
    """The question and the id of the right document."""


def measure_retrieval(data: Path, *, quick: bool) -> Sequence[BenchRow]:
    """Every question is put to our search, to bare chromadb and to bare FTS5 in turns, over the same passages."""
    rows: list[BenchRow] = []
    for collection in (clapnq(folder(data, "qa-clapnq")), _made_up()):
        ranks = ranks_of(_few(collection) if quick else collection)
        for metric, of in METRICS.items():
            n = len(ranks["ours"])
            for peer, peer_name in _PEERS.items():
                name = f"retrieval, {collection.name}: {metric}"
                ours, theirs = float(of(ranks["ours"]).mean()), float(of(ranks[peer]).mean())
                rows.append(row(name, "share", ours, peer=theirs, peer_name=peer_name, higher_is_better=True, n=n))
    return [*rows, *measure_speed(quick=quick)]


def halves_below(ours: Ranks, *others: Ranks, draws: int = 200) -> float:
    """In what share of random halves of the questions ours has a lower nDCG@10 than the best of the others there.

    Args:
        ours: rank of the right document for each question, counted from 1; more than 10 is not found.
        *others: the same for other searches.
        draws: halves that are drawn.
    """
    dice, below = np.random.default_rng(0), 0
    for _ in range(draws):
        half = dice.permutation(len(ours))[: len(ours) // 2]
        mine, *theirs = (float(_ndcg(ranks[half]).mean()) for ranks in (ours, *others))
        below += mine < max(theirs) - 1e-9
    return below / draws


def ranks_of(collection: Collection) -> dict[str, Ranks]:
    """Rank of the right document of each question, counted from 1, 11 where it is not found: `ours`, by `meaning` alone, by `words`
    alone."""
    ranks: dict[str, list[int]] = {"ours": [], **{peer: [] for peer in _PEERS}}
    with tempfile.TemporaryDirectory() as scratch:
        case, ids = _case(Path(scratch), collection)
        bare = _Bare(case, Path(scratch) / "bare")
        for question, right in collection.questions:
            vector = embedder()([question])[0]
            found = {
                "ours": [hit.exhibit for hit, _ in retrieve(case, question, _PASSAGES)],
                "meaning": bare.by_meaning(vector),
                "words": bare.by_words(question),
            }
            for who, exhibits in found.items():
                order = list(dict.fromkeys(exhibits))[:_DEPTH]
                ranks[who].append(order.index(ids[right]) + 1 if ids[right] in order else _DEPTH + 1)
    return {who: np.array(places) for who, places in ranks.items()}


class _Bare:
    """The same passages in the bare libraries, as anybody would use them."""

    def __init__(self, case: Case, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        cut = [(e.id, chunk.text) for e in case.exhibits() for chunk in chunks(sentences(reading(case, e.id) or []))]
        self._client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        self._collection = self._client.create_collection("bare", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
        ids = [f"{exhibit}/{number}" for number, (exhibit, _) in enumerate(cut)]
        self._collection.add(ids=ids, embeddings=embedder()([text for _, text in cut]))
        self._text = sqlite3.connect(":memory:")
        self._text.execute("CREATE VIRTUAL TABLE bare USING fts5 (exhibit UNINDEXED, text, tokenize = 'porter unicode61')")
        self._text.executemany("INSERT INTO bare VALUES (?, ?)", cut)

    def by_meaning(self, vector: Any) -> list[str]:
        found = self._collection.query(query_embeddings=[vector], n_results=min(_PASSAGES, self._collection.count()))
        return [name.partition("/")[0] for name in found["ids"][0]]

    def by_words(self, question: str) -> list[str]:
        wanted = " OR ".join(phrase(word) for word in question.split() if any(map(str.isalnum, word)))
        rows = self._text.execute("SELECT exhibit FROM bare WHERE bare MATCH ? ORDER BY bm25(bare) LIMIT ?", (wanted, _PASSAGES))
        return [exhibit for (exhibit,) in rows]


def _case(scratch: Path, collection: Collection) -> tuple[Case, dict[str, str]]:
    """A case with every document as an exhibit that was read, and the exhibit of each document."""
    case = Case.new(scratch / "case", collection.name)
    session = Session(case, Ledger(case.folder, case.id, StationKey(scratch / "key"), scratch / "heads"), "bench")
    ids: dict[str, str] = {}
    same: dict[str, str] = {}
    for name, (title, text) in collection.documents.items():
        if text not in same:  # the same passage may stand in the corpus twice
            file = scratch / f"{name}.txt"
            file.write_text(text, "utf-8")
            same[text] = add(case, [file], Labels("bench", title=title)).added[0].id
            execution.run(session, ToolCall("read_document", {"exhibit": same[text]}))
        ids[name] = same[text]
    return case, ids


def clapnq(place: Path) -> Collection:
    """CLAPnq's passages and questions, from a folder with `corpus.jsonl` and `qrels.jsonl`."""
    documents = {line["doc_id"]: (line["title"], line["text"]) for line in records(place / "corpus.jsonl")}
    questions = tuple((line["question"], line["doc_id"]) for line in records(place / "qrels.jsonl"))
    return Collection("CLAPnq", documents, questions)


def _made_up() -> Collection:
    lines = list(records(_MADE_UP))
    documents = {line["id"]: (line["title"], line["text"]) for line in lines}
    return Collection(
        "police documents", documents, tuple((asked["question"], line["id"]) for line in lines for asked in line["questions"])
    )


def _few(collection: Collection) -> Collection:
    documents = dict(list(collection.documents.items())[:8])
    return Collection(collection.name, documents, tuple(q for q in collection.questions if q[1] in documents))
