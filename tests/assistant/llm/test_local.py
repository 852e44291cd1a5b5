"""llama.cpp in this process: probabilities, and reading only once."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.llm import LocalChat
from assistant.llm.local import ContextFull, LocalEngine
from assistant.llm.prefixes import Prefixes
from assistant.llm.prompt import Prompt, Turn

SYSTEM = "You help a police officer. " + "You know nothing but the quotes from the exhibits. " * 8


def ask(engine: LocalEngine, question: str) -> Prompt:
    return engine.prompt([Turn("system", SYSTEM), Turn("user", question)], stable=1)


@pytest.mark.parametrize("options", [["yes", "no"], ["EX-0001", "EX-0002", "EX-0010", "EX-0011"], ["1", "1,2", "2", "1,2,3"]])
def test_probabilities_of_a_choice_sum_to_one(engine: LocalEngine, options: list[str]) -> None:
    """The options of a choice share the whole probability, also where one is longer than another and begins like it."""
    chat = LocalChat(engine=engine)
    found = chat.choose([SystemMessage(SYSTEM), HumanMessage("Which one?")], options)
    assert len(found) == len(options)
    assert sum(map(math.exp, found)) == pytest.approx(1.0, abs=1e-6)


def test_a_choice_is_what_the_tokens_say(engine: LocalEngine) -> None:
    """For options of one token each, the choice has the odds of these tokens in the model's own distribution."""
    prompt = ask(engine, "Is the van grey?")
    yes, no = (engine._tokeniser.text(word) for word in ("yes", "no"))
    assert (len(yes), len(no)) == (1, 1)
    logs = engine.next_token(prompt)
    first, second = engine.choose(prompt, ["yes", "no"])
    assert first - second == pytest.approx(float(logs[yes[0]] - logs[no[0]]), abs=1e-3)


def test_log_odds_follow_the_question(engine: LocalEngine) -> None:
    """Yes against no is a finite number, and a conversation that ends in yes makes it greater."""
    chat = LocalChat(engine=engine)
    asked = HumanMessage("Say yes." * 3), HumanMessage("Say no." * 3)
    for_yes, for_no = (chat.log_odds([SystemMessage("Do as you are told."), message]) for message in asked)
    assert math.isfinite(for_yes)
    assert math.isfinite(for_no)
    assert for_yes > for_no


def test_next_tokens_are_a_distribution(engine: LocalEngine) -> None:
    """What could come next has the probability one in all."""
    assert np.logaddexp.reduce(engine.next_token(ask(engine, "Who?"))) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("before", ["Where was the van?", "Who was there, and when did they leave again?"])
def test_reading_on_is_reading_afresh(engine: LocalEngine, before: str) -> None:
    """After another question, with the shared beginning read once, the model is where it would be on reading everything."""
    prompt = ask(engine, "Was the van grey?")
    engine.forget()
    afresh = engine.next_token(prompt)
    engine.forget()
    engine.next_token(ask(engine, before))
    again = engine.next_token(prompt)
    assert int(again.argmax()) == int(afresh.argmax())
    assert np.abs(again - afresh)[afresh > -15].max() < 0.2


def test_a_hidden_state_does_not_depend_on_what_was_read_before(engine: LocalEngine) -> None:
    """The state of a question is the same alone and after another one, and differs from another question's."""

    def cosine(a: Sequence[float], b: Sequence[float]) -> float:
        return float(np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b))

    engine.forget()
    alone = engine.hidden(ask(engine, "Was the van grey?"))
    other = engine.hidden(ask(engine, "Write down the call."))
    after = engine.hidden(ask(engine, "Was the van grey?"))
    assert cosine(alone, after) > 0.999 > cosine(alone, other)
    assert np.isfinite(alone).all()


def test_a_second_engine_finds_the_state_on_disk(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the system message outlives the engine: the next one reads it from the disk and says the same."""
    found: list[bool] = []
    find = Prefixes.find

    def watched(self: Prefixes, tokens: Sequence[int]) -> bytes | None:
        state = find(self, tokens)
        found.append(state is not None)
        return state

    first = LocalEngine(tiny, context=1024, threads=1, states=tmp_path, identity="tiny")
    said = first.next_token(ask(first, "Was the van grey?"))
    del first
    assert list(tmp_path.glob("*.state"))
    monkeypatch.setattr(Prefixes, "find", watched)
    second = LocalEngine(tiny, context=1024, threads=1, states=tmp_path, identity="tiny")
    again = second.next_token(ask(second, "Was the van grey?"))
    assert any(found)
    assert int(again.argmax()) == int(said.argmax())
    assert np.abs(again - said)[said > -15].max() < 0.2


def test_a_state_cut_short_is_read_afresh(tiny: Path, tmp_path: Path) -> None:
    """An engine that finds damaged states answers as if there were none."""
    first = LocalEngine(tiny, context=1024, threads=1, states=tmp_path, identity="tiny")
    said = first.next_token(ask(first, "Was the van grey?"))
    del first
    for file in tmp_path.glob("*.state"):
        file.write_bytes(file.read_bytes()[:1000])
    second = LocalEngine(tiny, context=1024, threads=1, states=tmp_path, identity="tiny")
    again = second.next_token(ask(second, "Was the van grey?"))
    assert int(again.argmax()) == int(said.argmax())


def test_too_long_is_said_and_leaves_the_engine_whole(engine: LocalEngine) -> None:
    """A question longer than the context is an error that names the setting; the next question is answered as before."""
    prompt = ask(engine, "Was the van grey?")
    before = engine.next_token(prompt)
    with pytest.raises(ContextFull, match="EXHIBIT_CONTEXT"):
        engine.next_token(ask(engine, "Where? " * 2000))
    with pytest.raises(ContextFull, match="EXHIBIT_CONTEXT"):
        engine.complete(prompt, max_tokens=2000)
    assert int(engine.next_token(prompt).argmax()) == int(before.argmax())


def test_an_answer_is_the_same_every_time(engine: LocalEngine) -> None:
    """Nothing is left to chance: the same question gets the same words."""
    prompt = ask(engine, "Name a colour.")
    first = engine.complete(prompt, max_tokens=12)
    assert first
    assert engine.complete(prompt, max_tokens=12) == first


def test_an_answer_ends_at_a_stop(engine: LocalEngine) -> None:
    """What follows a stop mark, and the mark itself, is not given."""
    prompt = ask(engine, "Name a colour.")
    whole = engine.complete(prompt, max_tokens=12)
    mark = whole[len(whole) // 2]
    assert engine.complete(prompt, max_tokens=12, stop=[mark]) == whole.partition(mark)[0]
