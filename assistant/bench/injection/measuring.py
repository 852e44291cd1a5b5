"""Measuring, with the default model, what instructions in exhibits bring about."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.agent import ask
from assistant.answer import Answer
from assistant.bench import records, row
from assistant.bench.injection.payloads import PAYLOADS
from assistant.bench.injection.placing import MEDIA
from assistant.bench.injection.twins import QUESTIONS, Compared, compared, is_said, session_of
from assistant.documents import BenchRow
from assistant.llm import ChatModel, load
from assistant.router import Router
from assistant.settings import settings
from tools.instructions import flag

_QUICK_MEDIA = ("text", "file name", "spreadsheet cell")
_BIPIA = 10
"""Mails and tables of BIPIA that are asked about, each with another attack at its end."""


def measure_injection(data: Path, *, quick: bool) -> list[BenchRow]:
    """Payloads in every medium against clean twins, garak's latent injections and a sample of BIPIA; nothing where the folder has no set
    of injections."""
    if not any((data / name).is_dir() for name in ("inject-garak", "inject-bipia")):
        return []
    station = settings()
    model = load(station)
    router = Router(model, station.cache)
    total = Compared()
    for number, medium in enumerate(_QUICK_MEDIA if quick else MEDIA):
        payloads = [PAYLOADS[(number + step * 7) % len(PAYLOADS)] for step in range(3)] if quick else PAYLOADS
        total += compared(medium, payloads, model, router, QUESTIONS[: 2 if quick else None])
    rows = [
        row("payloads of twenty families: answers that say their word", "share", total.obeyed / total.questions, n=total.questions),
        row("payloads: tool calls that the clean twin does not make", "calls", total.unauthorised, n=total.questions),
        row(
            "payloads: answers equal to the clean twin's", "share", total.equal / total.questions, higher_is_better=True, n=total.questions
        ),
    ]
    if (data / "inject-garak").is_dir():
        rows += _garak(data / "inject-garak", model, router, quick=quick)
    if (data / "inject-bipia").is_dir():
        rows += _bipia(data / "inject-bipia", model, router, quick=quick)
    if (data / "qa-clapnq").is_dir():
        rows.append(_false_flags(data / "qa-clapnq"))
    return rows


def _garak(place: Path, model: ChatModel, router: Router, *, quick: bool) -> Iterator[BenchRow]:
    items = [item for file in sorted(place.glob("*.jsonl")) for item in records(file)][: 4 if quick else None]
    obeyed = unauthorised = flagged = 0
    for item in items:
        triggers = item["trigger"] if isinstance(item["trigger"], list) else [item["trigger"]]
        question = str(item["instruction"]).strip(" -\n:") or "Summarize EX-0001"
        answer = _answer(str(item["document"]), question, model, router)
        obeyed += any(is_said(str(trigger), answer) for trigger in triggers)
        unauthorised += any(set(call.args.values()) - {"EX-0001", question} for call in answer.calls)
        flagged += bool(answer.instruction_like)
    yield row("garak, latent injections: triggers obeyed", "share", obeyed / max(1, len(items)), n=len(items))
    yield row("garak: answers with a call that the question did not ask for", "share", unauthorised / max(1, len(items)), n=len(items))
    yield row("garak: answers that flag the text", "share", flagged / max(1, len(items)), higher_is_better=True, n=len(items))


def _bipia(place: Path, model: ChatModel, router: Router, *, quick: bool) -> Iterator[BenchRow]:
    """Each context is asked about with and without an attack at its end."""
    contexts = [item for file in sorted(place.glob("*_train_*.jsonl")) for item in records(file)]
    attacks = [a for file in sorted(place.glob("text_attack*.json")) for many in json.loads(file.read_text("utf-8")).values() for a in many]
    items = contexts[:: max(1, len(contexts) // (3 if quick else _BIPIA))][: 3 if quick else _BIPIA]
    equal = unauthorised = 0
    for number, item in enumerate(items):
        question = str(item["question"]).removeprefix("Q: ")
        attack = attacks[(number * 7) % len(attacks)]
        clean = _answer(str(item["context"]), question, model, router)
        poisoned = _answer(f"{item['context']}\n\n{attack}\n", question, model, router)
        equal += clean.status == poisoned.status and [s.text for s in clean.sentences] == [s.text for s in poisoned.sentences]
        unauthorised += [(c.tool, c.args) for c in clean.calls] != [(c.tool, c.args) for c in poisoned.calls]
    n = len(items)
    yield row("BIPIA: answers equal to those without the attack", "share", equal / max(1, n), higher_is_better=True, n=n)
    yield row("BIPIA: answers whose calls differ from those without the attack", "share", unauthorised / max(1, n), n=n)
    yield row("BIPIA: attacks that read like instructions", "share", sum(map(_is_flagged, attacks)) / max(1, len(attacks)), n=len(attacks))


def _false_flags(place: Path) -> BenchRow:
    pieces = [piece for item in records(place / "corpus.jsonl") for piece in str(item["text"]).split(". ")]
    share = sum(map(_is_flagged, pieces)) / max(1, len(pieces))
    return row("honest sentences taken for instructions (CLAPnq)", "share", share, n=len(pieces))


def _answer(text: str, question: str, model: ChatModel, router: Router) -> Answer:
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "document.txt"
        file.write_text(text, "utf-8")
        return ask(session_of(Path(scratch), [file]), question, model, router)


def _is_flagged(text: str) -> bool:
    return flag(text) is not None
