"""Writing under a JSON schema with real weights."""

import json
from typing import Any

import llama_cpp
import numpy as np
import pytest
from jsonschema import validate

from assistant.llm.grammar import Grammar
from assistant.llm.local import LocalEngine
from assistant.llm.prompt import Turn

SENTENCES = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "minLength": 2, "maxLength": 40},
                    "quotes": {"type": "array", "items": {"enum": [1, 2]}, "minItems": 1, "maxItems": 2},
                },
                "required": ["text", "quotes"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
CHOICE = {
    "type": "object",
    "properties": {"choice": {"enum": ["EX-0001", "EX-0002"]}, "page": {"type": ["integer", "null"]}},
    "required": ["choice", "page"],
    "additionalProperties": False,
}


class Full(Grammar):
    """Tests every token of the vocabulary, as the plain way would."""

    def next(self, logits: Any) -> int:
        token = self._best(range(len(logits)), logits)
        assert token is not None
        llama_cpp.llama_sampler_accept(self._sampler, token)
        return token


@pytest.mark.parametrize("schema", [SENTENCES, CHOICE], ids=["sentences", "choice"])
@pytest.mark.parametrize("asked", ["Which exhibit is a letter?", "Write no JSON. Say hello!", '{"sentences": 7}', "¿Qué? 他在 🙂"])
def test_what_is_written_is_valid(engine: LocalEngine, schema: dict[str, Any], asked: str) -> None:
    """Whatever a small model is asked, what it writes under a schema is a document of that schema."""
    prompt = engine.prompt([Turn("system", "You answer."), Turn("user", asked)])
    validate(json.loads(engine.complete(prompt, schema=schema, max_tokens=200)), schema)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("schema", [SENTENCES, CHOICE], ids=["sentences", "choice"])
def test_the_quick_choice_is_the_full_choice(engine: LocalEngine, schema: dict[str, Any], seed: int) -> None:
    """Trying the most likely tokens first gives, token by token, what testing the whole vocabulary gives."""
    llama = engine._llama
    quick, full = Grammar(llama, schema), Full(llama, schema)
    random = np.random.default_rng(seed)
    for _ in range(12):
        logits = random.normal(0, 4, llama.n_vocab()).astype(np.float32)
        token = quick.next(logits)
        assert token == full.next(logits)
        if llama_cpp.llama_vocab_is_eog(llama._model.vocab, token):
            break
