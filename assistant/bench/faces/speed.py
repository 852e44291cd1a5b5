"""Templates a second against a bare onnxruntime session on the same file, and the time of a search against exact numpy."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

import models
from assistant.bench import row
from assistant.documents import BenchRow
from tools import faces
from tools.faces.alignment import SIDE
from tools.faces.encoder import unit
from tools.galleries import Templates
from tools.search_faces.search import ranked

_FACES = 32
_SIZES = (1_000, 100_000, 1_000_000)
_DIMENSION = 128
_THRESHOLD = 0.6
_ROUNDS = 5


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Rows for embedding, and for searching in galleries of random templates."""
    return [_embedding(quick), *(_searching(size) for size in _SIZES[: 2 if quick else None])]


def _embedding(quick: bool) -> BenchRow:
    import onnxruntime

    count = _FACES // 4 if quick else _FACES
    crops = np.random.default_rng(0).integers(0, 256, (count, SIDE, SIDE, 3), dtype=np.uint8)
    encoder = faces.encoder()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    bare = onnxruntime.InferenceSession(models.path(faces.EMBEDDING) / "sface.onnx", options, providers=["CPUExecutionProvider"])
    unused = {each.name: np.zeros(each.shape, np.float32) for each in bare.get_inputs() if each.name != "data"}

    def one_by_one() -> None:
        for crop in crops:
            bare.run(None, {"data": crop.transpose(2, 0, 1)[None].astype(np.float32), **unused})

    encoder.embed(list(crops[:2]))
    one_by_one()
    ours, peer = _best(lambda: encoder.embed(list(crops)), one_by_one, rounds=2)
    return row(
        "templates a second (ours: the face and its mirror image)",
        "1/s",
        count / ours,
        peer=count / peer,
        peer_name="onnxruntime on the same file, one face at a time, no mirror image",
        higher_is_better=True,
        n=count,
    )


def _searching(size: int) -> BenchRow:
    generator = np.random.default_rng(1)
    vectors = unit(generator.standard_normal((size, _DIMENSION), dtype=np.float32))
    probe = unit(vectors[size // 2] + 0.05 * generator.standard_normal(_DIMENSION, dtype=np.float32))
    held = Templates(vectors, tuple(f"C-{number:06x}" for number in range(size)), tuple(map(str, range(size))), 0)

    def exact() -> list[int]:
        scores = vectors @ probe
        return [int(place) for place in np.flatnonzero(scores >= _THRESHOLD)]

    assert [hit.person for hit in ranked(probe[None], held, _THRESHOLD)[0]] == [held.persons[place] for place in exact()]
    ours, peer = _best(lambda: ranked(probe[None], held, _THRESHOLD), exact, rounds=_ROUNDS)
    return row(
        f"search of one face among {size:,} templates", "ms", ours * 1000, peer=peer * 1000, peer_name="exact numpy product", n=_ROUNDS
    )


def _best(ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Seconds of each, the best of some rounds, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for place, doing in enumerate((ours, peer)):
            started = time.perf_counter()
            doing()
            times[place].append(time.perf_counter() - started)
    return min(times[0]), min(times[1])
