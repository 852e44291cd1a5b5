"""Whether a question has to do with the case, as far as its words tell."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from assistant.answer.words import FUNCTION, is_number, plain, stem, words
from assistant.review.naming_words import names_in
from assistant.review.transcript import Transcript
from tools import galleries, results
from tools.case import Case
from tools.parameters import OfficersWords
from tools.registry import all_tools

_ASKING = frozenset(
    "tell find show list anything anyone anybody somebody someone something happen happened know known there please".split()
)


class CaseWords:
    """The words of a case as it stands: what was read and heard in its exhibits, their names, the case's title, glossary and
    galleries. What lies in quarantine or outside a warrant is not looked into.

    Args:
        case: the open case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    def has(self, word: str) -> bool:
        """Whether a word stands in the case, in any of its English forms."""
        return plain(word) in self._plain or stem(word) in self._stems

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(plain(word) for text in self._texts() for word in words(text))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._plain))

    def _texts(self) -> Iterator[str]:
        case = self._case
        yield case.title
        yield from case.glossary
        for held in galleries.galleries(case):
            yield held.name
            yield from (person.name for person in galleries.persons(case, held))
        for exhibit in case.exhibits():
            yield f"{exhibit.title} {exhibit.file} {exhibit.source}"
            yield from (item.text for item in results.reading(case, exhibit.id) or ())


def unlinked(transcript: Transcript, case: CaseWords) -> list[str]:
    """Why a transcript seems to have no link to the case; nothing where it has one.

    A name or identifier of the question has none when not one of its words stands in the case. A question that the case was searched for
    has none when not one of its words does, whatever they are. And a use on persons has none when no authorisation with its
    purpose stands behind it. A new name is often the very thing to ask about: this says where to look, and no more.
    """
    reasons = [
        "no authorisation, and so no purpose and no offence, stands behind a use on persons (single-user station)"
        for event in transcript.events
        if event.event == "biometric_begin" and event.data["authorisation"] is None
    ][:1]
    for text in asked(transcript):
        strange = [str(name) for name in names_in(text) if not any(map(case.has, name.words))]
        if strange:
            reasons.append(f"named in the question and nowhere in the case: {', '.join(strange)}")
        elif any(_searches(call.data["tool"]) for call in transcript.calls):
            content = [word for word in words(text) if _says_something(word)]
            if content and not any(map(case.has, content)):
                reasons.append(f"no word of the question stands in the case: {', '.join(content)}")
    return list(dict.fromkeys(reasons))


def asked(transcript: Transcript) -> list[str]:
    """The officer's own words: the question, in English where the router put it so, or what a search was given."""
    if transcript.question is not None:
        route = transcript.find("route") or {}
        return [str(route.get("english") or transcript.question)]
    return [text for call in transcript.calls for text in _queries(call.data["tool"], call.data["args"])]


def _queries(tool: str, args: Mapping[str, Any]) -> list[str]:
    known = all_tools().get(tool)
    if known is None:
        return []
    return [str(args[p.name]) for p in known.parameters if p.marked(OfficersWords) and args.get(p.name)]


def _searches(tool: str) -> bool:
    return tool in all_tools() and all_tools()[tool].searches


def _says_something(word: str) -> bool:
    return not is_number(word) and plain(word) not in FUNCTION and plain(word) not in _ASKING and len(word) > 1
