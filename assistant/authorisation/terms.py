"""What is asked for: the terms of an authorisation."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from tools.registry import all_tools

NAMING = "name_speaker"
EXPORT = "export"
PUBLICATION = "publish_patrol"
ACTIONS: tuple[str, ...] = (NAMING, EXPORT, PUBLICATION)
"""What needs an authorisation besides the tools that say so of themselves (`Tool.biometric`)."""
LONGEST_LIFE = timedelta(days=366)
"""An authorisation that is needed for longer is asked for again."""

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]
"""A reason that somebody answers for."""


def actions() -> tuple[str, ...]:
    """Everything that needs an authorisation."""
    return (*(name for name, tool in all_tools().items() if tool.biometric), *ACTIONS)


def biometric(names: Iterable[str]) -> bool:
    """Whether one of some actions compares persons."""
    return any(name == NAMING or (name in all_tools() and all_tools()[name].biometric) for name in names)


class Terms(BaseModel):
    """What may be done, why, on whose word, on what, and until when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actions: tuple[str, ...] = Field(min_length=1)
    """Names of biometric tools, or of `ACTIONS`."""
    purpose: Said
    offence: Said | None = None
    """The criminal offence that is investigated."""
    missing_person: Said | None = None
    """The search for a missing person that it serves."""
    legal_basis: Said
    necessity: Said | None = None
    """Why nothing milder would do, and why what is looked for outweighs what it does to those concerned: who approves weighs it."""
    recipient: Said | None = None
    """To whom what is taken out of the case is given (Law Enforcement Directive, Article 25)."""
    authorised_by: Said | None = None
    """The judicial or administrative authority that decided."""
    number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)] | None = None
    """Of its decision."""
    first_identification: Said | None = None
    """The objective and verifiable facts, linked to the offence, that make this the first identification of a potential suspect,
    which needs no prior decision (AI Act, Article 26(10))."""
    gallery: str | None = None
    """The reference database: the gallery's name."""
    exhibits: tuple[Annotated[str, StringConstraints(pattern=r"^EX-[0-9]{4,9}$")], ...] = ()
    """The material that it may be done with; nothing else is."""
    expires: AwareDatetime
    urgent: bool = False
    """It cannot wait for a decision: it may be done at once, and what is found is deleted unless it is approved within 48 hours."""
    each_use: bool = False
    """Each call that a question leads to waits for a person who approves its exact arguments."""

    @field_validator("actions")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in actions():
                raise ValueError(f"{name!r} needs no authorisation; these do: {', '.join(actions())}")
        return tuple(dict.fromkeys(names))

    @model_validator(mode="after")
    def _whole(self) -> "Terms":
        if (self.offence is None) == (self.missing_person is None):
            raise ValueError("say which offence is investigated, or for which missing person is searched: one of them")
        if (self.authorised_by is None) != (self.number is None):
            raise ValueError("a decision has the authority that made it and its number: both")
        if self.number is not None and self.first_identification is not None:
            raise ValueError("either there is a decision, or it is a first identification that needs none")
        if biometric(self.actions):
            if self.number is None and self.first_identification is None and not self.urgent:
                raise ValueError(
                    "say who decided and the number of the decision, or state the facts of a first identification, or ask for it as urgent"
                )
            if not self.exhibits:
                raise ValueError("name the exhibits that it is for: a biometric search of everything is not authorised")
        if "search_faces" in self.actions and self.gallery is None:
            raise ValueError("name the gallery that faces are compared with")
        return self

    def check_expiry(self, now: datetime) -> None:
        """ValueError when the day is past, or too far away."""
        if not now < self.expires <= now + LONGEST_LIFE:
            raise ValueError(f"an authorisation ends in the future, within {LONGEST_LIFE.days} days")
