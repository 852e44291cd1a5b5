"""Every model says what it is about to read, so that the record has the hashes of it."""

import hashlib
import json

from langchain_core.messages import HumanMessage, SystemMessage

from assistant.llm import ChatModel, LocalChat, load
from assistant.llm.local import LocalEngine
from assistant.prompt_log import recorded_prompts
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.scripted_server import Reply, serving

MESSAGES = [SystemMessage("You answer."), HumanMessage("Was the van grey?")]
SCHEMA = {"type": "object", "properties": {"a": {"type": "boolean"}}, "required": ["a"], "additionalProperties": False}
EXPECTED = [[{"role": m.type, "sha256": hashlib.sha256(str(m.content).encode()).hexdigest()} for m in MESSAGES]]


def heard(session: Session, model: ChatModel) -> list[object]:
    """What is on record of each kind of request to a model."""
    for request in (
        lambda: model.write(MESSAGES, SCHEMA, max_tokens=8),
        lambda: model.log_odds(MESSAGES),
        lambda: model.choose(MESSAGES, ["yes", "no"]),
        lambda: model.hidden(MESSAGES, "{"),
    ):
        with recorded_prompts(session, "answer"):
            request()
    return [json.loads(line)["data"]["sent"] for line in session.ledger.path.read_text().splitlines() if line]


def test_the_model_in_this_process_says_so(session: Session, engine: LocalEngine) -> None:
    """Whether it writes, weighs, chooses or is looked into: both messages are on record by their hashes."""
    assert heard(session, LocalChat(engine=engine)) == [EXPECTED] * 4


def test_a_server_nearby_says_so(session: Session) -> None:
    """What is sent to a server is on record in the same way; it has no hidden states, and is then sent nothing."""
    with serving(lambda _: Reply('{"a": true, "choice": "yes"}')) as server:
        assert heard(session, load(Settings(llm_url=server.url))) == [EXPECTED] * 3
