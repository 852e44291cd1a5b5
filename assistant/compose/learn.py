"""python -m assistant.compose.learn PASSAGES: calibrate with this station's chat weights whether quotes answer a question.

`named`, for quotes of an exhibit that is asked about, is fitted on the questions of `tests/data/questions/documents.jsonl`, 48
documents made up for this purpose, each with three questions that it answers and three near ones that it does not; and on those of
PASSAGES, a folder with CLAPnq's answerable.jsonl, unanswerable.jsonl and corpus.jsonl, which count four times as much, being real.
`search`, for quotes that a search found, is fitted on PASSAGES alone: all its passages are exhibits of one case, which is searched.
Takes about half an hour on two cores. Prints the weights for `calibration.json`, and what each threshold keeps and refuses, for
`search` with each question left out in turn; the thresholds are chosen by a person.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from itertools import groupby
from pathlib import Path

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
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


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
    for line in _DOCUMENTS.read_text("utf-8").splitlines():
        document = json.loads(line)
        shown = tuple((document["title"], part[start:end]) for part in document["text"].split("\n") for start, end in spans(part))
        for asked in document["questions"]:
            yield Item(asked["question"], shown, asked["answerable"], real=False)


def real(folder: Path) -> Iterator[Item]:
    """The questions to CLAPnq's passages."""
    for name in ("answerable", "unanswerable"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            asked = json.loads(line)
            [passage] = asked["passages"]
            shown = tuple((passage["title"], passage["text"][start:end]) for start, end in spans(passage["text"]))
            yield Item(asked["input"], shown, name == "answerable", real=True)


def searched(folder: Path) -> Iterator[Item]:
    """The same questions, put to a case of all passages."""
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Passages")
        reading, search = get_tool("read_document"), get_tool("search_case")
        for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines():
            passage = json.loads(line)
            file = Path(scratch) / f"{passage['doc_id']}.txt"
            file.write_text(passage["text"], "utf-8")
            for exhibit in add(case, [file], Labels("learn", title=passage["title"])).added:
                args = {"exhibit": exhibit.id}
                results.save(case, results.key_of(case, reading, args), reading, args, 0.0, reading.run(case, **args))
        titles = {exhibit.id: exhibit.title for exhibit in case.exhibits()}
        for name in ("answerable", "unanswerable"):
            for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
                question = json.loads(line)["input"]
                shown = select(question, quotables(search.run(case, query=question)), ranked=True)
                quotes = tuple((titles[quotable.exhibit], quotable.text) for quotable in shown)
                best = max(quotable.score or 0.0 for quotable in shown)
                yield Item(question, quotes, name == "answerable", real=True, retrieved=best)


def fit(seen: Sequence[Seen], items: Sequence[Item]) -> dict[str, float]:
    """The weights of the logistic regression; prints what it gives on the items themselves."""
    features = np.array([astuple(one) for one in seen])
    truth = np.array([item.answers for item in items])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression())
    pipeline.fit(features, truth, logisticregression__sample_weight=[_REAL if item.real else 1 for item in items])
    scaler, regression = (step for _, step in pipeline.steps)
    weights = regression.coef_[0] / scaler.scale_
    every = all(item.retrieved for item in items)
    probability = _left_out(pipeline, features, truth) if every else pipeline.predict_proba(features)[:, 1]
    for name, chosen in (("made up", False), ("real", True)):
        which = np.array([item.real == chosen for item in items])
        if not which.any():
            continue
        print(f"{name}: AUC {roc_auc_score(truth[which], probability[which]):.3f}, n {which.sum()}")
        for threshold in _THRESHOLDS:
            kept = (probability[which & truth] >= threshold).mean()
            refused = (probability[which & ~truth] < threshold).mean()
            print(f"  threshold {threshold}: keeps {kept:.0%} of the answerable, refuses {refused:.0%} of the others")
    named = {field.name: round(float(weight), 4) for field, weight in zip(fields(Seen), weights, strict=True)}
    return {"intercept": round(float(regression.intercept_[0] - weights @ scaler.mean_), 4)} | named


def _left_out(pipeline: Pipeline, features: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """The probability of each item from a regression on all others; shape (items,)."""
    probability: npt.NDArray[np.float64] = cross_val_predict(clone(pipeline), features, truth, cv=LeaveOneOut(), method="predict_proba")
    return probability[:, 1]


def main() -> None:
    """Look at every item with the model, fit, print."""
    model = load(settings())
    folder = Path(sys.argv[1])
    for name, items in (("search", list(searched(folder))), ("named", [*made_up(), *real(folder)])):
        print(name, json.dumps(fit(_looked_at(model, items), items)))


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
