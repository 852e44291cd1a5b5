"""Words that differ by one letter."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters; of shorter words too many differ by one letter and mean something else."""


def near(a: str, b: str) -> bool:
    """Whether one letter more, less, other or changed with its neighbour makes one word of the other (optimal string alignment
    distance 1). Words with digits are never near: 12 is not 13."""
    if a == b or min(len(a), len(b)) < SHORTEST or any(map(str.isdigit, a + b)):
        return False
    return bool(OSA.distance(a, b, score_cutoff=1) == 1)


def shortened(word: str) -> Iterator[str]:
    """The word, and each that is left when one letter is taken away: two near words have one of these in common, which finds them
    without comparing all with all (Garbe's symmetric deletes, https://github.com/wolfgarbe/SymSpell)."""
    yield word
    if len(word) >= SHORTEST:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
