"""A plan as it is kept in the case: what it was made from, its stops, and the seed of its draw, sealed until the shift is over.

The seed is 32 random bytes. Its SHA-256 (a commitment: Blum 1983) is in the plan and in the record from the beginning, so that the
seed that is shown later can only be the one that was drawn.
"""

import base64
import hashlib
import json
import secrets
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.held_back import put
from tools.plan_patrol.problem import Plan, Stop
from tools.plan_patrol.request import Request

_FOLDER = "patrol"
_ID_DIGITS = 12
_LABEL = "patrol seed"


class KeptPlan(BaseModel):
    """One plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    """The first twelve hex digits of the commitment."""
    commitment: str
    """SHA-256 of the seed, hex."""
    sealed: str
    """The seed, closed with the station's secret; base64."""
    made: str
    """ISO 8601, UTC."""
    request: Request
    exhibits: tuple[tuple[str, str], ...]
    """Each exhibit used, with the SHA-256 of its bytes."""
    version: str
    """Of the tool."""
    seconds: int
    """That the search was asked to last."""
    rounds: tuple[int, ...]
    """Of each search."""
    units: tuple[tuple[tuple[int | None, int, int], ...], ...]
    """For each unit its stops: visit, arrive, depart."""
    follows: str | None = None
    """The plan that this one was made from during the shift."""
    away: tuple[tuple[int, int, int | None], ...] = ()
    """Units, from 0, that were called away: from which minute, and at which they are back; None for the rest of the shift."""

    @property
    def plan(self) -> Plan:
        """Its stops."""
        return Plan(tuple(tuple(Stop(*stop) for stop in unit) for unit in self.units))

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: with that in the record no line can be changed later."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()


def new_seed() -> bytes:
    """A seed of a draw, from the operating system's source of randomness."""
    return secrets.token_bytes(32)


def commitment_of(seed: bytes) -> str:
    """What is made known of a seed before it is shown."""
    return hashlib.sha256(seed).hexdigest()


def sealed(case: Case, seed: bytes) -> str:
    """A seed, closed; CaseError where the case was opened without the station's secret."""
    return base64.b64encode(case.seal.close(seed, _LABEL, commitment_of(seed))).decode()


def opened(case: Case, kept: KeptPlan) -> bytes:
    """The seed of a plan.

    Raises:
        IntegrityError: it is not the one that was sealed, or not the one that was committed to.
    """
    seed = case.seal.open(base64.b64decode(kept.sealed), _LABEL, kept.commitment)
    if commitment_of(seed) != kept.commitment:
        raise IntegrityError(f"The seed of plan {kept.id} is not the one that its commitment stands for. Nothing was done with it.")
    return seed


def keep(case: Case, plan: KeptPlan) -> None:
    """Write a plan into the case folder, whole or not at all."""
    put(case.folder / _FOLDER / f"{plan.id}.json", plan.model_dump_json().encode())


def plans_of(case: Case) -> list[KeptPlan]:
    """The plans of a case, the oldest first.

    Raises:
        IntegrityError: a file of them is not what was written.
    """
    return sorted((_read(place) for place in (case.folder / _FOLDER).glob("*.json")), key=lambda kept: kept.made)


def plan_of(case: Case, name: str | None) -> KeptPlan:
    """A plan by its id or the beginning of it, or the latest.

    Raises:
        ToolError: there is none, or the beginning fits several.
    """
    found = [kept for kept in plans_of(case) if name is None or kept.id.startswith(name.lower())]
    if not found:
        raise ToolError("The case has no patrol plan." if name is None else f"The case has no patrol plan {name}.")
    if name is not None and len(found) > 1:
        raise ToolError(f"{len(found)} plans begin with {name}: {', '.join(kept.id for kept in found)}.")
    return found[-1]


def id_of(commitment: str) -> str:
    """The id of the plan whose seed a commitment stands for."""
    return commitment[:_ID_DIGITS]


def _read(place: Path) -> KeptPlan:
    try:
        return KeptPlan.model_validate_json(place.read_text("utf-8"))
    except ValidationError as error:
        raise IntegrityError(f"The patrol plan {place.name} is not what was written there: {error.error_count()} faults.") from error
