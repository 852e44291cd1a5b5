"""python -m assistant.compose.learn [PASSAGES]: calibrate with this station's chat weights whether quotes answer a question.

The questions are those of `tests/data/questions/documents.jsonl`, 48 documents made up for this purpose, each with three
questions that it answers and three near ones that it does not; and those of PASSAGES, a folder with CLAPnq's
answerable.jsonl and unanswerable.jsonl, which count four times as much, being real. Takes about half an hour on two cores.
Prints the weights for `calibration.json`, and what each threshold keeps and refuses; the thresholds are chosen by a person.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np
from langchain_core.messages import HumanMessage, SystemMessage
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import assistant
import prompts
from assistant.compose.answerable import Seen, nearness
from assistant.compose.fence import fence
from assistant.llm import load
from assistant.settings import settings
from tools.sentences import spans

_DOCUMENTS = Path(assistant.__file__).parent.parent / "tests" / "data" / "questions" / "documents.jsonl"
_REAL = 4
"""How much more a real question counts than a made-up one."""
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Item:
    """One question and what is shown for it."""

    title: str
    question: str
    shown: tuple[str, ...]
    answers: bool
    real: bool


def made_up() -> Iterator[Item]:
    """The questions to the made-up documents."""
    for line in _DOCUMENTS.read_text("utf-8").splitlines():
        document = json.loads(line)
        shown = tuple(part[start:end] for part in document["text"].split("\n") for start, end in spans(part))
        for asked in document["questions"]:
            yield Item(document["title"], asked["question"], shown, asked["answerable"], real=False)


def real(folder: Path) -> Iterator[Item]:
    """The questions to CLAPnq's passages."""
    for name in ("answerable", "unanswerable"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            asked = json.loads(line)
            [passage] = asked["passages"]
            shown = tuple(passage["text"][start:end] for start, end in spans(passage["text"]))
            yield Item(passage["title"], asked["input"], shown, name == "answerable", real=True)


def fit(seen: Sequence[Seen], items: Sequence[Item]) -> dict[str, float]:
    """The weights of the logistic regression; prints what it gives on the items themselves."""
    features = np.array([astuple(one) for one in seen])
    truth = np.array([item.answers for item in items])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression())
    pipeline.fit(features, truth, logisticregression__sample_weight=[_REAL if item.real else 1 for item in items])
    scaler, regression = (step for _, step in pipeline.steps)
    weights = regression.coef_[0] / scaler.scale_
    probability = pipeline.predict_proba(features)[:, 1]
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


def main() -> None:
    """Look at every item with the model, fit, print."""
    model = load(settings())
    items = [*made_up(), *(item for folder in sys.argv[1:] for item in real(Path(folder)))]
    system = SystemMessage(prompts.render("answer_system"))
    seen = []
    for item in track(items, "reading"):
        group = {"exhibit": "EX-0001", "title": item.title, "quotes": [{"number": n, "text": t} for n, t in enumerate(item.shown, start=1)]}
        mark = fence(item.question, "\n".join(item.shown))
        quotes = prompts.render("answer_quotes", question=item.question, groups=[group], fence=mark)
        log_odds = model.log_odds([system, HumanMessage(prompts.render("answer_judge", quotes=quotes))])
        seen.append(replace(nearness(item.question, item.shown), log_odds=log_odds))
    print(json.dumps(fit(seen, items)))


if __name__ == "__main__":
    main()
