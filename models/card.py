"""Cards: what was measured of weights, and with which bytes."""

from pathlib import Path

from models.errors import NoCard
from models.manifest import Weights

CARDS = Path(__file__).parent / "cards"


def require(weights: Weights, cards: Path = CARDS) -> None:
    """Let weights be used only where their card was written for the very files that the manifest pins.

    A card is valid when it has the SHA-256 of every file: whoever pins other bytes must measure them first.

    Raises:
        NoCard: there is no card, or it is that of other bytes.
    """
    place = cards / f"{weights.name}.md"
    text = place.read_text("utf-8") if place.is_file() else ""
    if missing := [file.name for file in weights.files if file.sha256 not in text]:
        raise NoCard(
            f"{weights.name} ({weights.task}) is not used: its card does not have the SHA-256 of {', '.join(missing)}, so that nobody "
            f"has measured these bytes. Measure them and write models/cards/{weights.name}.md, or fetch the weights that it describes."
        )
