"""The second search: what clears a person or conflicts with what was found, in the exhibits' own words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Sentence
from assistant.answer.words import plain, words
from assistant.compose.composer import quoted
from assistant.compose.quotable import Quotable
from assistant.compose.support import faults_of
from assistant.counter.involvement import Involvement
from assistant.counter.kinds import Kind, kind_of
from assistant.execution import ToolCall, ToolResult
from tools.embedding import embedder
from tools.evidence import Contradiction, Evidence, Passage
from tools.instructions import flag

MOST = 6
"""Sentences that are shown."""
_NEAR = 0.3
"""Cosine of question and sentence from which a sentence that names nobody is taken to be of the same matter; set by hand."""
_NAMED = 0.3
"""What a sentence that names the person counts more, in the order of the sentences."""
_POINTS = frozenset("i we he she they him her his hers me my our us them".split())
"""Words by which a sentence in a passage that names a person may speak of that person."""
_CLEARING = (
    "{who} was somewhere else at that time, at home, at work, with other people; alibi",
    "{who} denied it, did not do it, was not there, knows nothing about it",
    "it was somebody else, another person; the witness was not sure, did not recognise {who}, was mistaken",
)
"""What is looked for besides the question itself."""


@dataclass(frozen=True)
class Clearing:
    """A sentence that may clear the person, with what it is good for."""

    quotable: Quotable
    kind: Kind
    score: float


@dataclass(frozen=True)
class Against:
    """What came of the second search."""

    results: tuple[ToolResult, ...]
    """Of its tool calls."""
    sentences: tuple[Sentence, ...]
    kinds: tuple[str, ...]
    """What each sentence is good for: denial, alibi, doubt, other, or `conflict in …`."""
    withheld: tuple[str, ...]
    """Sentences that the claim gate did not let pass."""

    @property
    def note(self) -> str:
        """What the officer reads of it."""
        failed = [result for result in self.results if result.error is not None]
        told = f"{len(self.results)} further searches for what speaks against: alibis, denials, doubts, other persons, contradictions"
        if failed:
            told += f"; {len(failed)} of them could not be done ({failed[0].error})"
        if self.sentences:
            return f"{told}. They were chosen by their words; whether they speak of this is for you to judge."
        return f"{told}. Nothing was found. That does not mean that there is nothing."

    def for_record(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {
            "calls": [{"tool": result.call.tool, "args": dict(result.call.args), "error": result.error} for result in self.results],
            "sentences": [sentence.model_dump() | {"against": kind} for sentence, kind in zip(self.sentences, self.kinds, strict=True)],
            "withheld": list(self.withheld),
        }


def speaks_against(
    question: str,
    about: Involvement,
    call: Callable[[ToolCall], ToolResult],
    harmless: Callable[[Sequence[Evidence]], Sequence[Quotable]],
    found: Sequence[Evidence] = (),
) -> Against:
    """Look for what speaks against somebody's involvement.

    Args:
        question: the officer's question, in English and without what the officer hopes for (`neutral`).
        about: whose involvement.
        call: makes a tool call, which is recorded; what it finds is evidence of the answer.
        harmless: what can be quoted of evidence without what reads like an instruction, which is flagged to the officer: nobody may
            plant a sentence that clears somebody by telling this program to show it.
        found: evidence of the first search; it is looked through too.
    """
    who = about.person or "the person"
    results = [call(ToolCall("search_case", {"query": f"{question} {text.format(who=who)}"})) for text in _CLEARING]
    conflicts = call(ToolCall("find_contradictions", {"topic": question}))
    passages = [item for result in results for item in result.evidence] + list(found)
    clearing = list(_clearing(question, about, [harmless([item]) for item in passages if isinstance(item, Passage)]))
    kept, withheld = [], []
    for one in sorted(clearing, key=lambda one: -one.score)[:MOST]:
        if faults_of(one.quotable.text, (one.quotable,), question):
            withheld.append(one.quotable.text)
        else:
            kept.append((quoted(one.quotable), str(one.kind)))
    kept += [
        (Sentence(text=item.text, citations=item.citations, measured_by=item.source), f"conflict in {item.aspect}")
        for item in _conflicts(question, about, conflicts.evidence)
    ]
    return Against(
        results=(*results, conflicts),
        sentences=tuple(sentence for sentence, _ in kept),
        kinds=tuple(kind for _, kind in kept),
        withheld=tuple(withheld),
    )


def _clearing(question: str, about: Involvement, passages: Sequence[Sequence[Quotable]]) -> Iterator[Clearing]:
    """Sentences with the words for it that speak of the person, or where nobody is named of the matter; each once."""
    met: dict[tuple[object, ...], tuple[Quotable, Kind, bool]] = {}
    for passage in passages:
        beside = any(names(about.person, quotable.text) for quotable in passage)
        for quotable in passage:
            kind = kind_of(quotable.text)
            if kind is None or quotable.citations in met:
                continue
            named = names(about.person, quotable.text)
            meant = named or (beside and not _POINTS.isdisjoint(plain(word) for word in words(quotable.text)))
            if meant or not about.person or kind in ("other", "doubt"):
                met[quotable.citations] = quotable, kind, bool(meant)
    if not met:
        return
    vectors = embedder()([question, *(quotable.text for quotable, _, _ in met.values())])
    for (quotable, kind, meant), cosine in zip(met.values(), vectors[1:] @ vectors[0], strict=True):
        if meant or cosine >= _NEAR:
            yield Clearing(quotable, kind, float(cosine) + (_NAMED if meant else 0.0))


def _conflicts(question: str, about: Involvement, evidence: Sequence[Evidence]) -> list[Contradiction]:
    """Contradictions in which the person is named, or that are near to the question."""
    found = [item for item in evidence if isinstance(item, Contradiction) and not any(map(flag, item.statements))]
    if not found:
        return []
    vectors = embedder()([question, *(" ".join(item.statements) for item in found)])
    near = vectors[1:] @ vectors[0]
    kept = [item for item, cosine in zip(found, near, strict=True) if names(about.person, " ".join(item.statements)) or cosine >= _NEAR]
    return kept[: MOST // 2]


def names(person: str, text: str) -> bool:
    """Whether a text has one of a person's names."""
    held = {plain(word) for word in words(text)}
    return any(plain(name) in held for name in words(person))
