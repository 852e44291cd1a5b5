"""Reading receipts, against bare PaddleOCR with the same models; finding passages, see `retrieval`; names and numbers, see `entities`."""

import csv
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.bench import folder, row
from assistant.bench.entities import measure_entities
from assistant.bench.retrieval import measure_retrieval
from assistant.documents import BenchRow
from tools.case import Case
from tools.intake import Labels, add
from tools.read_document import read_document
from tools.read_document.ocr import bare_pipeline


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """The receipts, then the entities."""
    return [*_receipts(data, quick), *measure_retrieval(data, quick=quick), *measure_entities(data, quick)]


def _receipts(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Each receipt is read by ours (hashing, evidence and all) and by the bare pipeline, in turns."""
    place = folder(data, "ocr-receipts-sroie")
    pictures = sorted((place / "images").iterdir())[: 2 if quick else None]
    bare = bare_pipeline()
    seconds = {"ours": 0.0, "peer": 0.0}
    found = {"ours": 0, "peer": 0}
    lines = 0
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Receipts")
        exhibits = {picture: add(case, [picture], Labels("bench")).added[0] for picture in pictures}
        read_document(case, exhibits[pictures[0]].id)  # both warm
        bare.predict(str(pictures[0]))
        for number, picture in enumerate(pictures):
            for who in ("ours", "peer") if number % 2 else ("peer", "ours"):
                started = time.perf_counter()
                if who == "ours":
                    texts = [line.text for line in read_document(case, exhibits[picture].id)]
                else:
                    [result] = bare.predict(str(picture))
                    texts = list(result["rec_texts"])
                seconds[who] += time.perf_counter() - started
                truth = _truth(place / "boxes" / f"{picture.stem}.csv")
                found[who] += _recalled(texts, truth)
            lines += len(truth)
    n = len(pictures)
    return [
        row("seconds a receipt", "s", seconds["ours"] / n, peer=seconds["peer"] / n, peer_name="bare PaddleOCR, same models", n=n),
        row(
            "lines read exactly (case-folded)",
            "share",
            found["ours"] / lines,
            peer=found["peer"] / lines,
            peer_name="bare PaddleOCR, same models",
            higher_is_better=True,
            n=lines,
        ),
    ]


def _truth(file: Path) -> list[str]:
    with file.open(encoding="utf-8", errors="replace", newline="") as stream:
        return [",".join(cells[8:]).strip() for cells in csv.reader(stream, quoting=csv.QUOTE_NONE) if len(cells) > 8]


def _recalled(texts: Sequence[str], truth: Sequence[str]) -> int:
    """How many lines of the truth were read, each reading used once, without regard to case and spaces."""
    left = ["".join(text.split()).casefold() for text in texts]
    count = 0
    for line in truth:
        wanted = "".join(line.split()).casefold()
        if wanted in left:
            left.remove(wanted)
            count += 1
    return count
