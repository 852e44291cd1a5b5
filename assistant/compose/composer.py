"""How an answer comes about: quotes are picked, the model says whether they answer, writes sentences, and the gate checks them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

import prompts
from assistant.answer import Fault, Sentence
from assistant.answer.words import plain, words
from assistant.compose.answerable import Judge, Reading
from assistant.compose.fence import fence
from assistant.compose.quotable import Quotable
from assistant.compose.selection import relevance, select
from assistant.compose.support import carriers, faults_of, instead, narrowed, telling
from assistant.llm import ChatModel

MOST_SENTENCES = 3
_ASKING = frozenset("who whom whose what when where which why how and".split())
_STORY = frozenset("happen happened describe tell explain list summarise summarize difference differences reasons everything about".split())
_TEXT_LENGTH = 400
"""Characters of a sentence, so that a model that cannot stop is stopped."""


@dataclass(frozen=True)
class Draft:
    """A sentence as the model wrote it, with what the gate says of it."""

    text: str
    quotes: tuple[Quotable, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Composed:
    """What came of composing an answer."""

    sentences: tuple[Sentence, ...]
    reading: Reading
    """How the quotes were judged."""
    drafts: tuple[Draft, ...] = ()
    """Everything that the model wrote, for the record; once more where it was cited by other quotes."""


class Composer:
    """Composes answers with one model."""

    def __init__(self, model: ChatModel, judge: Judge | None = None) -> None:
        self.model = model
        self.judge = judge or Judge(model)

    def compose(self, question: str, found: Sequence[Quotable], titles: Mapping[str, str], *, ranked: bool) -> Composed:
        """An answer from what was found; no sentences when it does not answer the question.

        Args:
            question: the officer's question.
            found: what can be quoted.
            titles: titles of the exhibits.
            ranked: whether it comes from a search, the most promising first.
        """
        shown = [replace(quotable, title=titles.get(quotable.exhibit, "")) for quotable in select(question, found, ranked=ranked)]
        if not shown:
            return Composed((), Reading.nothing())
        groups = _groups(shown, titles)
        mark = fence(question, "\n".join(f"{group['title']}\n" + "\n".join(quote["text"] for quote in group["quotes"]) for group in groups))
        quotes = prompts.render("answer_quotes", question=question, groups=groups, fence=mark)
        system = SystemMessage(prompts.render("answer_system"))
        reading = self.judge(
            question,
            shown,
            [system, HumanMessage(prompts.render("answer_judge", quotes=quotes))],
            ranked=ranked,
        )
        if not reading.answers:
            return Composed((), reading)
        messages: list[BaseMessage] = [
            system,
            HumanMessage(prompts.render("answer_write", quotes=quotes)),
        ]
        drafts = self._write(question, shown, messages, sentences_wanted(question))
        cited = [self._cited_again(draft, question, shown, messages) for draft in drafts]
        able = telling(shown, question)
        sentences = _sentences(cited, able, question)
        if not sentences:  # the model broke off, or meant only quotes that tell nothing
            scores = relevance(question, able)
            sentences = [quoted(able[max(range(len(able)), key=scores.__getitem__)])]
        return Composed(tuple(sentences), reading, tuple(dict.fromkeys([*drafts, *cited])))

    def _write(self, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage], most: int) -> list[Draft]:
        document = self.model.write(messages, _schema(len(shown), most), max_tokens=320)
        return [] if document is None else [_draft(item, shown, question) for item in document["sentences"]]

    def _cited_again(self, draft: Draft, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage]) -> Draft:
        """A sentence that is supported, but not by the quotes that the model named for it, with those that do support it.

        The model is not asked to write again what no quotes support: of 24 such sentences it mended none when it was told what was wrong.
        """
        sets = carriers(draft.text, shown, question) if draft.faults else []
        if not sets:
            return draft
        scores = [0.0]
        if len(sets) > 1:
            options = [",".join(str(shown.index(quotable) + 1) for quotable in chosen) for chosen in sets]
            request = HumanMessage(prompts.render("answer_cite", sentence=draft.text))
            scores = self.model.choose([*messages, AIMessage(draft.text), request], options)
        return Draft(draft.text, sets[max(range(len(sets)), key=scores.__getitem__)], ())


def sentences_wanted(question: str) -> int:
    """How many sentences a question may take: one for each thing that it asks, more for a story or a list.

    A small model that may write three sentences writes three, the last two beside the point.
    """
    said = [plain(word) for word in words(question)]
    if not _STORY.isdisjoint(said):
        return MOST_SENTENCES
    return min(MOST_SENTENCES, max(1, sum(word in _ASKING for word in said)))


def _schema(count: int, most: int) -> dict[str, Any]:
    """What the model may write: sentences that choose among the quotes at hand."""
    quotes = {
        "type": "array",
        "items": {"enum": list(range(1, count + 1))},
        "minItems": 1,
        "maxItems": 3,
    }
    sentence = {
        "type": "object",
        "properties": {
            "text": {"type": "string", "minLength": 2, "maxLength": _TEXT_LENGTH},
            "quotes": quotes,
        },
        "required": ["text", "quotes"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "sentences": {
                "type": "array",
                "items": sentence,
                "minItems": 1,
                "maxItems": most,
            }
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }


def _draft(item: Mapping[str, Any], shown: Sequence[Quotable], question: str) -> Draft:
    chosen = tuple(shown[number - 1] for number in dict.fromkeys(item["quotes"]))
    text = " ".join(str(item["text"]).split())
    return Draft(text, chosen, tuple(faults_of(text, chosen, question)))


def _sentences(drafts: Sequence[Draft], able: Sequence[Quotable], question: str) -> list[Sentence]:
    """What the officer reads: drafts that passed, and for one that did not the exhibits' own words that are nearest to it.

    Args:
        drafts: what the model wrote.
        able: the quotes that can stand for a draft.
        question: the officer's question.
    """
    found: dict[str, Sentence] = {}
    for draft in drafts:
        if draft.faults:
            sentences = [quoted(q) for q in instead(draft.text, able, question) or [q for q in draft.quotes if q in able]]
        else:
            carrying = narrowed(draft.text, draft.quotes, question)
            citations = tuple(dict.fromkeys(citation for quotable in carrying for citation in quotable.citations))
            sentences = [Sentence(text=draft.text, citations=citations)]
        for sentence in sentences:
            found.setdefault(sentence.text, sentence)
    return list(found.values())


def quoted(quotable: Quotable) -> Sentence:
    """The exhibit's own words as a sentence."""
    return Sentence(text=quotable.text, citations=quotable.citations, quoted=True)


def _groups(shown: Sequence[Quotable], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    numbered = list(enumerate(shown, start=1))
    return [
        {
            "exhibit": exhibit,
            "title": titles.get(exhibit, ""),
            "quotes": [{"number": n, "text": q.text} for n, q in group],
        }
        for exhibit, group in groupby(numbered, key=lambda pair: pair[1].exhibit)
    ]
