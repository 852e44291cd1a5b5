"""What people call the things that can be found, and the kinds that these are to the detector."""

from functools import cache
from typing import Any

from tools.errors import ToolError
from tools.following import KINDS

_WORDS = {
    "person": "pedestrian passenger human somebody someone anybody anyone people man men woman women child children crowd",
    "bicycle": "bike cyclist",
    "motorcycle": "motorbike moped scooter",
    "airplane": "plane aeroplane aircraft jet",
    "truck": "lorry tanker",
    "boat": "ship ferry vessel yacht",
    "backpack": "rucksack",
    "handbag": "purse",
    "cup": "mug",
    "couch": "sofa settee",
    "dining table": "table desk",
    "tv": "television monitor screen",
    "laptop": "notebook",
    "cell phone": "phone mobile smartphone telephone handset",
    "refrigerator": "fridge",
    "potted plant": "plant",
    "sports ball": "ball football",
    "hair drier": "hairdryer",
    "remote": "controller",
}
"""Other words for one kind each."""
_SEVERAL = {
    "car": ("car",),
    "van": ("car", "truck"),
    "vehicle": ("car", "truck", "bus", "motorcycle"),
    "traffic": ("car", "truck", "bus", "motorcycle", "bicycle"),
    "bag": ("backpack", "handbag", "suitcase"),
    "luggage": ("backpack", "handbag", "suitcase"),
    "baggage": ("backpack", "handbag", "suitcase"),
    "animal": ("bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"),
    "furniture": ("chair", "couch", "bed", "dining table"),
    "object": tuple(KINDS),
    "thing": tuple(KINDS),
    "item": tuple(KINDS),
    "everything": tuple(KINDS),
}
"""Words that mean several kinds. A van is a car or a truck to the detector, which has no such kind."""


def kinds_of(label: str | None) -> tuple[str, ...]:
    """The kinds that a word means, in the detector's order; all of them for None.

    Raises:
        ToolError: the word means none of them; the reason lists what can be found.
    """
    if label is None:
        return tuple(KINDS)
    wanted = _stemmed(label)
    if wanted not in _known():
        raise ToolError(
            f"{label!r} is nothing that can be found. What can be: {', '.join(KINDS)}; and as words for several of them: vehicle, van, "
            "bag, luggage, animal, furniture. Nothing was looked for, which says nothing of whether it is there."
        )
    return tuple(kind for kind in KINDS if kind in _known()[wanted])


def plural(kind: str, count: int) -> str:
    """A number of things of one kind, in words: 1 person, 2 knives."""
    irregular = {"knife": "knives", "person": "persons", "bus": "buses", "skis": "skis", "scissors": "scissors", "sheep": "sheep"}
    if count == 1:
        return f"1 {kind}"
    regular = kind + ("es" if kind.endswith(("s", "sh", "ch", "x")) else "s")
    return f"{count} {irregular.get(kind, regular)}"


def article(kind: str) -> str:
    """A kind with its article."""
    return kind if kind in ("skis", "scissors") else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """The kinds that each stemmed word means."""
    known = {_stemmed(word): kinds for word, kinds in _SEVERAL.items()}
    known |= {_stemmed(word): (kind,) for kind, words in _WORDS.items() for word in words.split()}
    known |= {_stemmed(plural(kind, 2).removeprefix("2 ")): (kind,) for kind in KINDS}
    return known | {_stemmed(kind): (kind,) for kind in KINDS}


def _stemmed(words: str) -> str:
    """Words without their endings, so that one and many are the same word (Porter 2001)."""
    return " ".join(_stemmer().stemWord(word) for word in words.casefold().replace("-", " ").replace("_", " ").split())


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
