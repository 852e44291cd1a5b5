"""True sentences with their quotes: of the made-up documents and the demo case, and of real text where the data is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assistant
from assistant.answer import Quote
from assistant.bench import records
from tools.sentences import spans

_TESTS = Path(assistant.__file__).parent.parent / "tests" / "data"
_SHORTEST, _LONGEST = 25, 320
"""Characters of a sentence that is measured with: headings say little, and longer ones the composer is never shown."""


@dataclass(frozen=True)
class Told:
    """A sentence of an answer, what it cites, and what was asked."""

    text: str
    quotes: tuple[Quote, ...]
    question: str = ""


@dataclass(frozen=True)
class Text:
    """One document, cut into its sentences."""

    source: str
    title: str
    sentences: tuple[str, ...]

    def quotes(self, exhibit: str = "EX-0001") -> list[Quote]:
        """Its sentences as quotes of one exhibit."""
        return [Quote(sentence, exhibit, self.title) for sentence in self.sentences]


def texts(data: Path) -> list[Text]:
    """Every document at hand; those of `data` (qa-clapnq, ie-re3d, inject-bipia) where they are there."""
    found = [_cut("documents", line["title"], line["text"]) for line in _lines(_TESTS / "questions" / "documents.jsonl")]
    found += [
        _cut("contradictions", pair["domain"], f"{pair['a']}\n{pair['b']}")
        for pair in _lines(_TESTS / "contradictions" / "development.jsonl")
    ]
    for line in _lines(data / "qa-clapnq" / "answerable.jsonl"):
        kept = tuple(sentence for sentence in line["output"][0]["selected_sentences"] if _SHORTEST <= len(sentence) <= _LONGEST)
        found.append(Text("qa-clapnq", line["passages"][0]["title"], kept))
    for place in sorted((data / "ie-re3d").glob("*/documents.json")):
        found += [_cut("ie-re3d", line["title"], line["text"]) for line in _lines(place)]
    found += [
        _cut("inject-bipia", "E-mail", line["context"].replace("|", "\n"))
        for line in _lines(data / "inject-bipia" / "email_train_10.jsonl")
    ]
    return [text for text in found if text.sentences]


def answers(data: Path) -> Iterator[Told]:
    """CLAPnq's human answers, sentence by sentence, with the sentences that their writers selected for them."""
    for line in _lines(data / "qa-clapnq" / "answerable.jsonl"):
        output = line["output"][0]
        quotes = tuple(Quote(sentence, "EX-0001", line["passages"][0]["title"]) for sentence in output["selected_sentences"])
        answer = " ".join(output["answer"].split())
        for start, end in spans(answer):
            yield Told(answer[start:end], quotes, line["input"])


def drafts() -> Iterator[tuple[Told, bool]]:
    """What the default chat model wrote on the made-up documents, and whether a person holds it for true of the quotes it cites."""
    for line in _lines(_TESTS / "claims" / "drafts.jsonl"):
        quotes = tuple(Quote(quote, "EX-0001", line["title"]) for quote in line["quotes"])
        yield Told(line["text"], quotes, line["question"]), line["true"]


def _lines(place: Path) -> list[dict[str, Any]]:
    return records(place) if place.is_file() else []


def _cut(source: str, title: str, text: str) -> Text:
    parts = [re.sub(r"\s+", " ", part).strip() for part in text.split("\n")]
    cut = [part[start:end] for part in parts for start, end in spans(part)]
    return Text(source, title, tuple(sentence for sentence in cut if _SHORTEST <= len(sentence) <= _LONGEST))
