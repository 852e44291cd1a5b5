"""Names, dates, addresses and numbers in running text, against bare spaCy with the same weights; and identifiers judged right.

`Score` says when a find is right. Only types that the truth has are counted, for both sides. On re3d those are persons, organisations,
places, dates and sums; its truth also has pronouns and common nouns (“we”, “the group”), which neither side looks for.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import models
from assistant.bench import folder, records, row
from assistant.bench.spans import Score, Span
from assistant.documents import BenchRow
from tools.extract_entities.finding import find

_RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place", "Temporal": "date", "Money": "money"}
_SYNTH = {
    "PERSON": "person", "ORGANIZATION": "organisation", "GPE": "place", "STREET_ADDRESS": "address", "DATE_TIME": "date",
    "PHONE_NUMBER": "phone", "IBAN_CODE": "iban", "CREDIT_CARD": "card", "EMAIL_ADDRESS": "email", "DOMAIN_NAME": "url", "IP_ADDRESS": "ip",
}  # fmt: skip
_SPACY = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "DATE": "date", "TIME": "date",
    "MONEY": "money",
}  # fmt: skip
_NAMED = {"bitcoin": "crypto_address"}
_PEER = "bare spaCy, same weights"
_SPLIT = ("person", "organisation", "place", "address")
"""Types that have a row of their own."""

Labelled = tuple[str, list[Span]]
Finder = Callable[[str], list[Span]]


def measure_entities(data: Path, quick: bool) -> Sequence[BenchRow]:
    """F1 on both sets, then the share of identifiers that are judged right."""
    rows: list[BenchRow] = []
    for name, texts in (
        ("re3d", list(_re3d(folder(data, "ie-re3d")))),
        ("made-up texts", list(_synth(folder(data, "pii-presidio-synth")))),
    ):
        rows += _compared(name, texts[: 10 if quick else None])
    return [*rows, _identifiers(folder(data, "identifiers"))]


def _compared(name: str, texts: Sequence[Labelled]) -> Iterator[BenchRow]:
    kinds = {kind for _, truth in texts for *_, kind in truth}
    scores: dict[str, Mapping[str, Score]] = {"ours": defaultdict(Score), "peer": defaultdict(Score)}
    for text, truth in texts:
        for who, finder in (("ours", _ours), ("peer", _bare)):
            found = [span for span in finder(text) if span[2] in kinds]
            for kind in ("all", *kinds):
                scores[who][kind].add(*([span for span in spans if kind in ("all", span[2])] for spans in (found, truth)))
    for kind in ("all", *(kind for kind in _SPLIT if kind in kinds)):
        ours, peer = scores["ours"][kind], scores["peer"][kind]
        said = "all types" if kind == "all" else kind
        values = [("F1", ours.f1, peer.f1)]
        if kind == "all":
            values += [("precision", ours.precision, peer.precision), ("recall", ours.recall, peer.recall)]
        for measure, mine, other in values:
            metric = f"entities in {name}, {said}: {measure}, overlapping spans"
            yield row(metric, "share", mine, peer=other, peer_name=_PEER, higher_is_better=True, n=ours.truths)


def _ours(text: str) -> list[Span]:
    return [(hit.start, hit.end, hit.type) for hit in find([(0, text)])]


def _bare(text: str) -> list[Span]:
    return [(entity.start_char, entity.end_char, _SPACY[entity.label_]) for entity in _pipeline()(text).ents if entity.label_ in _SPACY]


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load(models.path("named-entities"))


def _re3d(place: Path) -> Iterator[Labelled]:
    for entities in sorted(place.glob("*/entities.json")):
        truths: dict[str, list[Span]] = defaultdict(list)
        for item in records(entities):
            if item["type"] in _RE3D:
                truths[item["documentId"]].append((item["begin"], item["end"], _RE3D[item["type"]]))
        for document in records(entities.with_name("documents.json")):
            yield document["text"], truths[document["_id"]]


def _synth(place: Path) -> Iterator[Labelled]:
    for file in sorted(place.glob("*.json")):
        for item in json.loads(file.read_text("utf-8")):
            spans = [span for span in item["spans"] if span["entity_type"] in _SYNTH]
            yield item["full_text"], [(span["start_position"], span["end_position"], _SYNTH[span["entity_type"]]) for span in spans]


def _identifiers(place: Path) -> BenchRow:
    """A valid number is judged right where it is found whole and not called invalid, a broken one where it is not."""
    items = [item for file in sorted(place.glob("*.jsonl")) for item in records(file)]
    right = 0
    for item in items:
        kind = _NAMED.get(item["kind"], item["kind"])
        hits = [hit for hit in find([(0, item["text"])]) if hit.type == kind]
        judged = bool(hits) and item["text"][hits[0].start : hits[0].end] == item["text"] and hits[0].valid is not False
        right += judged == item["valid"]
    return row("identifiers judged right", "share", right / len(items), higher_is_better=True, n=len(items))
