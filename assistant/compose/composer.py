"""How an answer comes about: quotes are picked, the model says whether they answer, writes sentences, and the gate checks them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

import prompts
from assistant.answer import Fault, Sentence, faults
from assistant.compose.answerable import Judge, Reading
from assistant.compose.quotable import Quotable
from assistant.compose.selection import select
from assistant.llm import ChatModel

MOST_SENTENCES = 3
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
    """Everything that the model wrote, for the record."""


class Composer:
    """Composes answers with one model."""

    def __init__(self, model: ChatModel, judge: Judge | None = None) -> None:
        self.model = model
        self.judge = judge or Judge(model)

    def compose(self, question: str, found: Sequence[Quotable], titles: Mapping[str, str]) -> Composed:
        """An answer from what was found; no sentences when it does not answer the question.

        Args:
            question: the officer's question.
            found: what can be quoted, the most promising first where it comes from a search.
            titles: titles of the exhibits.
        """
        shown = select(question, found)
        if not shown:
            return Composed((), Reading.nothing())
        quotes = prompts.render("answer_quotes", question=question, groups=_groups(shown, titles))
        system = SystemMessage(prompts.render("answer_system"))
        reading = self.judge(
            question,
            shown,
            [system, HumanMessage(prompts.render("answer_judge", quotes=quotes))],
        )
        if not reading.answers:
            return Composed((), reading)
        messages: list[BaseMessage] = [
            system,
            HumanMessage(prompts.render("answer_write", quotes=quotes)),
        ]
        drafts = self._write(question, shown, messages)
        written = list(drafts)
        faulty = [(number, draft) for number, draft in enumerate(drafts, start=1) if draft.faults]
        if faulty or not drafts:
            drafts = self._again(question, shown, messages, drafts) or drafts
            written += drafts
        return Composed(tuple(_sentences(drafts, shown)), reading, tuple(written))

    def _write(self, question: str, shown: Sequence[Quotable], messages: Sequence[BaseMessage]) -> list[Draft]:
        document = self.model.write(messages, _schema(len(shown)), max_tokens=320)
        return [] if document is None else [_draft(item, shown, question) for item in document["sentences"]]

    def _again(
        self,
        question: str,
        shown: Sequence[Quotable],
        messages: Sequence[BaseMessage],
        drafts: Sequence[Draft],
    ) -> list[Draft]:
        """One more try, with the model told what was wrong."""
        said = "\n".join(
            prompts.render("answer_again", number=number, faults="; ".join(map(str, draft.faults)))
            for number, draft in enumerate(drafts, start=1)
            if draft.faults
        )
        if not said:
            return []
        first = "\n".join(draft.text for draft in drafts)
        return self._write(question, shown, [*messages, AIMessage(first), HumanMessage(said)])


def _schema(count: int) -> dict[str, Any]:
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
            "quotes": quotes,
            "text": {"type": "string", "minLength": 2, "maxLength": _TEXT_LENGTH},
        },
        "required": ["quotes", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "sentences": {
                "type": "array",
                "items": sentence,
                "minItems": 1,
                "maxItems": MOST_SENTENCES,
            }
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }


def _draft(item: Mapping[str, Any], shown: Sequence[Quotable], question: str) -> Draft:
    chosen = tuple(shown[number - 1] for number in dict.fromkeys(item["quotes"]))
    text = " ".join(str(item["text"]).split())
    quotes = [quote for quotable in chosen for quote in (*quotable.quotes, quotable.text)]
    return Draft(text, chosen, tuple(faults(text, quotes, question)))


def _sentences(drafts: Sequence[Draft], shown: Sequence[Quotable]) -> list[Sentence]:
    """What the officer reads: drafts that passed, and for one that did not the exhibits' own words."""
    found: dict[str, Sentence] = {}
    for draft in drafts:
        if not draft.faults:
            citations = tuple(dict.fromkeys(citation for quotable in draft.quotes for citation in quotable.citations))
            found.setdefault(draft.text, Sentence(text=draft.text, citations=citations))
            continue
        for quotable in draft.quotes:
            sentence = quoted(quotable)
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
