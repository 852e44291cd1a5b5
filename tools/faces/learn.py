"""python -m tools.faces.learn --strangers DIR [--data DIR]: measure the error rates of searching faces with this station's weights.

The folder of strangers has pictures of one person each, no person twice; a picture that is there twice (cosine 0.9 or more) counts
once. The card says which pictures were taken. `--data` (../shared/data) has `faces-gallery` and `faces-crowd`, whose persons with
several pictures give the mated scores. Every probe is compared as it is and as a small compressed copy. Writes
`calibrations/<weights>.json` and prints the numbers of the card. Under a minute on two cores.
"""

import argparse
import io
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tools import faces
from tools.faces.alignment import SIDE, TEMPLATE
from tools.faces.rates import Rates, write
from tools.faces.tail import Scores, fitted
from tools.pictures import Picture, upright

_DATA = Path(__file__).parents[3] / "shared" / "data"
_COPY = 0.9
"""Cosine from which on two pictures are taken for one: the pairs above were looked at, and were; the next ones below 0.5 were not."""
_DRAWS = 200
_SMALL = 18
"""Pixels between the eyes of the small copies, a little above the floor …"""
_COMPRESSED = 50
"""… and their JPEG quality."""
_STEPS = 2001
_CHECKED = (10, 50, 100, 150)
"""Sizes of galleries drawn from the strangers, to check the computed rates."""


@dataclass(frozen=True, eq=False)
class Pictured:
    """A face that is fit for comparison, and whose it is."""

    person: str
    file: str
    whole: faces.Vector
    small: faces.Vector


def small(crop: Picture) -> Picture:
    """An aligned face as a small compressed picture would have it."""
    from PIL import Image

    eyes = float(np.linalg.norm(TEMPLATE[1] - TEMPLATE[0]))
    side = max(1, round(SIDE * _SMALL / eyes))
    out = io.BytesIO()
    Image.fromarray(crop).resize((side, side), Image.Resampling.BOX).save(out, "JPEG", quality=_COMPRESSED)
    return np.asarray(Image.open(out).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def pictured(files: Sequence[tuple[str, Path]]) -> list[Pictured]:
    """The fit faces of pictures that show one person each; pictures with no such face or with several are left out."""
    found = []
    for person, file in files:
        fit = [each for each in faces.seen(upright(file), tiled=False) if not each.quality.objections()]
        if len(fit) == 1:
            found.append((person, file, fit[0].crop))
    encoder = faces.encoder()
    whole = encoder.embed([crop for *_, crop in found])
    reduced = encoder.embed([small(crop) for *_, crop in found])
    return [Pictured(person, file.name, *vectors) for (person, file, _), *vectors in zip(found, whole, reduced, strict=True)]


def once(strangers: Sequence[Pictured]) -> list[Pictured]:
    """Without pictures that are there twice."""
    kept: list[Pictured] = []
    for each in strangers:
        if all(float(each.whole @ other.whole) < _COPY for other in kept):
            kept.append(each)
    return kept


def nonmated(strangers: Sequence[Pictured], draw: npt.NDArray[np.intp] | None = None) -> Scores:
    """Scores of two different persons: whole pictures with each other, and small copies with whole pictures; of drawn persons only."""
    whole, reduced = np.stack([each.whole for each in strangers]), np.stack([each.small for each in strangers])
    drawn = np.arange(len(strangers)) if draw is None else draw
    ones, others = np.triu_indices(len(drawn), 1)
    ones, others = drawn[ones], drawn[others]
    apart = ones != others
    ones, others = ones[apart], others[apart]
    plain, mixed = whole @ whole.T, reduced @ whole.T
    scores: Scores = np.concatenate([plain[ones, others], mixed[ones, others], mixed[others, ones]]).astype(np.float64)
    return scores


def mated(persons: Sequence[Pictured]) -> Scores:
    """Scores of two pictures of one person, copies of one picture left out: whole with whole, and the small copy of each with the other."""
    scores = []
    for one, other in itertools.combinations(persons, 2):
        if one.person == other.person and float(one.whole @ other.whole) < _COPY:
            scores += [float(one.whole @ other.whole), float(one.small @ other.whole), float(other.small @ one.whole)]
    return np.array(scores)


def one_scene(data: Path) -> Scores:
    """Scores of the fit faces of each photograph of `faces-crowd` with each other: certainly different persons."""
    scores: list[float] = []
    for file in sorted((data / "faces-crowd" / "images").iterdir()):
        fit = [each.crop for each in faces.seen(upright(file), tiled=False) if not each.quality.objections()]
        vectors = faces.encoder().embed(fit)
        scores += (vectors @ vectors.T)[np.triu_indices(len(fit), 1)].tolist()
    return np.sort(scores)


def labelled(data: Path) -> list[tuple[str, Path]]:
    """Pictures with one known person, from both folders of the data."""
    found = []
    for name in ("faces-gallery", "faces-crowd"):
        for line in (data / name / "labels.jsonl").read_text("utf-8").splitlines():
            label = json.loads(line)
            people = label.get("persons") or [label.get("person")]
            if len(people) == 1 and people[0] not in (None, "UNKNOWN"):
                found.append((f"{name} {people[0]}", data / name / label["file"]))
    return found


def learned(strangers: Sequence[Pictured], persons: Sequence[Pictured], scene: Scores) -> Rates:
    """The rates."""
    scores = nonmated(strangers)
    known = mated(persons)
    generator = np.random.default_rng(0)
    draws = [generator.integers(0, len(strangers), len(strangers)) for _ in range(_DRAWS)]
    encoder = faces.encoder()
    several = {one.person for one, other in itertools.combinations(persons, 2) if one.person == other.person}
    return Rates(
        encoder=encoder.name,
        weights_sha256=encoder.sha256,
        date=datetime.now(UTC).date().isoformat(),
        population=f"portraits of {len(strangers)} persons as web designs use them, and {len(several)} persons with several pictures",
        strangers=len(strangers),
        strangers_compared=scores.size,
        body=tuple(np.quantile(scores, np.linspace(0, 1, _STEPS)).round(5).tolist()),
        tail=fitted(scores),
        tails=tuple(fitted(nonmated(strangers, draw)) for draw in draws),
        one_scene=tuple(scene.round(4).tolist()),
        mated_persons=len(several),
        mated=tuple(np.sort(known).round(4).tolist()),
        groups="unknown: the validation data does not say the age, sex or origin of anybody",
    )


def checked(strangers: Sequence[Pictured], found: Rates, fpir: float, size: int, rounds: int = 200) -> float:
    """The share of searches that give a stranger, counted: galleries drawn from the strangers, searched with everybody else's face."""
    whole, reduced = np.stack([each.whole for each in strangers]), np.stack([each.small for each in strangers])
    threshold = found.threshold(fpir, size)
    generator = np.random.default_rng(1)
    hits = []
    for _ in range(rounds):
        order = generator.permutation(len(strangers))
        held, probes = order[:size], order[size:]
        hits += [((vectors[probes] @ whole[held].T).max(axis=1) >= threshold).mean() for vectors in (whole, reduced)]
    return float(np.mean(hits))


def card_rows(found: Rates) -> Iterator[str]:
    """The table of the card."""
    yield "| templates | wished FPIR | threshold | FMR | FPIR | at most (95 %) | FNIR |"
    yield "|---|---|---|---|---|---|---|"
    for size, fpir in itertools.product((1, 10, 100, 1000, 10_000, 100_000), (0.01, 0.001)):
        at = found.threshold(fpir, size)
        yield (
            f"| {size:,} | {fpir:.1%} | {at:.3f} | {found.fmr(at):.1e} | {found.fpir(at, size):.2%} | {found.fpir_at_most(at, size):.2%} "
            f"| {found.fnir(at):.1%} |"
        )


def main() -> None:
    """Learn, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=_DATA)
    parser.add_argument("--strangers", type=Path, required=True)
    arguments = parser.parse_args()
    files = sorted(file for file in arguments.strangers.rglob("*") if file.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
    strangers = once(pictured([(file.name, file) for file in files]))
    found = learned(strangers, pictured(labelled(arguments.data)), one_scene(arguments.data))
    print(write(found))
    print(found.id, f"{found.strangers} strangers, {found.strangers_compared} comparisons, highest {found.body[-1]:.3f}")
    print(f"{found.mated_persons} persons, {len(found.mated)} mated comparisons, lowest {found.mated[0]:.3f}")
    print(f"{len(found.one_scene)} comparisons within one photograph, highest {found.one_scene[-1]:.3f}")
    print(f"tail: {found.tail}")
    print("\n".join(card_rows(found)))
    for size in _CHECKED:
        print(f"counted FPIR in galleries of {size}, wished 1 %: {checked(strangers, found, 0.01, size):.2%}")


if __name__ == "__main__":
    main()
