"""The tools that were used for a report: versions, weights, and the cards that say how often they are wrong."""

from collections.abc import Iterable, Sequence

import models
from assistant.report.answers import Answered, Made, Record
from assistant.report.document import CardShown, ToolShown, WeightsShown
from models import reading
from tools.registry import all_tools

CHAT = "chat"
_ALWAYS = ("router", "answerable", "claim-gate")
"""Decisions that every answer passes; each has a card."""
_AGAINST = "speaks-against"
_BESIDE = {"transcribe_audio": ("diarisation",)}
"""Cards of what works inside a tool and is not called like it."""
_LEFT_OUT = ("Time", "Settings", "Fields")
"""Parts of cards that say nothing of limits or error rates."""


def calls_for(record: Record, answers: Sequence[Answered]) -> list[Made]:
    """The calls that some answers rest on: their own, and the newest reading of each exhibit that they cite."""
    own = {call.seq: call for answered in answers for call in answered.calls}
    cited = {
        citation.exhibit for answered in answers for sentence in (*answered.sentences, *answered.counter) for citation in sentence.citations
    }
    reads = {name for name, tool in all_tools().items() if tool.reads}
    newest = {call.args["exhibit"]: call for call in record.calls if call.tool in reads and call.args.get("exhibit") in cited}
    return sorted({**own, **{call.seq: call for call in newest.values()}}.values(), key=lambda call: call.seq)


def tools_used(calls: Iterable[Made]) -> tuple[ToolShown, ...]:
    """The tools of some calls."""
    by_tool: dict[str, list[Made]] = {}
    for call in calls:
        by_tool.setdefault(call.tool, []).append(call)
    known = all_tools()
    return tuple(
        ToolShown(
            name=name,
            does=known[name].description if name in known else "",
            versions=tuple(dict.fromkeys(call.version for call in made if call.version)),
            runs=len(made),
            cards=_cards_of(name),
        )
        for name, made in sorted(by_tool.items())
    )


def weights_used(calls: Iterable[Made]) -> tuple[WeightsShown, ...]:
    """The weights of some calls, and those of the language model that chose the tools and worded the sentences."""
    tasks: dict[str, set[str]] = {CHAT: set()}
    for call in calls:
        for task, digest in call.weights.items():
            tasks.setdefault(task, set()).add(digest)
    store = models.store()
    shown = []
    for task, digests in sorted(tasks.items()):
        chosen = store.chosen(task)
        shown.append(
            WeightsShown(
                name=chosen.name,
                task=task,
                licence=chosen.licence,
                publisher=chosen.publisher,
                digest=store.digest(task),
                files=tuple((file.name, file.sha256) for file in chosen.files),
                card=chosen.name if chosen.name in reading.names() else None,
                as_used=digests <= {store.digest(task)},
            )
        )
    return tuple(shown)


def cards_of(tools: Iterable[ToolShown], weights: Iterable[WeightsShown], *, against: bool) -> tuple[CardShown, ...]:
    """The cards that say how often these are wrong, each once."""
    wanted = dict.fromkeys(name for tool in tools for name in tool.cards)
    wanted |= dict.fromkeys(found.card for found in weights if found.card is not None)
    wanted |= dict.fromkeys((*_ALWAYS, _AGAINST) if against else _ALWAYS)
    there = reading.names()
    cards = [reading.read(name) for name in wanted if name in there]
    return tuple(
        CardShown(
            name=card.name,
            sha256=card.sha256,
            parts=tuple(part for part in card.parts if part[0] not in _LEFT_OUT),
        )
        for card in cards
    )


def _cards_of(tool: str) -> tuple[str, ...]:
    own = (tool.replace("_", "-"), *_BESIDE.get(tool, ()))
    known = all_tools().get(tool)
    weights = [models.store().chosen(task).name for task in known.weights] if known is not None else []
    there = reading.names()
    return tuple(dict.fromkeys(name for name in (*own, *weights) if name in there))
