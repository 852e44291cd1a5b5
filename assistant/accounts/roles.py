"""The roles that people hold in a case, and what each lets them do."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a case. One person may hold several; only the administrator holds one for the whole station."""

    OFFICER = "officer"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    EXAMINER = "examiner"
    CUSTODIAN = "custodian"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that may be done; the value is how it reads after "the right to"."""

    VIEW = "see exhibits and what was found in them"
    ASK = "ask questions"
    RUN = "use tools"
    ADD = "add exhibits and set what holds for the case"
    CONFIRM = "confirm, correct and name what is heard"
    ENROL = "make and fill galleries"
    REQUEST = "ask for an authorisation"
    EXPORT = "export"
    PUBLISH = "publish a patrol plan"
    FLAG = "flag an answer as wrong"
    APPROVE = "approve, reject and revoke authorisations and runs"
    REVIEW = "review what others did"
    JUDGE = "judge candidates"
    RELEASE = "release what the privilege filter holds back"
    HOLD = "stop deletion by a legal hold"
    RETAIN = "set rules of retention, delete what is due and lift legal holds"
    ADMINISTER = "manage accounts"


_WORK = frozenset(
    {
        Right.VIEW,
        Right.ASK,
        Right.RUN,
        Right.ADD,
        Right.CONFIRM,
        Right.ENROL,
        Right.REQUEST,
        Right.EXPORT,
        Right.PUBLISH,
        Right.FLAG,
        Right.HOLD,
    }
)
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OFFICER: _WORK,
    Role.ANALYST: _WORK - {Right.PUBLISH},
    Role.SUPERVISOR: frozenset({Right.VIEW, Right.APPROVE, Right.REVIEW, Right.FLAG, Right.EXPORT, Right.HOLD, Right.RETAIN}),
    Role.EXAMINER: frozenset({Right.JUDGE}),
    Role.CUSTODIAN: frozenset({Right.VIEW, Right.RELEASE}),
    Role.ADMINISTRATOR: frozenset({Right.ADMINISTER}),
}
"""What each role lets its holder do. Who approves does not run what is approved, who judges does not see what was found, and who
manages accounts sees no case: each of these takes a second role, which is on record."""

HOLDERS: Mapping[Right, tuple[Role, ...]] = {right: tuple(role for role in Role if right in RIGHTS[role]) for right in Right}
"""The roles that hold a right."""
