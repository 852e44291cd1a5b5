"""Sentence embeddings: all-MiniLM-L6-v2 on onnxruntime."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

import models

DIMENSIONS = 384
_MAX_TOKENS = 256
_BATCH = 32

Vectors = npt.NDArray[np.float32]
"""Shape (texts, 384); rows have unit length."""


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product says how near their meanings are."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts."""


class MiniLM:
    """Mean-pooled, normalised token embeddings, as sentence-transformers computes them for this model
    (Reimers and Gurevych 2019, https://arxiv.org/abs/1908.10084). Texts are cut at 256 word pieces."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = models.path("text-embedding")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self._inputs = {argument.name for argument in self._session.get_inputs()}
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._tokenizer.enable_padding()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        # Neighbours of like length pad each other least.
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._embed([texts[position] for position in batch])
        return vectors

    def _embed(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        feed = {
            "input_ids": np.array([e.ids for e in encoded], np.int64),
            "attention_mask": np.array([e.attention_mask for e in encoded], np.int64),
            "token_type_ids": np.array([e.type_ids for e in encoded], np.int64),
        }
        states = self._session.run(None, {name: value for name, value in feed.items() if name in self._inputs})[0]
        if states.ndim == 2:  # some exports pool inside the graph
            pooled = states
        else:
            mask = feed["attention_mask"][..., None].astype(np.float32)
            pooled = (states * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)
        unit: Vectors = (pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)).astype(np.float32)
        return unit


@cache
def embedder() -> Embedder:
    """The embedder of this process, loaded once."""
    return MiniLM()
