"""The router: one decision for each question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import ValidationError

import prompts
from assistant.execution import ToolCall
from assistant.llm import ChatModel
from assistant.router.arguments import Asked, fill
from assistant.router.classifier import NOTHING, REFUSE, Classifier, Reading
from assistant.router.fit import adjusted
from assistant.router.kinds import kinds_in
from assistant.router.mentions import CLEAR, mentions
from assistant.router.parts import parts
from assistant.router.refusals import refusal
from assistant.router.route import Route, RoutedCall, Wants
from tools.case import Exhibit
from tools.parameters import GalleryName, OfficersWords
from tools.registry import Tool, all_tools

_CONSIDERED = 4
"""How many classes go on record."""
_ENGLISH = {
    "type": "object",
    "properties": {"english": {"type": "string", "minLength": 1, "maxLength": 400}},
    "required": ["english"],
    "additionalProperties": False,
}


class Router:
    """Decides which tools a question needs, with which arguments.

    Args:
        model: the chat model.
        cache: folder of what can be worked out again.
    """

    def __init__(self, model: ChatModel, cache: Path) -> None:
        self._model = model
        self._classifier = Classifier(model, cache)

    def route(self, question: str, exhibits: Sequence[Exhibit], galleries: Sequence[str] = ()) -> Route:
        """The decision on one question about a case with these exhibits and galleries. Runs no tool and reads no exhibit."""
        reading = self._classifier(question)
        asked = Asked(question, None, mentions(question, exhibits), tuple(galleries), reading.foreign)
        scores = dict(zip(reading.classes, adjusted(reading, asked.mentions, exhibits), strict=True))
        considered = {name: round(float(scores[name]), 3) for name in sorted(scores, key=lambda name: -scores[name])[:_CONSIDERED]}
        best = next(iter(considered))
        if best.startswith(REFUSE):
            return Route(refusal=refusal(best.removeprefix(REFUSE)), considered=considered)
        if best == NOTHING:
            return Route(considered=considered)
        if reading.foreign and self._needs_english(best, asked):
            asked = self._in_english(asked, exhibits)
        calls: list[RoutedCall] = []
        for name, part, read in self._parts(asked, best, reading, exhibits):
            calls += self._calls(name, part, read, exhibits)
        return Route(tuple(_each_once(calls)), english=asked.english, considered=considered)

    def _needs_english(self, name: str, asked: Asked) -> bool:
        """Whether a question in another language has to be translated: to be looked for, or because its words name no
        exhibit."""
        tool = all_tools().get(name)
        if tool is None:
            return False
        takes = any(parameter.required for parameter in tool.exhibit_parameters)
        return not takes or any(p.marked(OfficersWords) for p in tool.parameters) or not asked.mentions.points

    def _in_english(self, asked: Asked, exhibits: Sequence[Exhibit]) -> Asked:
        """The question with what it says in English, as the model puts it."""
        messages = [SystemMessage(prompts.render("translate_system")), HumanMessage(prompts.render("translate", question=asked.text))]
        written = self._model.write(messages, _ENGLISH, max_tokens=120)
        if written is None:
            return asked
        english = str(written["english"])
        return replace(asked, english=english, mentions=asked.mentions.with_other(mentions(english, exhibits)))

    def _parts(self, asked: Asked, best: str, whole: Reading, exhibits: Sequence[Exhibit]) -> Iterator[tuple[str, Asked, Reading]]:
        """The tool of each part of a question. A part that names no exhibit speaks of what the whole question names."""
        found = parts(asked.text, whole, self._classifier, lambda name: name != NOTHING and not name.startswith(REFUSE))
        if len(found) == 1:
            yield best, asked, whole
            return
        for text, reading in found:
            part = replace(asked, text=text, english=None, mentions=mentions(text, exhibits))
            scores = adjusted(reading, part.mentions, exhibits)
            name = reading.classes[int(scores.argmax())]
            yield name, _completed(part, asked, name, exhibits), reading

    def _calls(self, name: str, asked: Asked, reading: Reading, exhibits: Sequence[Exhibit]) -> list[RoutedCall]:
        tool = all_tools().get(name)
        if tool is None:
            return [RoutedCall(ToolCall(name), asked.text, blocked=f"This installation of Exhibit has no tool {name}.")]
        wants: Wants = "fact" if tool.searches or (tool.reads and reading.fact) else "whole"
        kinds = kinds_in(asked.everything) if name == "extract_entities" else ()
        return [
            RoutedCall(
                ToolCall(name, args), asked.english or asked.text, wants, kinds, blocked=_impossible(tool, args, exhibits, asked.galleries)
            )
            for args in fill(tool, asked, exhibits, self._model)
        ]


def _completed(part: Asked, whole: Asked, name: str, exhibits: Sequence[Exhibit]) -> Asked:
    """A part of a question, with the exhibits of the whole where it names fewer than the tool takes: "… and how high is the voice?"."""
    tool = all_tools().get(name)
    wanted = [parameter for parameter in tool.exhibit_parameters if parameter.required] if tool else []
    if not wanted or part.mentions.unknown:
        return part
    fitting = [exhibit.id for exhibit in exhibits if exhibit.media in (wanted[0].accepts or ())]
    named = [exhibit for exhibit in fitting if exhibit in part.mentions.explicit or part.mentions.scores.get(exhibit, 0.0) >= CLEAR]
    return part if len(named) >= len(wanted) else replace(part, mentions=part.mentions.with_other(whole.mentions))


def _impossible(tool: Tool, args: dict[str, object], exhibits: Sequence[Exhibit], galleries: Sequence[str]) -> str | None:
    """Why a call cannot be made as it stands: an argument is missing or names what is not there."""
    known = {exhibit.id for exhibit in exhibits}
    for parameter in tool.exhibit_parameters:
        named = args.get(parameter.name)
        if named is not None and named not in known:
            return f"The case has no exhibit {named}" + (f"; it has EX-0001 to {exhibits[-1].id}." if exhibits else ": it has none yet.")
        if named is None and parameter.required and not any(exhibit.media in (parameter.accepts or ()) for exhibit in exhibits):
            return f"The case has no exhibit that {tool.name} could look at ({' or '.join(sorted(parameter.accepts or ()))})."
    if not galleries and any(parameter.required and parameter.marked(GalleryName) for parameter in tool.parameters):
        return "The case has no gallery to search in. Make one with `exhibit gallery new`, and add persons with `exhibit gallery add`."
    missing = [parameter.name for parameter in tool.parameters if parameter.required and parameter.name not in args]
    if missing:
        return f"The question does not say: {', '.join(missing)}. Please name it."
    try:
        tool.arguments.model_validate(args)
    except ValidationError as error:
        return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    return None


def _each_once(calls: Sequence[RoutedCall]) -> list[RoutedCall]:
    """Calls in order, each once."""
    kept: dict[str, RoutedCall] = {}
    for call in calls:
        kept.setdefault(f"{call.call.tool} {sorted(call.call.args.items())}", call)
    return list(kept.values())
