"""python -m assistant.compose.learn: calibrate with this station's chat weights whether quotes answer a question.

The questions are those of `tests/data/questions/documents.jsonl`: 48 documents made up for this purpose, each with three
questions that it answers and three near ones that it does not. Each document is shown whole and twice with some of its
sentences left out, so that the same question is answered in one place and not in the other. Takes about an hour on two cores.
Writes `direction.npz` and `calibration.json` and prints what cross-validation by document gives.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.messages import HumanMessage, SystemMessage
from rich.progress import track
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import assistant
import prompts
from assistant.compose.answerable import Seen, see
from assistant.llm import load
from assistant.settings import settings
from tools.sentences import spans

_DOCUMENTS = Path(assistant.__file__).parent.parent / "tests" / "data" / "questions" / "documents.jsonl"
_FOLDS = 8
_DIRECTIONS = 24
_KEPT = 0.55
"""Share of the sentences that stay in a document that is shown in part."""
_ANSWERED = 0.9
"""Share of the answerable questions that the threshold keeps."""
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """One question and what is shown for it."""

    document: str
    title: str
    question: str
    shown: tuple[str, ...]
    answers: bool


def items() -> Iterator[Item]:
    """Every question with its document, whole and in part."""
    for line in _DOCUMENTS.read_text("utf-8").splitlines():
        document = json.loads(line)
        sentences = _sentences(document)
        for part in ("whole", "a", "b"):
            dice = random.Random(document["id"] + part)  # noqa: S311  # which sentences are left out, not a secret
            kept = set(range(len(sentences))) if part == "whole" else set(dice.sample(range(len(sentences)), round(len(sentences) * _KEPT)))
            shown = tuple(sentence for number, sentence in enumerate(sentences) if number in kept)
            for asked in document["questions"]:
                there = [any(gold in sentence or sentence in gold for sentence in shown) for gold in asked["sentences"]]
                if any(there) and not all(there):
                    continue  # half an answer is neither
                answers = bool(asked["answerable"]) and all(there)
                yield Item(document["id"], document["title"], asked["question"], shown, answers)


def fit(
    hidden: Array, seen: Sequence[Seen], answers: Sequence[bool], documents: Sequence[str]
) -> tuple[Array, dict[str, dict[str, float]], str]:
    """The direction, the calibrations, and what cross-validation by document gives.

    Args:
        hidden: shape (items, width of the model).
        seen: the rest of what was seen; its `state` is not used.
        answers: whether the quotes answer the question.
        documents: which document each item is of.
    """
    truth = np.array(answers, int)
    folds = list(GroupKFold(_FOLDS).split(hidden, truth, documents))
    # Out of fold, so that the second regression does not trust the first more than new questions would bear out.
    state = np.zeros(len(truth))
    for train, test in folds:
        direction, offset = _learned(hidden[train], truth[train])
        state[test] = hidden[test] @ direction + offset
    words = np.array([[one.log_odds, one.cosine, one.overlap, one.together] for one in seen])
    found, told = {}, []
    for name, features in (("state", np.column_stack([state, words])), ("words", words)):
        probability = np.zeros(len(truth))
        for train, test in folds:
            probability[test] = _regression().fit(features[train], truth[train]).predict_proba(features[test])[:, 1]
        threshold = float(np.quantile(probability[truth == 1], 1 - _ANSWERED))
        refused = float((probability[truth == 0] < threshold).mean())
        told.append(f"{name}: AUC {roc_auc_score(truth, probability):.3f}, keeps {_ANSWERED:.0%}, refuses {refused:.0%}, n {len(truth)}")
        found[name] = _weights(_regression().fit(features, truth), threshold, with_state=name == "state")
    direction, offset = _learned(hidden, truth)
    found["state"]["intercept"] = round(found["state"]["intercept"] + found["state"]["state"] * offset, 5)
    return direction, found, "\n".join(told)


def _learned(hidden: Array, truth: npt.NDArray[np.int_]) -> tuple[Array, float]:
    """The direction in which states of answering and of other quotes differ, and where its zero lies."""
    pipeline = make_pipeline(StandardScaler(), PCA(_DIRECTIONS, random_state=0), StandardScaler(), LogisticRegression(C=0.1)).fit(
        hidden, truth
    )
    first, turn, second, last = (step for _, step in pipeline.steps)
    direction: Array = (last.coef_[0] / second.scale_) @ turn.components_ / first.scale_
    zero = np.zeros((1, hidden.shape[1]))
    return direction, float(pipeline.decision_function(zero)[0])


def _regression() -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3))


def _weights(pipeline: Any, threshold: float, *, with_state: bool) -> dict[str, float]:
    scaler, regression = (step for _, step in pipeline.steps)
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
    names = (["state"] if with_state else []) + ["log_odds", "cosine", "overlap", "together"]
    rounded = {name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)}
    return {"state": 0.0} | rounded | {"intercept": round(intercept, 5), "threshold": round(threshold, 3)}


def _sentences(document: dict[str, Any]) -> list[str]:
    """The sentences of a document as the composer would show them."""
    lines = document["text"].split("\n")
    return [line[start:end] for line in lines for start, end in spans(line)]


def main() -> None:
    """Look at every item with the model, fit, write."""
    model = load(settings())
    every = list(items())
    hidden, seen = [], []
    system = SystemMessage(prompts.render("answer_system"))
    for item in track(every, "reading the documents"):
        group = {"exhibit": "EX-0001", "title": item.title, "quotes": [{"number": n, "text": t} for n, t in enumerate(item.shown, start=1)]}
        quotes = prompts.render("answer_quotes", question=item.question, groups=[group])
        messages = [system, HumanMessage(prompts.render("answer_judge", quotes=quotes))]
        seen.append(see(model, item.question, item.shown, messages, None))
        state = model.hidden(messages, "")
        if state is None:
            raise SystemExit("This model's hidden states cannot be read: use weights in this process.")
        hidden.append(state)
    direction, found, told = fit(np.stack(hidden).astype(float), seen, [item.answers for item in every], [item.document for item in every])
    np.savez(Path(__file__).with_name("direction.npz"), identity=np.array(model.identity), direction=direction.astype(np.float32))
    Path(__file__).with_name("calibration.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(told)


if __name__ == "__main__":
    main()
