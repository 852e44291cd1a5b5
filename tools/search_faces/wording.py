"""What a search says in words: counts, rates and warnings, never a name."""

from tools.evidence import UNVERIFIED_LEAD
from tools.faces.rates import Rates
from tools.galleries import Gallery, Templates

LEAD = UNVERIFIED_LEAD
"""Stands in every text that shows a candidate until two examiners have judged it."""
NOBODY = "That does not mean that the person is not in the gallery."


def share(rate: float) -> str:
    """A rate in percent, with as many digits as it needs."""
    return f"{100 * rate:.2g} %"


def misses(rates: Rates, threshold: float) -> str:
    """How often a person was missed at a threshold, with what little that rests on."""
    missed = sum(score < threshold for score in rates.mated)
    return f"{missed} of {len(rates.mated)} comparisons of {rates.mated_persons} persons"


def conditions(rates: Rates, held: Templates, threshold: float) -> tuple[str, ...]:
    """What the rates hold for, and what they leave open."""
    said = [
        (
            f"the threshold {threshold:.3f} is set for {len(held.faces)} templates from {rates.strangers_compared:,} comparisons of "
            f"{rates.strangers} persons; with 95 % confidence the false-positive rate of one face is below "
            f"{share(rates.fpir_at_most(threshold, len(held.faces)))}; a picture with several faces is several searches"
        ),
        (f"missed: {misses(rates, threshold)}, far too few persons to say how often others are missed"),
        f"error rates by group: {rates.groups}",
        "not validated: relatives and twins, children, many years between the pictures, masks, dark cameras, changed or generated pictures",
        f"calibration {rates.id}",
    ]
    if held.elsewhere:
        said.append(f"{held.elsewhere} pictures of the gallery were enrolled with other weights and were not compared: enrol them again")
    return tuple(said)


def summary(exhibit: str, found: int, fit: int, searched: int, gallery: Gallery, people: int, threshold: float, hits: int) -> str:
    """The result of the whole search in one statement."""
    faces = f"{found} face{'s' if found != 1 else ''} found in {exhibit}, {fit} suitable for comparison"
    if not searched:
        return f"{faces}: nothing was compared with the gallery “{gallery.name}”, and nothing can be said about who is in the picture."
    compared = f"{faces}; {searched} compared with the gallery “{gallery.name}” ({people} person{'s' if people != 1 else ''})"
    if not hits:
        return f"{compared}: none reached the threshold {threshold:.3f}. {NOBODY}"
    return f"{compared}: {hits} candidate{'s' if hits != 1 else ''} at the threshold {threshold:.3f} or above. {LEAD}."
