"""Cards: what weights and tools are for, what was measured of them, on what, when, and with which bytes.

A card is `models/cards/NAME.md`: prose for people, and one block of TOML with the fields that every card must have and that a program
checks. Weights are used, and tools run, only with a valid card.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from models.errors import NoCard
from models.manifest import Weights

CARDS = Path(__file__).parent / "cards"
NOT_BY_GROUP = "not measured by group"
"""How `by_group` begins where error rates by sex, age, origin and the like are unknown."""
_BLOCK = re.compile(r"^```toml card\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Card(BaseModel):
    """The fields of a card."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: Literal["weights", "tool", "decision"]
    """`decision`: something learned or fitted, or decided by rules, that is neither weights of the manifest nor a tool."""
    name: str = Field(min_length=1)
    """Of the weights, the tool or the decision."""
    use: str = Field(min_length=10)
    """What it is intended for."""
    conditions: str = Field(min_length=10)
    """Under which the numbers hold, or it must not be used."""
    data: str = Field(min_length=10)
    """What it was measured on."""
    overall: str = Field(min_length=10)
    """Error rates over all of that, or plainly that they were not measured."""
    by_group: str = Field(min_length=10)
    """Error rates by group of persons, or `NOT_BY_GROUP`."""
    measured: date
    """When it was last measured, or where nothing was: when the card was written."""
    how: str = Field(min_length=3)
    """The command that measures it again."""
    edition: int | None = Field(default=None, ge=1)
    """Of a tool: that of the tool which was measured (see `tools.registry.tool`)."""
    weights: dict[str, str] = {}
    """Of a tool: for each task of its weights the digest of those that it was measured with."""
    files: dict[str, str] = {}
    """Of weights: the SHA-256 of each file."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Card":
        if (self.kind == "tool") != (self.edition is not None):
            raise ValueError("the card of a tool has its edition, and no other card has one")
        if (self.kind == "weights") != bool(self.files):
            raise ValueError("the card of weights has the SHA-256 of their files, and no other card has any")
        return self

    @property
    def by_group_measured(self) -> bool:
        """Whether error rates by group are known."""
        return not self.by_group.casefold().startswith(NOT_BY_GROUP)


def read(name: str, cards: Path = CARDS) -> Card:
    """The card of weights, of a tool or of a decision, by its name.

    Raises:
        NoCard: there is none, or fields are missing or wrong.
    """
    place = cards / f"{name.replace('_', '-')}.md"
    if not place.is_file():
        raise NoCard(f"{name} has no card: measure it and write models/cards/{place.name} (models/cards/README.md says what is in it).")
    blocks = _BLOCK.findall(place.read_text("utf-8"))
    if len(blocks) != 1:
        raise NoCard(f"models/cards/{place.name} has {len(blocks)} blocks of fields (```toml card); a card has one.")
    try:
        card = Card.model_validate(tomllib.loads(blocks[0]))
    except tomllib.TOMLDecodeError as error:
        raise NoCard(f"The fields of models/cards/{place.name} cannot be read: {error}.") from error
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'fields'}: {e['msg']}" for e in error.errors())
        raise NoCard(f"models/cards/{place.name} is no valid card: {reasons}. Complete it.") from error
    if card.name.replace("-", "_") != name.replace("-", "_"):
        raise NoCard(f"models/cards/{place.name} is the card of {card.name}, not of {name}.")
    return card


def names(cards: Path = CARDS) -> list[str]:
    """The names of all cards."""
    return sorted(place.stem for place in cards.glob("*.md") if place.stem != "README")


def require(weights: Weights, cards: Path = CARDS) -> Card:
    """Let weights be used only where their card was written for the very files that the manifest pins.

    A card is valid when it has all fields and the SHA-256 of every file: whoever pins other bytes must measure them first.

    Raises:
        NoCard: there is no card, it is not valid, or it is that of other bytes.
    """
    place = cards / f"{weights.name}.md"
    text = place.read_text("utf-8") if place.is_file() else ""
    if missing := [file.name for file in weights.files if file.sha256 not in text]:
        raise NoCard(
            f"{weights.name} ({weights.task}) is not used: its card does not have the SHA-256 of {', '.join(missing)}, so that nobody "
            f"has measured these bytes. Measure them and write models/cards/{weights.name}.md, or fetch the weights that it describes."
        )
    card = read(weights.name, cards)
    if card.kind != "weights":
        raise NoCard(f"models/cards/{weights.name}.md is the card of a {card.kind}, not of weights.")
    return card


def require_tool(name: str, edition: int, weights: Mapping[str, str], cards: Path = CARDS) -> Card:
    """Let a tool run only where its card was written for this edition of it and for the weights that it uses here.

    Args:
        name: of the tool.
        edition: of the tool as it is.
        weights: for each task the digest of the weights that serve it here.
        cards: the folder.

    Raises:
        NoCard: there is no card, it is not valid, or it is that of another edition or of other weights.
    """
    card = read(name, cards)
    place = f"models/cards/{name.replace('_', '-')}.md"
    if card.kind != "tool":
        raise NoCard(f"{name} is not used: {place} is the card of a {card.kind}, not of a tool.")
    if card.edition != edition:
        raise NoCard(
            f"{name} is not used: {place} describes edition {card.edition} of it, this is edition {edition}. Measure it ({card.how}) and "
            "bring the card up to date."
        )
    if other := sorted(task for task, digest in weights.items() if card.weights.get(task) != digest):
        raise NoCard(
            f"{name} is not used: {place} was measured with other weights for {', '.join(other)}. Measure it ({card.how}) and bring the "
            "card up to date, or use the weights that it describes (`exhibit models list`)."
        )
    return card
