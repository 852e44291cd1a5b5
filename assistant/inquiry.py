"""One question on its way to its answer: what was decided, what was found, what may be said."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from assistant import approvals, execution, ingest
from assistant.answer import Answer, CallRecord, Coverage, InstructionLike, NotSearched, Sentence, Status
from assistant.compose import Composed, Composer, Quotable, quotables, sifted, suspect_names, told
from assistant.compose.composer import quoted
from assistant.counter import Against, Involvement, involvement, neutral, speaks_against
from assistant.execution import ToolCall, ToolResult
from assistant.ingest.local import in_process
from assistant.naming import Voices
from assistant.router import Route, RoutedCall, Router
from assistant.router.narrowing import Narrowed, narrowing_in
from assistant.session import Session
from tools import galleries
from tools.errors import IntegrityError
from tools.evidence import Entity, Evidence, Measured, stated
from tools.instructions import harmless_title
from tools.locks import locks
from tools.places import Places

Listener = Callable[[str, Mapping[str, Any]], object]
"""Hears (event, what) while a question is answered; events: reading, route, call, found, composing."""

_OPENING = "Ask me about this case: what an exhibit says, who or what it names, or what the exhibits together say about a fact."
_SEARCH = "search_case"
_THROUGHOUT = (_SEARCH, "find_contradictions")
"""Tools that look through all of the case for what fits their words, by meaning and by words."""
_TRANSCRIBE = "transcribe_audio"
_WHO_SPEAKS = re.compile(
    r"\bwho\b[^?.]*\b(spoke|speaks?|speaking|spoken|talks?|talked|talking|heard)\b(?! (about|of)\b)|\b(speakers|voices)\b", re.IGNORECASE
)
"""Questions for who speaks when: the whole transcript answers them, each sentence with its voice and its time."""


@dataclass
class Inquiry:
    """A question about a case."""

    session: Session
    question: str
    router: Router
    composer: Composer
    listener: Listener
    route: Route | None = None
    results: list[ToolResult] = field(default_factory=list)
    composed: list[Composed] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    """Ids of the calls that wait for a person, each with the reason; while there are any nothing is done."""
    pausing: tuple[str, ...] = ()
    """Ids of the calls that waited, in a run that goes on."""
    waits_as: str | None = None
    """Id of the approval that the run waits for."""
    _lacking: bool = False
    """A call was not made because no authorisation covers it and nobody can be asked."""
    against: Against | None = None
    """What the second search found, where the question is about somebody's involvement."""
    _asked: Narrowed = field(init=False)
    """The question without what the officer hopes for, and what its search is narrowed to."""
    _about: Involvement | None = None
    suspect: list[InstructionLike] = field(default_factory=list)
    """Text of exhibits that reads like an instruction to this program."""
    _unasked: bool = False
    """The question did not ask for anything in the case, as far as the router can tell; it was searched all the same."""

    def __post_init__(self) -> None:
        narrowed = narrowing_in(self.question)
        self._asked = replace(narrowed, question=neutral(narrowed.question))

    # -- on the way -----------------------------------------------------------------------------------------------------

    def decide(self) -> Route:
        """Which tools to use, and what must be read before they can be."""
        self.listener("route", {})
        exhibits = self.session.case.exhibits()
        asked, within = self._asked.question, self._asked.args
        route = self.router.route(asked, exhibits, galleries.names(self.session.case))
        search = RoutedCall(ToolCall(_SEARCH, {"query": asked} | within), asked, "fact")
        if route.refusal is None and within:  # what narrows a search asks for one
            route = replace(route, calls=(search,))
        self.session.record("route", route.for_record() | ({"neutral": asked} if asked != self.question else {}))
        if route.refusal is None and exhibits and not route.is_clear and not within:
            # What does not sound like police work may still be in the exhibits: better searched for nothing than sent away.
            route = replace(route, calls=(*route.calls, search))
            self._unasked = True
        held = approvals.held(self.session, route)
        self.route, self.waiting, self._lacking = held.route, held.waiting, held.lacking
        if held.route.refusal is None and exhibits and not self.waiting:
            self._about = involvement(asked) or (involvement(route.english) if route.english else None)
        if self._about is not None or any(wanted.call.tool in _THROUGHOUT for wanted in self._open_calls()):
            ingest.catch_up(
                self.session,
                in_process,
                lambda task, share, doing: self.listener("reading", {"share": share, "doing": doing}),
            )
        return held.route

    def call(self, call: ToolCall) -> ToolResult:
        """Use one tool for the answer."""
        result = self._used(call)
        self.results.append(result)
        return result

    def _used(self, call: ToolCall) -> ToolResult:
        self.listener("call", {"tool": call.tool, "args": dict(call.args)})
        result = self._not_to_rest_on(call) or execution.run(self.session, call)
        told = {"evidence": len(result.evidence), "error": result.error, "seconds": result.seconds, "cached": result.cached}
        self.listener("found", {"tool": call.tool, "args": dict(call.args)} | told)
        return result

    def _not_to_rest_on(self, call: ToolCall) -> ToolResult | None:
        """The refusal of a call on a statement that no answer may rest on: a person may read it, an answer may not quote it."""
        marked = locks(self.session.case).marked
        named = [value for value in call.args.values() if isinstance(value, str) and value in marked]
        if not named:
            return None
        reason = f"{named[0]} is {marked[named[0]].words}. No answer rests on it; open it to read it."
        self.session.record("tool_call", {"tool": call.tool, "args": dict(call.args), "error": reason, "seconds": 0.0})
        return ToolResult(call, error=reason)

    def compose(self) -> None:
        """Turn what was found into sentences, and look for what speaks against them where somebody's involvement is asked about."""
        assert self.route is not None
        titles = {exhibit.id: harmless_title(exhibit.title) for exhibit in self.session.case.exhibits()}
        for wanted, result in zip(self._open_calls(), self.results, strict=True):
            self.listener("composing", {"tool": wanted.call.tool})
            found = told(result.evidence)
            who = wanted.call.tool == _TRANSCRIBE and _WHO_SPEAKS.search(self.question)  # the words need not say who says them
            if wanted.wants == "whole" or who:
                self.sentences += self._as_found(_of_types(found, wanted.types))
                continue
            composed = self.composer.compose(wanted.question, self._harmless(found), titles, ranked=wanted.call.tool == _SEARCH)
            self.composed.append(composed)
            self.sentences += composed.sentences
        if self._about is not None:
            found = [item for result in self.results for item in result.evidence]
            self.against = speaks_against(self.route.english or self._asked.question, self._about, self._used, self._harmless, found)
            self.session.record("counter", {"question": self.question, "about": self._about.person} | self.against.for_record())

    def _harmless(self, evidence: Sequence[Evidence]) -> list[Quotable]:
        """What can be quoted of evidence. Text that reads like an instruction is shown to the officer beside the answer, and is neither
        given to the model nor part of what is said."""
        heaps = sifted(quotables(evidence))
        self.suspect += [text for text in heaps.suspect if text not in self.suspect]
        return heaps.harmless

    def _as_found(self, evidence: Sequence[Evidence]) -> list[Sentence]:
        """What tools found without a word of the language model: what they measured as they state it, all else as it stands there."""
        measured = [item for item in evidence if isinstance(item, Measured)]
        found = [Sentence(text=stated(item), citations=item.citations, measured_by=item.source) for item in measured]
        return found + [quoted(item) for item in self._harmless([item for item in evidence if not isinstance(item, Measured)])]

    # -- the answer -----------------------------------------------------------------------------------------------------

    def answer(self) -> Answer:
        """The answer; every citation is compared once more with what the tools found.

        Raises:
            IntegrityError: a citation says what no tool found at its place.
        """
        assert self.route is not None
        evidence = {item.id: item for result in self._all_results() for item in result.evidence}
        counter = self.against.sentences if self.against is not None else ()
        places = Places(evidence.values())
        for sentence in (*self.sentences, *counter):
            for citation in sentence.citations:
                if not places.hold(citation):
                    reason = f"No tool found {citation.quote!r} at {citation.exhibit}#{citation.fragment}: the answer is withheld."
                    self.session.record("integrity_failure", {"question": self.question, "error": reason})
                    raise IntegrityError(reason)
        voices = Voices(self.session.case)
        return Answer(
            question=self.question,
            status=self._status(),
            sentences=tuple(_heard(sentence, voices) for sentence in self.sentences),
            counter=tuple(_heard(sentence, voices) for sentence in counter),
            counter_note=None if self.against is None else self.against.note,
            coverage=self._coverage(),
            calls=tuple(_call_record(result) for result in self._all_results()),
            evidence=tuple(evidence.values()),
            instruction_like=self._suspect(),
            refusal=self.route.refusal,
            note=self._note(),
            approval=self.waits_as,
        )

    def for_record(self, answer: Answer) -> dict[str, Any]:
        """What the ledger keeps of the answer: what was said, on what, and what the model had written before the gate."""
        return {
            "question": answer.question,
            "status": answer.status,
            "refusal": answer.refusal and answer.refusal.model_dump(),
            "sentences": [sentence.model_dump() for sentence in answer.sentences],
            "coverage": answer.coverage.model_dump(),
            "note": answer.note,
            "counter": [sentence.model_dump() for sentence in answer.counter],
            "counter_note": answer.counter_note,
            "calls": [call.model_dump() for call in answer.calls],
            "instruction_like": [text.model_dump() for text in answer.instruction_like],
            "judged": [asdict(composed.reading) for composed in self.composed],
            "drafts": [
                {"text": draft.text, "faults": [str(fault) for fault in draft.faults]}
                for composed in self.composed
                for draft in composed.drafts
            ],
        }

    def _all_results(self) -> list[ToolResult]:
        return [*self.results, *(self.against.results if self.against is not None else ())]

    def _open_calls(self) -> list[RoutedCall]:
        assert self.route is not None
        return [wanted for wanted in self.route.calls if wanted.blocked is None]

    def _status(self) -> Status:
        assert self.route is not None
        if self.route.refusal is not None:
            return "refused"
        if self.sentences:
            return "answered"
        if self.waiting or self._lacking or any(result.needs_authorisation for result in self.results):
            return "needs_approval"
        done = [result for result in self.results if result.error is None]
        if self.route.calls and not done:
            return "failed"  # nothing was looked at, so nothing can be said to be absent
        return "not_found"

    def _coverage(self) -> Coverage:
        """What was looked at; every other exhibit with the reason why not. One that was looked at but for speech that is uncertain
        stands in both."""
        exhibits = [exhibit.id for exhibit in self.session.case.exhibits()]
        done = [result for result in self.results if result.error is None]
        named = {value for result in done for value in result.call.args.values() if value in exhibits}
        searches = _searches(done)
        if not searches and self.against is not None:  # the second search has gone through the case
            searches = _searches([result for result in self.against.results if result.error is None])
        if not searches:
            reason = "the question is not about this exhibit" if done else "nothing was searched"
            left = {exhibit: reason for exhibit in exhibits if exhibit not in named}
        else:
            left = {exhibit: reason for exhibit, reason in ingest.not_searched(self.session, searches).items() if exhibit not in named}
        bars = locks(self.session.case).bars()
        left |= {exhibit: bar.reason for exhibit, bar in bars.items() if bar.whole}
        partly = {exhibit: reason for exhibit, reason in ingest.not_confirmed(self.session).items() if exhibit not in left}
        for exhibit, bar in bars.items():
            if not bar.whole and exhibit in left:
                left[exhibit] = f"{left[exhibit]}; {bar.reason}"
            elif not bar.whole:
                partly[exhibit] = "; ".join(filter(None, (partly.get(exhibit), bar.reason)))
        reasons = [(exhibit, why) for exhibit in exhibits if (why := left.get(exhibit) or partly.get(exhibit))]
        reasons += [(stone.subject, stone.words) for stone in self.session.case.deleted()]
        return Coverage(
            searched=tuple(exhibit for exhibit in exhibits if exhibit not in left),
            not_searched=tuple(NotSearched(exhibit=exhibit, reason=reason) for exhibit, reason in reasons),
            by=("meaning", "words") if searches else (),
        )

    def _suspect(self) -> tuple[InstructionLike, ...]:
        """Instruction-like text that was come upon, and names of the exhibits that were looked at which read like it."""
        used = {citation.exhibit for result in self.results for item in result.evidence for citation in item.citations}
        names = suspect_names(exhibit for exhibit in self.session.case.exhibits() if exhibit.id in used)
        return (*names, *self.suspect)

    def _note(self) -> str | None:
        """What else the officer should know."""
        assert self.route is not None
        notes = [result.error for result in self.results if result.error]
        notes += [call.blocked for call in self.route.calls if call.blocked]
        notes += [f"{reason} The question waits as {self.waits_as} until somebody approves it." for reason in self.waiting.values()]
        if self.route.refusal is None and not self.sentences and not notes and (self._unasked or not self.route.calls):
            return _OPENING
        if not self.sentences and self.results and not notes:
            coverage = self._coverage()
            searched = f"{len(coverage.searched)} exhibit{'s were' if len(coverage.searched) != 1 else ' was'} searched"
            partly = [left.exhibit for left in coverage.not_searched if left.exhibit in coverage.searched]
            without = len(coverage.not_searched) - len(partly)
            rest = f", {without} not" if without else ""
            doubts = f", parts of {', '.join(partly)} left out (see what was not searched)" if partly else ""
            both = f" by {' and by '.join(coverage.by)}" if coverage.by else ""
            notes.append(f"{searched}{both}{doubts}{rest}: nothing there answers this question. That does not mean that it is not so.")
        notes += dict.fromkeys(result.note for result in self.results if result.note)
        if suspect := dict.fromkeys(text.exhibit for text in self._suspect()):
            notes.append(f"{', '.join(suspect)}: text there reads like an instruction to this program. It was not followed; see it there.")
        return " ".join(notes) or None


def _heard(sentence: Sentence, voices: Voices) -> Sentence:
    """A sentence with whose voice says what it cites; what was measured of voices says itself on what."""
    speakers = () if sentence.measured_by else voices.of(sentence.citations)
    return sentence.model_copy(update={"spoken_by": speakers}) if speakers else sentence


def _searches(done: Sequence[ToolResult]) -> list[dict[str, Any]]:
    """What each search of the case was narrowed to."""
    return [
        {name: value for name, value in result.call.args.items() if name not in ("query", "topic")}
        for result in done
        if result.call.tool in _THROUGHOUT
    ]


def _call_record(result: ToolResult) -> CallRecord:
    return CallRecord(
        tool=result.call.tool,
        args=dict(result.call.args),
        seconds=round(result.seconds, 3),
        cached=result.cached,
        evidence=tuple(item.id for item in result.evidence),
        error=result.error,
    )


def _of_types(evidence: Sequence[Evidence], types: Sequence[str]) -> list[Evidence]:
    """The entities of the kinds that were asked for; all evidence when none in particular was."""
    return [item for item in evidence if not types or not isinstance(item, Entity) or item.type in types]
