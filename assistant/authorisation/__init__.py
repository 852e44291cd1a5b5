"""What may be done only when somebody answers for it: biometric calls, exports, the publication of patrol plans."""

from assistant.authorisation.acting import Acting
from assistant.authorisation.asking import terms_of
from assistant.authorisation.authorisation import URGENT, Authorisation, Status
from assistant.authorisation.checking import NOT_ASKED, NeedsAuthorisation, Use, check, leaving, missing, use_of
from assistant.authorisation.deciding import approve, ask, reject, revoke
from assistant.authorisation.lapsing import lapse
from assistant.authorisation.recorded import all_of
from assistant.authorisation.terms import ACTIONS, EXPORT, NAMING, PUBLICATION, Terms
from assistant.authorisation.use_log import BiometricUse, recorded_use, uses

__all__ = [
    "ACTIONS",
    "EXPORT",
    "NAMING",
    "NOT_ASKED",
    "PUBLICATION",
    "URGENT",
    "Acting",
    "Authorisation",
    "BiometricUse",
    "NeedsAuthorisation",
    "Status",
    "Terms",
    "Use",
    "all_of",
    "approve",
    "ask",
    "check",
    "lapse",
    "leaving",
    "missing",
    "recorded_use",
    "reject",
    "revoke",
    "terms_of",
    "use_of",
    "uses",
]
