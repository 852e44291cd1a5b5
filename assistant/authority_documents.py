"""What the commands on accounts, authorisations and approvals print with --json."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class RoleRow(_Document):
    """A role that somebody holds."""

    role: str
    case: str
    """Id of the case, or `*` for the station."""


class AccountRow(_Document):
    """An account."""

    name: str
    roles: list[RoleRow]
    locked: bool
    second_factor: bool
    by_provider: bool


class AccountsDocument(_Document):
    """`exhibit accounts …`: the accounts that were asked for, made or changed."""

    accounts: list[AccountRow]


class SecondFactorDocument(_Document):
    """`exhibit accounts totp`."""

    account: str
    address: str | None
    """For an authenticator; shown this once. None where the second factor was taken away."""


class LoginDocument(_Document):
    """`exhibit login` and `logout`."""

    account: str | None
    """None after logging out."""
    ends_at: str | None
    """ISO 8601, UTC; earlier when nothing is done meanwhile."""


class DecisionRow(_Document):
    """What somebody decided on an authorisation."""

    decision: str
    by: str
    at: str
    reason: str
    authorised_by: str | None
    number: str | None


class AuthorisationRow(_Document):
    """An authorisation as it stands."""

    id: str
    status: str
    """asked, urgent, approved, rejected, revoked, expired or lapsed."""
    actions: list[str]
    purpose: str
    offence: str | None
    missing_person: str | None
    legal_basis: str
    necessity: str | None
    recipient: str | None
    authorised_by: str | None
    number: str | None
    first_identification: str | None
    gallery: str | None
    exhibits: list[str]
    expires: str
    urgent: bool
    each_use: bool
    asked_by: str
    asked_at: str
    decide_before: str | None
    """When what an urgent use has found is deleted unless it is approved."""
    decisions: list[DecisionRow]


class AuthorisationsDocument(_Document):
    """`exhibit authorise …`."""

    authorisations: list[AuthorisationRow]


class UseRow(_Document):
    """A biometric use, as Article 12(3) of the AI Act asks."""

    seq: int
    officer: str
    action: str
    started: str
    ended: str | None
    authorisation: str | None
    number: str | None
    note: str | None
    reference: dict[str, str] | None
    input: list[dict[str, str]]
    matches: list[dict[str, str]]
    verified_by: list[str]


class UsesDocument(_Document):
    """`exhibit authorise uses`."""

    uses: list[UseRow]


class WaitingCall(_Document):
    """A call that waits, with its exact arguments."""

    tool: str
    args: dict[str, Any]
    lacks: str | None
    """The authorisation that it lacks as things are."""


class ApprovalRow(_Document):
    """A run that waits for a person, or what became of it."""

    id: str
    question: str
    asked_by: str
    asked_at: str
    status: str
    """waiting, approved, edited, rejected or unanswered."""
    calls: list[WaitingCall]
    decided_by: str | None
    left: bool
    """It was decided and not gone on with: `exhibit approve --go-on`."""
    reason: str | None
    seconds: float | None
    """Between the approver's look at it and the decision; None where it was decided unseen."""


class ReviewerRow(_Document):
    """How long somebody looks before deciding."""

    by: str
    decisions: int
    median_seconds: float | None
    hasty: int
    """Decisions within 10 seconds of the first look, or unseen."""


class ApprovalsDocument(_Document):
    """`exhibit approvals`."""

    approvals: list[ApprovalRow]
    reviewers: list[ReviewerRow]


class ApproveDocument(_Document):
    """`exhibit approve`."""

    approval: ApprovalRow
    answer: Answer
    """What came of the run."""
