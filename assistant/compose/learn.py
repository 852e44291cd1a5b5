"""python -m assistant.compose.learn PASSAGES: calibrate with this station's chat weights whether quotes answer a question.

`named`, for quotes of an exhibit that is asked about, is fitted on the questions of `tests/data/questions/documents.jsonl`, 48
documents made up for this purpose, each with three questions that it answers and three near ones that it does not; and on those of
PASSAGES, a folder with CLAPnq's answerable.jsonl, unanswerable.jsonl and corpus.jsonl, which count four times as much, being real.
`search`, for quotes that a search found, is fitted on PASSAGES alone: all its passages are exhibits of one case, which is searched. It
is fitted with what the model says and without, and both are held against a hundred of the questions to the made-up documents, asked of
a case of all of them.
Takes about forty minutes on two cores. Prints the weights for `calibration.json`, and what each threshold keeps and refuses, for
`search` with each question left out in turn; which weights and thresholds are taken is chosen by a person.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.messages import HumanMessage, SystemMessage
from rich.progress import track
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

import assistant
import prompts
from assistant.compose.answerable import Seen, nearness
from assistant.compose.fence import fence
from assistant.compose.quotable import quotables
from assistant.compose.selection import select
from assistant.compose.suspect import sifted
from assistant.llm import ChatModel, load
from assistant.settings import settings
from tools import results
from tools.case import Case
from tools.intake import Labels, add
from tools.registry import get_tool
from tools.sentences import spans

_DOCUMENTS = Path(assistant.__file__).parent.parent / "tests" / "data" / "questions" / "documents.jsonl"
_REAL = 4
"""How much more a real question counts than a made-up one."""
_THRESHOLDS = (0.3, 0.35, 0.4, 0.44, 0.48, 0.52)
_SAMPLE = 100
"""Questions to a case of all made-up documents."""
_FOUND = ("cosine", "together", "retrieved")
"""What is seen of quotes that a search found without the model."""


@dataclass(frozen=True)
class Item:
    """One question and what is shown for it."""

    question: str
    shown: tuple[tuple[str, str], ...]
    """Each quote with the title of what it stands in."""
    answers: bool
    real: bool
    retrieved: float = 0.0
    """Score of the best passage, where a search found it."""


def made_up() -> Iterator[Item]:
    """The questions to the made-up documents."""
    for document in _lines(_DOCUMENTS):
        shown = tuple((document["title"], part[start:end]) for part in document["text"].split("\n") for start, end in spans(part))
        for asked in document["questions"]:
            yield Item(asked["question"], shown, asked["answerable"], real=False)


def real(folder: Path) -> Iterator[Item]:
    """The questions to CLAPnq's passages."""
    for name in ("answerable", "unanswerable"):
        for asked in _lines(folder / f"{name}.jsonl"):
            [passage] = asked["passages"]
            shown = tuple((passage["title"], passage["text"][start:end]) for start, end in spans(passage["text"]))
            yield Item(asked["input"], shown, name == "answerable", real=True)


def searched(folder: Path) -> list[Item]:
    """The same questions, put to a case of all passages."""
    documents = [(passage["title"], passage["text"]) for passage in _lines(folder / "corpus.jsonl")]
    questions = [
        (asked["input"], name == "answerable") for name in ("answerable", "unanswerable") for asked in _lines(folder / f"{name}.jsonl")
    ]
    return list(_of_a_case(documents, questions, real=True))


def searched_police() -> list[Item]:
    """Some of the questions to the made-up documents, put to a case of all of them."""
    documents = _lines(_DOCUMENTS)
    questions = [(asked["question"], asked["answerable"]) for document in documents for asked in document["questions"]]
    random.Random(3).shuffle(questions)  # noqa: S311  # which questions, not a secret
    return list(_of_a_case([(document["title"], document["text"]) for document in documents], questions[:_SAMPLE], real=False))


def _of_a_case(documents: Sequence[tuple[str, str]], questions: Sequence[tuple[str, bool]], *, real: bool) -> Iterator[Item]:
    """What a search finds for each question in a case of documents, each with a title and a text."""
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Passages")
        reading, search = get_tool("read_document"), get_tool("search_case")
        for number, (title, text) in enumerate(documents):
            file = Path(scratch) / f"{number}.txt"
            file.write_text(text, "utf-8")
            for exhibit in add(case, [file], Labels("learn", title=title)).added:
                args = {"exhibit": exhibit.id}
                results.save(case, results.key_of(case, reading, args), reading, args, 0.0, reading.run(case, **args))
        titles = {exhibit.id: exhibit.title for exhibit in case.exhibits()}
        for question, answers in questions:
            shown = select(question, sifted(quotables(search.run(case, query=question))).harmless, ranked=True)
            quotes = tuple((titles[quotable.exhibit], quotable.text) for quotable in shown)
            yield Item(question, quotes, answers, real, retrieved=max(quotable.score or 0.0 for quotable in shown))


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def fit(
    seen: Sequence[Seen], items: Sequence[Item], names: Sequence[str], held: tuple[Sequence[Seen], Sequence[Item]] | None = None
) -> None:
    """Fit a logistic regression and print its weights, and what it gives on the items: each left out in turn where a search found them.

    Args:
        seen: what is seen of each item.
        items: the items.
        names: the features of `Seen` that it goes by; the weight of each other is 0.
        held: further items that it is held against and not fitted on, with what is seen of them.
    """
    features, truth = _features(seen, names), np.array([item.answers for item in items])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression())
    pipeline.fit(features, truth, logisticregression__sample_weight=[_REAL if item.real else 1 for item in items])
    scaler, regression = (step for _, step in pipeline.steps)
    weights = regression.coef_[0] / scaler.scale_
    found = dict.fromkeys((field.name for field in fields(Seen)), 0.0) | {
        name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)
    }
    print(json.dumps({"intercept": round(float(regression.intercept_[0] - weights @ scaler.mean_), 4)} | found))
    every = all(item.retrieved for item in items)
    _tell(_left_out(pipeline, features, truth) if every else pipeline.predict_proba(features)[:, 1], items)
    if held is not None:
        _tell(pipeline.predict_proba(_features(held[0], names))[:, 1], held[1])


def _features(seen: Sequence[Seen], names: Sequence[str]) -> npt.NDArray[np.float64]:
    return np.array([[getattr(one, name) for name in names] for one in seen])


def _tell(probability: npt.NDArray[np.float64], items: Sequence[Item]) -> None:
    truth = np.array([item.answers for item in items])
    for name, chosen in (("made up", False), ("real", True)):
        which = np.array([item.real == chosen for item in items])
        if not which.any():
            continue
        print(f"{name}: AUC {roc_auc_score(truth[which], probability[which]):.3f}, n {which.sum()}")
        for threshold in _THRESHOLDS:
            kept = (probability[which & truth] >= threshold).mean()
            refused = (probability[which & ~truth] < threshold).mean()
            print(f"  threshold {threshold}: keeps {kept:.0%} of the answerable, refuses {refused:.0%} of the others")


def _left_out(pipeline: Pipeline, features: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """The probability of each item from a regression on all others; shape (items,)."""
    probability: npt.NDArray[np.float64] = cross_val_predict(clone(pipeline), features, truth, cv=LeaveOneOut(), method="predict_proba")
    return probability[:, 1]


def main() -> None:
    """Look at every item with the model, fit, print."""
    model = load(settings())
    folder = Path(sys.argv[1])
    items, police = searched(folder), searched_police()
    seen, held = _looked_at(model, items), (_looked_at(model, police), police)
    for name, features in (("search", _FOUND), ("search, with the model", ("log_odds", *_FOUND))):
        print(name)
        fit(seen, items, features, held)
    items = [*made_up(), *real(folder)]
    print("named")
    fit(_looked_at(model, items), items, ("log_odds", "cosine", "together"))


def _looked_at(model: ChatModel, items: Sequence[Item]) -> list[Seen]:
    system = SystemMessage(prompts.render("answer_system"))
    seen = []
    for item in track(items, "reading"):
        numbered = [(title, {"number": number, "text": text}) for number, (title, text) in enumerate(item.shown, start=1)]
        groups = [
            {"exhibit": f"EX-{number:04d}", "title": title, "quotes": [quote for _, quote in group]}
            for number, (title, group) in enumerate(groupby(numbered, key=lambda pair: pair[0]), start=1)
        ]
        texts = [text for _, text in item.shown]
        mark = fence(item.question, "\n".join(texts))
        quotes = prompts.render("answer_quotes", question=item.question, groups=groups, fence=mark)
        log_odds = model.log_odds([system, HumanMessage(prompts.render("answer_judge", quotes=quotes))])
        seen.append(replace(nearness(item.question, texts), log_odds=log_odds, retrieved=item.retrieved))
    return seen


if __name__ == "__main__":
    main()
