"""The statement that an officer reads about a comparison."""

from tools.compare_speakers.calibration import Record, Validation
from tools.compare_speakers.verbal import favoured, strength, times


def propositions(questioned: str, reference: str) -> tuple[str, str]:
    """The two propositions, from the ids of the exhibits."""
    return (
        f"the speaker in {questioned} is the speaker in {reference}",
        f"the speaker in {questioned} is another person, one of the population",
    )


def statement(
    stated: tuple[str, str], log10_lr: float, interval: tuple[float, float], capped: bool, record: Record, measured: Validation
) -> str:
    """What was found, how strong it is, what it does not say, and how often the method errs."""
    first, second = f"(1) {stated[0]}", f"(2) {stated[1]}"
    side = favoured(log10_lr)
    low, high = interval
    if side == "neither":
        found = f"What was measured in the two voices is about equally probable if {first} and if {second}: it supports neither"
    else:
        better, worse = (first, second) if side == "first" else (second, first)
        at_least = "at least " if capped else ""
        found = (
            f"What was measured in the two voices is {at_least}{times(log10_lr)} more probable if {better} than if {worse}: "
            f"{strength(log10_lr)} for proposition {'1' if side == 'first' else '2'}"
        )
    parts = [
        f"{found} (log10 LR {log10_lr:+.2f}, 95 % interval {low:+.2f} to {high:+.2f}; words of the ENFSI guideline of 2015).",
        f"The population: {record.population.description}.",
    ]
    if low < 0 < high:
        parts.append("The interval reaches to both sides of 0, so that it is open which proposition is supported.")
    if capped:
        parts.append(
            f"More than this is not claimed: validation supports log10 LRs from {measured.lowest:+.2f} to {measured.highest:+.2f} only."
        )
    parts.append(
        "It does not say how probable it is that the same person speaks, which depends on all other evidence, and it identifies nobody."
    )
    parts.append(
        f"On {measured.held_out} held-out speakers under such conditions ({measured.condition}) the equal error rate was "
        f"{measured.eer:.1%}, Cllr {measured.cllr:.2f} (0 perfect, 1 useless), Cllr-min {measured.cllr_min:.2f}."
    )
    return " ".join(parts)
