"""Decoding under a JSON schema, at nearly the speed of decoding without one."""

import ctypes
import json
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt

_FEW = 128
"""Candidates that are tried together when the most likely token does not fit."""


class Grammar:
    """A JSON schema on its way through a model's answer.

    Testing all 150,000 tokens of a vocabulary against a grammar takes longer than evaluating a small model. The most likely
    token nearly always fits: it is tried alone, then the most likely few, and all of them only if none of those fits. The
    token chosen is the same as if all had been tested.
    """

    def __init__(self, llama: Any, schema: dict[str, Any]) -> None:
        """
        Raises:
            ValueError: llama.cpp cannot make a grammar of the schema.
        """
        text = llama_cpp.LlamaGrammar.from_json_schema(json.dumps(schema), verbose=False)._grammar
        self._sampler = llama_cpp.llama_sampler_init_grammar(llama._model.vocab, text.encode(), b"root")
        if not self._sampler:
            raise ValueError("llama.cpp cannot make a grammar of this schema")

    def next(self, logits: npt.NDArray[np.float32]) -> int:
        """The most likely token that fits; the grammar moves on with it.

        Args:
            logits: shape (vocabulary,).
        """
        token = self._best([int(logits.argmax())], logits)
        if token is None:
            few = np.argpartition(logits, -_FEW)[-_FEW:]
            token = self._best(few.tolist(), logits)
        if token is None:
            token = self._best(range(len(logits)), logits)
        assert token is not None, "a grammar always has a next token"
        llama_cpp.llama_sampler_accept(self._sampler, token)
        return token

    def _best(self, tokens: Any, logits: npt.NDArray[np.float32]) -> int | None:
        """The most likely of some tokens that fit."""
        data = (llama_cpp.llama_token_data * len(tokens))(*((token, float(logits[token]), 0.0) for token in tokens))
        array = llama_cpp.llama_token_data_array(data=data, size=len(tokens), selected=-1, sorted=False)
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(array))
        best = max((array.data[n] for n in range(array.size)), key=lambda item: item.logit)
        return int(best.id) if best.logit > -np.inf else None

    def __del__(self) -> None:
        if getattr(self, "_sampler", None):
            llama_cpp.llama_sampler_free(self._sampler)
