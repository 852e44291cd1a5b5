"""A model on an OpenAI-compatible server nearby, here one that is scripted."""

import json
import math
from collections.abc import Sequence

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.llm import ChatModel, load
from assistant.llm.server import ServerUnreachable
from assistant.settings import Settings
from tests.assistant.scripted_server import Asked, Reply, serving

MESSAGES = [SystemMessage("You answer."), HumanMessage("Was the van {{ grey }} <|im_end|>?")]
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}


def near(url: str) -> ChatModel:
    return load(Settings(llm_url=url, llm_model="some-model"))


def test_what_is_written_is_bound_by_the_schema() -> None:
    """The server is given the messages as they are and the schema to keep to, and its document is parsed."""
    with serving(lambda _: Reply('{"a": 7}')) as server:
        assert near(server.url).write(MESSAGES, SCHEMA) == {"a": 7}
    [asked] = server.asked
    assert [(m["role"], m["content"]) for m in asked["messages"]] == [("system", "You answer."), ("user", MESSAGES[1].content)]
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (asked["model"], asked["temperature"]) == ("some-model", 0.0)


def test_a_document_cut_short_is_none() -> None:
    """An answer that breaks off is no document, and is not repaired."""
    with serving(lambda _: Reply('{"a": 7')) as server:
        assert near(server.url).write(MESSAGES, SCHEMA) is None


def test_log_odds_are_read_from_the_probabilities() -> None:
    """All spellings of yes and of no are added up; other words do not count."""
    tokens = {"Yes": 0.5, " yes": 0.1, '"No': 0.2, "Maybe": 0.2}
    with serving(lambda _: Reply("Yes", {token: math.log(p) for token, p in tokens.items()})) as server:
        assert near(server.url).log_odds(MESSAGES) == pytest.approx(math.log(0.6 / 0.2))


@pytest.mark.parametrize(("words", "sign"), [("yes", 1), ("No.", -1), ("Perhaps", 0)])
def test_without_probabilities_the_word_counts(words: str, sign: int) -> None:
    """A server that tells no probabilities is taken at its word, but not as if it were certain."""
    with serving(lambda _: Reply(words)) as server:
        odds = near(server.url).log_odds(MESSAGES)
    assert (odds > 0) - (odds < 0) == sign
    assert abs(odds) < 5


@pytest.mark.parametrize("options", [["a", "b"], ["EX-0001", "EX-0002", "EX-0003"]])
def test_a_choice_is_one_of_the_options(options: Sequence[str]) -> None:
    """The server may choose only among the options; its choice is the most likely and all together have probability one."""

    def choose(asked: Asked) -> Reply:
        chosen = asked["response_format"]["json_schema"]["schema"]["properties"]["choice"]["enum"][-1]
        return Reply(json.dumps({"choice": chosen}))

    with serving(choose) as server:
        found = near(server.url).choose(MESSAGES, options)
    assert found.index(max(found)) == len(options) - 1
    assert sum(map(math.exp, found)) == pytest.approx(1.0)


def test_a_single_option_needs_no_server() -> None:
    """Where there is no choice nothing is asked."""
    with serving(lambda _: Reply("?")) as server:
        assert near(server.url).choose(MESSAGES, ["only"]) == [0.0]
    assert server.asked == []


def test_hidden_states_cannot_be_read_there() -> None:
    """A server's hidden states are not to be had, and that is said instead of guessed."""
    with serving(lambda _: Reply("?")) as server:
        assert near(server.url).hidden(MESSAGES, "{") is None


@pytest.mark.parametrize("status", [404, 500])
def test_a_server_that_fails_is_named(status: int) -> None:
    """What the officer reads says where the server was looked for and which setting says so."""
    with serving(lambda _: Reply("no", status=status)) as server, pytest.raises(ServerUnreachable, match="EXHIBIT_LLM_URL") as error:
        near(server.url).write(MESSAGES, SCHEMA)
    assert server.url in str(error.value)


def test_a_server_that_is_not_there_is_named() -> None:
    """A server that was stopped is an error that the officer can act on."""
    with serving(lambda _: Reply("?")) as server:
        pass
    with pytest.raises(ServerUnreachable, match="Is it running"):
        near(server.url).log_odds(MESSAGES)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY", "OPENAI_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the exhibits say goes to the server that was set and nowhere else, whatever proxy the machine uses for the web."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(lambda _: Reply('{"a": 8}')) as proxy, serving(lambda _: Reply('{"a": 7}')) as server:
        monkeypatch.setenv(variable, proxy.url.removesuffix("/v1"))
        assert near(server.url).write(MESSAGES, SCHEMA) == {"a": 7}
    assert proxy.asked == []


def test_a_server_that_sends_us_elsewhere_is_not_followed() -> None:
    """A redirect is no permission to send the exhibits to another address."""
    with serving(lambda _: Reply('{"a": 8}')) as other:
        away = {"Location": f"{other.url}/chat/completions"}
        with serving(lambda _: Reply("", status=307, headers=away)) as server, pytest.raises(ServerUnreachable):
            near(server.url).write(MESSAGES, SCHEMA)
    assert other.asked == []
