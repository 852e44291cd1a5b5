"""Filling a tool's arguments from a question: what the words say outright by rule, the rest by the model under a schema."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import TypeAdapter

import prompts
from assistant.answer.words import number_word, plain, stem, words
from assistant.llm import ChatModel
from assistant.router.clauses import divisions
from assistant.router.galleries import gallery_in
from assistant.router.labels import asks_for_everything, label_in
from assistant.router.languages import language_in
from assistant.router.mentions import CLEAR, Mentions, mentions
from assistant.router.pages import page_in
from assistant.router.shifts import hours_in, units_in
from tools.case import Exhibit
from tools.instructions import harmless_title
from tools.parameters import GalleryName, LanguageCode, ObjectLabel, OfficersWords, PageNumber, Parameter, SetByHand, ShiftHours, UnitCount
from tools.registry import Tool

# Words that ask for more than one exhibit, in English and in the other languages of the examples ("dos" is Spanish for two, and
# English for "does" in a hurry).
_SEVERAL = frozenset("both boht all every each two three four either".split())
_SEVERAL_ELSEWHERE = frozenset(
    """
    beide beiden alle allen zwei drei jede jeden ambos ambas todos todas dos tres cada deux trois tous toutes chaque entrambi
    entrambe tutti tutte due tre ogni allebei elke twee drie duas dois os as oba obie obydwa wszystkie dwa dwie trzy her iki tum
    butun ambele toate doua trei alla bada tva все оба обе два три كل كلا
    """.split()
)
_TWO = frozenset(
    """
    both boht two either beide beiden zwei ambos ambas dos deux entrambi entrambe due allebei twee duas dois oba obie dwa dwie iki ambele
    doua bada tva оба обе два كلا
    """.split()
)
_BY_RULE = (OfficersWords, LanguageCode, PageNumber, GalleryName, UnitCount, ShiftHours, SetByHand)
"""Marks of parameters that the model is never asked for."""
_NEAR = 0.75
"""Exhibits whose score is at least this share of the best one's may be meant too."""
_MOST_SHOWN = 40
_LEAD = 0.12
"""By how much the best must lead for the model not to be asked."""


@dataclass(frozen=True)
class Asked:
    """A question as the router sees it."""

    text: str
    """As the officer wrote it."""
    english: str | None
    """In English, where it was not."""
    mentions: Mentions
    galleries: tuple[str, ...] = ()
    """Names of the case's galleries."""
    foreign: bool = False
    """It is not in English."""

    @property
    def everything(self) -> str:
        """Both wordings."""
        return self.text if self.english is None else f"{self.text} {self.english}"


def fill(tool: Tool, asked: Asked, exhibits: Sequence[Exhibit], model: ChatModel) -> list[dict[str, Any]]:
    """The arguments of each call that a question makes of a tool; usually one.

    A required argument that cannot be found is left out: the call is then shown as incomplete.
    """
    stated = _stated(tool, asked, exhibits)
    for parameter in tool.parameters:
        if parameter.marked(GalleryName) and parameter.name not in stated and asked.galleries:
            stated[parameter.name] = _choose_gallery(asked, model)
    open_parameters = [p for p in tool.parameters if p.name not in stated and _is_open(p, asked.everything)]
    if open_parameters:
        stated |= _ask(open_parameters, asked, model)
    calls = _exhibits(tool, asked, exhibits, model)
    parts = _one_by_one(asked.everything, exhibits, [exhibit.id for exhibit in exhibits]) if len(calls) > 1 else {}
    own = [next((parts[value] for value in call.values() if value in parts), None) for call in calls]
    return [
        stated | (_stated(tool, replace(asked, text=part, english=None), exhibits) if part else {}) | call
        for call, part in zip(calls, own, strict=True)
    ]


def _stated(tool: Tool, asked: Asked, exhibits: Sequence[Exhibit]) -> dict[str, Any]:
    """Arguments that the words of a question say outright."""
    found: dict[str, Any] = {}
    for parameter in tool.parameters:
        if parameter.marked(OfficersWords):
            found[parameter.name] = asked.text if asked.english is None else f"{asked.text} ({asked.english})"
        elif parameter.marked(LanguageCode):
            found[parameter.name] = language_in(asked.everything)
        elif parameter.marked(PageNumber):
            found[parameter.name] = page_in(asked.everything)
        elif parameter.marked(ObjectLabel):
            found[parameter.name] = label_in(asked.everything, _title_words(asked, exhibits))
        elif parameter.marked(GalleryName):
            found[parameter.name] = gallery_in(asked.everything, asked.galleries)
        elif parameter.marked(UnitCount):
            found[parameter.name] = units_in(asked.everything)
        elif parameter.marked(ShiftHours):
            found[parameter.name] = hours_in(asked.everything)
    return {name: value for name, value in found.items() if value is not None}


def _is_open(parameter: Parameter, text: str) -> bool:
    """Whether an argument that the words do not say outright may be in them all the same, for the model to find."""
    if parameter.accepts is not None or any(map(parameter.marked, _BY_RULE)):
        return False
    if parameter.marked(ObjectLabel):
        return not asks_for_everything(text)
    return parameter.required or _may_be_stated(parameter, text)


def _exhibits(tool: Tool, asked: Asked, exhibits: Sequence[Exhibit], model: ChatModel) -> list[dict[str, str]]:
    """The exhibits of each call, by parameter."""
    wanted = [parameter for parameter in tool.exhibit_parameters if parameter.required]
    optional = [parameter for parameter in tool.exhibit_parameters if not parameter.required]
    if not wanted:
        return [_optional(optional, asked, exhibits)]
    fitting = [exhibit for exhibit in exhibits if exhibit.media in (wanted[0].accepts or ())]
    named = _named(asked, fitting, exhibits, model, count=len(wanted))
    if len(wanted) == 1:
        return [{wanted[0].name: exhibit} for exhibit in named] or [{}]
    return [dict(zip((parameter.name for parameter in wanted), named, strict=False))]


def _named(asked: Asked, fitting: Sequence[Exhibit], exhibits: Sequence[Exhibit], model: ChatModel, count: int) -> list[str]:
    """The exhibits that a question names, in its order; for a tool that takes several at once, `count` of them."""
    ids = [exhibit.id for exhibit in fitting]
    explicit = [exhibit for exhibit in asked.mentions.explicit if exhibit in ids]
    if len(explicit) >= count:
        return explicit if count == 1 else explicit[:count]
    if count == 1 and not explicit and (other := asked.mentions.explicit + asked.mentions.unknown):
        return [other[0]]  # it does not fit or is not there: better said than replaced by a guess
    scores = sorted(((asked.mentions.scores.get(exhibit, 0.0), exhibit) for exhibit in ids), key=lambda pair: -pair[0])
    if not scores:
        return []
    if count > 1:
        ranked = [*explicit, *(exhibit for _, exhibit in scores if exhibit not in explicit)]
        return sorted(ranked[:count], key=lambda exhibit: asked.mentions.first.get(exhibit, 1 << 30))
    if len(several := _several(asked, scores)) > 1 or len(several := list(_one_by_one(asked.everything, exhibits, ids))) > 1:
        return several
    best = scores[0][0]
    if len(ids) == 1 or (best >= CLEAR and (len(scores) == 1 or best - scores[1][0] >= _LEAD)):
        return [scores[0][1]]
    near = [exhibit for exhibit in fitting if asked.mentions.scores.get(exhibit.id, 0.0) >= best - _LEAD]
    return [_choose(asked, near, fitting, model)]


def _several(asked: Asked, scores: Sequence[tuple[float, str]]) -> list[str]:
    """The exhibits of "both letters", "all recordings"."""
    said = {plain(word) for word in words(asked.everything)}
    if scores[0][0] <= 0 or not said & (_SEVERAL | _SEVERAL_ELSEWHERE if asked.foreign else _SEVERAL):
        return []
    near = [exhibit for score, exhibit in scores if score >= _NEAR * scores[0][0]]
    return sorted(near[:2] if said & _TWO else near)


def _one_by_one(question: str, exhibits: Sequence[Exhibit], fitting: Sequence[str]) -> dict[str, str]:
    """The exhibits of "the invoice and the bank statement", each with its part of the question: each part names another one clearly."""
    most: dict[str, str] = {}
    for division in divisions(question):
        named = {str(_clear(mentions(part, exhibits))): part for part in division}
        if len(named) == len(division) > len(most) and all(exhibit in fitting for exhibit in named):
            most = named
    return most


def _clear(found: Mentions) -> str | None:
    """The one exhibit that words point to, or None."""
    if len(found.explicit) == 1:
        return found.explicit[0]
    ranked = sorted(found.scores, key=lambda exhibit: -found.scores[exhibit])
    if not ranked or found.scores[ranked[0]] < CLEAR:
        return None
    return ranked[0] if len(ranked) == 1 or found.scores[ranked[0]] - found.scores[ranked[1]] >= _LEAD else None


def _choose(asked: Asked, candidates: Sequence[Exhibit], fitting: Sequence[Exhibit], model: ChatModel) -> str:
    """The exhibit that the model takes to be meant, of some that the words alone do not tell apart."""
    if len(candidates) == 1:
        return candidates[0].id
    # The list of all that fit is the same for every question about the case, so that its reading is kept; only a case with
    # very many exhibits is shown in part.
    shown = fitting if len(fitting) <= _MOST_SHOWN else candidates[:_MOST_SHOWN]
    options = [exhibit.id for exhibit in candidates if exhibit in shown]
    system = SystemMessage(prompts.render("route_exhibit_system", exhibits=[_named_harmlessly(exhibit) for exhibit in shown]))
    request = HumanMessage(prompts.render("route_exhibit", question=asked.text, english=asked.english))
    scores = model.choose([system, request], options)
    return max(zip(scores, options, strict=True))[1]


def _named_harmlessly(exhibit: Exhibit) -> Exhibit:
    """An exhibit as the model is told of it: most titles are file names, which whoever made the exhibit chose."""
    return replace(exhibit, title=harmless_title(exhibit.title) or "no title")


def _choose_gallery(asked: Asked, model: ChatModel) -> str:
    """The gallery that the model takes to be meant, of several that the words alone do not tell apart."""
    system = SystemMessage(prompts.render("route_gallery_system", galleries=asked.galleries))
    request = HumanMessage(prompts.render("route_gallery", question=asked.text, english=asked.english))
    scores = model.choose([system, request], [str(number + 1) for number in range(len(asked.galleries))])
    return asked.galleries[max(range(len(scores)), key=scores.__getitem__)]


def _title_words(asked: Asked, exhibits: Sequence[Exhibit]) -> list[str]:
    """Words of the titles of the exhibits that a question seems to name."""
    near = [exhibit for exhibit in exhibits if asked.mentions.scores.get(exhibit.id, 0.0) >= max(CLEAR, asked.mentions.best - _LEAD)]
    return [word for exhibit in near for word in words(harmless_title(exhibit.title))]


def _optional(parameters: Sequence[Parameter], asked: Asked, exhibits: Sequence[Exhibit]) -> dict[str, str]:
    """Optional exhibits: only those that the question names clearly."""
    found: dict[str, str] = {}
    for parameter in parameters:
        fitting = [exhibit.id for exhibit in exhibits if exhibit.media in (parameter.accepts or ())]
        explicit = [exhibit for exhibit in asked.mentions.explicit if exhibit in fitting and exhibit not in found.values()]
        scored = sorted(fitting, key=lambda exhibit: -asked.mentions.scores.get(exhibit, 0.0))
        clear = [e for e in scored if asked.mentions.scores.get(e, 0.0) >= 2 * CLEAR and e not in found.values()]
        if chosen := explicit or clear:
            found[parameter.name] = chosen[0]
    return found


def _may_be_stated(parameter: Parameter, text: str) -> bool:
    """Whether an optional argument could be in a question at all; most are not, and then the model need not be asked."""
    if _is_number(parameter):
        return any(word[0].isdigit() or number_word(word) for word in words(text))
    return True


def _ask(parameters: Sequence[Parameter], asked: Asked, model: ChatModel) -> dict[str, Any]:
    """Let the model fill arguments under a schema; what it gives must be grounded in the question's words."""
    properties = {p.name: TypeAdapter(p.annotation | None).json_schema() | {"description": p.description} for p in parameters}
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    system = SystemMessage(prompts.render("route_arguments_system", parameters=parameters))
    request = prompts.render(
        "route_arguments",
        question=asked.text,
        english=asked.english,
    )
    filled = model.write([system, HumanMessage(request)], schema, max_tokens=120) or {}
    return {p.name: filled[p.name] for p in parameters if filled.get(p.name) is not None and _grounded(filled[p.name], asked.everything)}


def _grounded(value: Any, text: str) -> bool:
    """Whether a value stands in the question: a number by its digits or its word, a text by most of its words, and not by its numbers
    and small words alone where it has others."""
    held = words(text)
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        numbers = {number_word(word) for word in held} | {match for word in held for match in re.findall(r"\d+", word)}
        return str(value) in numbers or str(int(value)) in {str(number).lstrip("0") for number in numbers if number}
    stems = {stem(word) for word in held}
    wanted = words(str(value))
    wanted = [word for word in wanted if len(word) > 2 and not word[0].isdigit()] or wanted
    return bool(wanted) and sum(stem(word) in stems for word in wanted) >= 0.6 * len(wanted)


def _is_number(parameter: Parameter) -> bool:
    kinds = {parameter.annotation, *getattr(parameter.annotation, "__args__", ())}
    return bool(kinds & {int, float}) and str not in kinds
