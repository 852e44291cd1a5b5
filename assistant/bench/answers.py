"""Answering: how often it is answered what can be, and not answered what cannot, against the bare model asked under a schema."""

import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from langchain_core.messages import HumanMessage, SystemMessage

import prompts
from assistant import ingest
from assistant.agent import ask
from assistant.bench import folder, records, row
from assistant.bench.routing import measure_routing
from assistant.documents import BenchRow
from assistant.ingest.local import in_process
from assistant.ledger import Ledger, StationKey
from assistant.llm import ChatModel, load
from assistant.llm.chat import LocalChat
from assistant.router import Router
from assistant.session import Session
from assistant.settings import settings
from tools.case import Case
from tools.embedding import embedder
from tools.errors import CaseError
from tools.intake import Labels, add
from tools.places import Places

_EACH = 25
"""Questions of each kind: they take some twenty minutes on two cores."""
_SHORTEST = 15
"""Letters of a quote that may be told by standing in a sentence, or the sentence in it."""
_SCHEMA = {
    "type": "object",
    "properties": {"answerable": {"type": "boolean"}, "answer": {"type": "string", "maxLength": 300}},
    "required": ["answerable", "answer"],
    "additionalProperties": False,
}


@dataclass
class _Tally:
    answered: int = 0
    kept: int = 0
    """Questions whose passage holds the answer, and that were answered."""
    cited: int = 0
    """Of these, how many cite that passage."""
    told: int = 0
    """Of these, how many cite one of the sentences that people selected for the answer."""
    refused: int = 0
    """Questions whose passage does not hold the answer, and that were not answered."""
    seconds: float = 0.0


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Every question is put to this program with all passages as exhibits, and to the bare model with the right passage in hand."""
    questions = _questions(folder(data, "qa-clapnq"), 3 if quick else _EACH)
    station = settings()
    model = load(station)
    if not isinstance(model, LocalChat):
        raise CaseError("This benchmark measures the model in this process: unset EXHIBIT_LLM_URL.")
    router = Router(model, station.cache)
    ours, bare = _Tally(), _Tally()
    sentences = held = 0
    with tempfile.TemporaryDirectory() as scratch:
        session, exhibits = _case(Path(scratch), data / "qa-clapnq")
        ingest.process(session, in_process)
        for number, item in enumerate(questions):
            for who in ("ours", "bare") if number % 2 else ("bare", "ours"):
                started = time.perf_counter()
                if who == "ours":
                    answer = ask(session, item["input"], model, router)
                    places = Places(answer.evidence)
                    cited = [citation for sentence in answer.sentences for citation in sentence.citations]
                    sentences += len(answer.sentences)
                    held += sum(all(places.hold(citation) for citation in sentence.citations) for sentence in answer.sentences)
                    ours.cited += item["answerable"] and any(citation.exhibit == exhibits[_passage(item)] for citation in cited)
                    ours.told += _is_selected(item, [citation.quote for citation in cited])
                    _count(ours, item["answerable"], answer.status == "answered", started)
                else:
                    _count(bare, item["answerable"], _asked_barely(model, item), started)
                    bare.told += _is_selected(item, [_nearest(item)])
    can, cannot = sum(item["answerable"] for item in questions), sum(not item["answerable"] for item in questions)
    name = "bare model under a schema, given the one right passage"
    return [
        *measure_routing(model, router, quick=quick),
        row("answered, of the answerable", "share", ours.kept / can, peer=bare.kept / can, peer_name=name, higher_is_better=True, n=can),
        row("cites the right passage, of the answerable", "share", ours.cited / can, higher_is_better=True, n=can),
        row(
            "cites a sentence that people selected for the answer, of the answerable",
            "share",
            ours.told / can,
            peer=bare.told / can,
            peer_name="the nearest sentence of the one right passage, same embedding",
            higher_is_better=True,
            n=can,
        ),
        row(
            "not answered, of the unanswerable",
            "share",
            ours.refused / cannot,
            peer=bare.refused / cannot,
            peer_name=name,
            higher_is_better=True,
            n=cannot,
        ),
        row("sentences whose citations hold", "share", held / max(1, sentences), higher_is_better=True, n=sentences),
        row("seconds to answer", "s", ours.seconds / len(questions), peer=bare.seconds / len(questions), peer_name=name, n=len(questions)),
        row("peak memory", "MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, n=1),
    ]


def _questions(place: Path, each: int) -> list[dict[str, Any]]:
    """Answerable and unanswerable questions in turns."""
    kinds = [
        [item | {"answerable": name == "answerable"} for item in records(place / f"{name}.jsonl")[:each]]
        for name in ("answerable", "unanswerable")
    ]
    return [item for pair in zip_longest(*kinds) for item in pair if item]


def _passage(item: dict[str, Any]) -> str:
    return str(item["passages"][0]["text"])


def _case(scratch: Path, place: Path) -> tuple[Session, dict[str, str]]:
    """A case with every passage as an exhibit, and the exhibit of each passage."""
    case = Case.new(scratch / "case", "Passages")
    session = Session(case, Ledger(case.folder, case.id, StationKey(scratch / "key"), scratch / "heads"), "bench")
    exhibits = {}
    for passage in records(place / "corpus.jsonl"):
        file = scratch / f"{passage['doc_id']}.txt"
        file.write_text(passage["text"], "utf-8")
        outcome = add(case, [file], Labels("bench", title=passage["title"], kind="passage"))
        if outcome.added:  # the same passage may stand in the corpus twice
            exhibits[passage["text"]] = outcome.added[0].id
    return session, exhibits


def _count(tally: _Tally, answerable: bool, answered: bool, started: float) -> None:
    tally.seconds += time.perf_counter() - started
    if answerable:
        tally.kept += answered
    else:
        tally.refused += not answered


def _is_selected(item: dict[str, Any], quotes: Sequence[str]) -> bool:
    """Whether one of some quotes is one of the sentences that people selected, or a part of one that was cut elsewhere."""
    selected = [_letters(sentence) for output in item["output"] for sentence in output["selected_sentences"]]
    return any(
        quote == sentence or (min(len(quote), len(sentence)) >= _SHORTEST and (quote in sentence or sentence in quote))
        for quote in map(_letters, quotes)
        for sentence in selected
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _nearest(item: dict[str, Any]) -> str:
    """Of the right passage's sentences the one with the greatest cosine to the question."""
    sentences: list[str] = item["passages"][0]["sentences"]
    vectors = embedder()([item["input"], *sentences])
    return sentences[int((vectors[1:] @ vectors[0]).argmax())]


def _asked_barely(model: ChatModel, item: dict[str, Any]) -> bool:
    """Whether the bare model, told to say so when the passage does not answer, answers."""
    messages = [
        SystemMessage(prompts.render("bench_system")),
        HumanMessage(prompts.render("bench_question", passage=_passage(item), question=item["input"])),
    ]
    said = model.write(messages, _SCHEMA, max_tokens=160)
    return bool(said and said["answerable"])
