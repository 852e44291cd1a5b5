"""What a question is for: one of the tools, nothing (small talk), or something that is refused.

Two readings are learned from the example questions, both by kernel ridge regression (one target for each class, solved in
closed form when the program starts): one reads the chat model's hidden state, one the words (sentence embedding, character
sequences and word pairs). They fail on different questions, so they are added.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import models
import prompts
from assistant.llm import ChatModel
from assistant.router.states import States
from tools.embedding import Vectors, embedder

NOTHING = "nothing"
REFUSE = "refuse:"
Scores = npt.NDArray[np.float64]
"""Shape (classes,); about 1 for the right class and 0 for the others."""
Kernel = npt.NDArray[np.float64]
"""Shape (questions, examples); how alike they are."""

_RIDGE_STATE, _RIDGE_WORDS = 0.03, 0.1
"""Regularisation, chosen by leaving out each example in turn."""
_FOREIGN = 0.5
_NUMBER = re.compile(r"ex[- ]?0*\d+", re.IGNORECASE)


def class_of(example: prompts.Example) -> str:
    """The class of an example that uses one tool, none, or is refused."""
    if example.refusal is not None:
        return REFUSE + example.refusal
    return example.tools[0] if example.tools else NOTHING


@dataclass(frozen=True)
class Reading:
    """What was made of one question."""

    classes: tuple[str, ...]
    state: Scores | None
    """By the model's hidden state; None where it cannot be read."""
    words: Scores
    fact: bool
    """One fact is asked for, not a whole text."""
    foreign: bool
    """The question is not in English."""

    @property
    def total(self) -> Scores:
        """Both together, on the scale of two."""
        return self.words * 2 if self.state is None else self.words + self.state

    @property
    def best(self) -> tuple[str, float]:
        """The class with the highest score."""
        position = int(self.total.argmax())
        return self.classes[position], float(self.total[position])


class Classifier:
    """Learned from the example questions of `prompts`.

    Args:
        model: the chat model.
        cache: folder of what can be worked out again.
    """

    def __init__(self, model: ChatModel, cache: Path) -> None:
        examples = [example for example in prompts.examples() if len(set(example.tools)) <= 1]
        questions = [example.question for example in examples]
        self.classes = tuple(sorted({class_of(example) for example in examples}))
        classes = np.array([[class_of(example) == name for name in self.classes] for example in examples], float)
        foreign = np.array([[example.language is not None] for example in examples], float)
        self._labelled = np.array([example.wants is not None for example in examples])
        fact = np.array([[1.0 if example.wants == "fact" else -1.0] for example in examples])[self._labelled]
        self._words = _Words(questions, cache)
        alike = self._words.among_examples()
        self._by_words = _solve(alike, np.hstack([classes, foreign]), _RIDGE_WORDS)
        self._fact_by_words = _solve(alike[np.ix_(self._labelled, self._labelled)], fact, _RIDGE_WORDS)
        self._states = States(model, cache)
        if self._states.usable:
            self._example_states = self._states.of_examples(questions)
            self._width = _median_distance(self._example_states)
            alike = self._alike(self._example_states)
            self._by_state = _solve(alike, classes, _RIDGE_STATE)
            self._fact_by_state = _solve(alike[np.ix_(self._labelled, self._labelled)], fact, _RIDGE_STATE)

    def __call__(self, question: str) -> Reading:
        """Read one question; with a model in this process that takes about a second."""
        words = self._words(question)[0]
        fact = float((words[self._labelled] @ self._fact_by_words)[0])
        state = None
        if self._states.usable:
            alike = self._alike(self._states.of(question))[0]
            state = alike @ self._by_state
            fact += float((alike[self._labelled] @ self._fact_by_state)[0])
        return Reading(self.classes, state, words @ self._by_words[:, :-1], fact > 0, self._foreign(words))

    def at_a_glance(self, question: str) -> Reading:
        """Read one question by its words alone, in a few milliseconds."""
        words = self._words(question)[0]
        return Reading(self.classes, None, words @ self._by_words[:, :-1], False, self._foreign(words))

    def _foreign(self, words: Kernel) -> bool:
        return bool(words @ self._by_words[:, -1] > _FOREIGN)

    def _alike(self, states: npt.NDArray[np.float32]) -> Kernel:
        """Gaussian kernel of states and the examples' states."""
        from sklearn.metrics.pairwise import rbf_kernel

        kernel: Kernel = rbf_kernel(states.astype(float), self._example_states.astype(float), gamma=1 / self._width)
        return kernel


class _Words:
    """How alike questions are by their words: embedding, character sequences, words and word pairs."""

    def __init__(self, examples: Sequence[str], cache: Path) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorisers: list[Any] = [
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, preprocessor=_plain),
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, preprocessor=_plain),
        ]
        self._sparse = [vectoriser.fit_transform(examples) for vectoriser in self._vectorisers]
        self._vectors = _embedded(examples, cache)

    def among_examples(self) -> Kernel:
        """The examples with each other."""
        kernel: Kernel = self._vectors @ self._vectors.T + sum((part @ part.T).toarray() for part in self._sparse)
        return kernel

    def __call__(self, question: str) -> Kernel:
        """A question with the examples."""
        parts = [(v.transform([question]) @ part.T).toarray() for v, part in zip(self._vectorisers, self._sparse, strict=True)]
        kernel: Kernel = embedder()([question]) @ self._vectors.T + sum(parts)
        return kernel


def _embedded(examples: Sequence[str], cache: Path) -> Vectors:
    """Embeddings of the examples; computing them takes some twenty seconds, so they are kept."""
    key = hashlib.sha256("\n".join([models.digest("text-embedding"), *examples]).encode()).hexdigest()[:16]
    file = cache / "router" / f"embedded-{key}.npy"
    if not file.is_file():
        vectors = embedder()(examples)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_suffix(".part").open("wb") as out:
            np.save(out, vectors)
        file.with_suffix(".part").replace(file)
    loaded: Vectors = np.load(file)
    return loaded


def _plain(question: str) -> str:
    """Small letters, and every exhibit number alike: EX-0003 tells nothing about what is asked."""
    return _NUMBER.sub("EXID", question.lower())


def _solve(kernel: Kernel, targets: npt.NDArray[np.float64], ridge: float) -> npt.NDArray[np.float64]:
    from sklearn.kernel_ridge import KernelRidge

    solved: npt.NDArray[np.float64] = KernelRidge(kernel="precomputed", alpha=ridge).fit(kernel, targets).dual_coef_
    return solved


def _median_distance(states: npt.NDArray[np.float32]) -> float:
    """Median squared distance among the first 300 examples: the usual width of a Gaussian kernel."""
    some = states[:300].astype(float)
    return float(np.median(((some[:, None] - some[None]) ** 2).sum(axis=-1)))
