"""What can go wrong with cases, exhibits and tools.

    CaseError               something the user can act on; the message says what to do
    ├── NoSuchCase          the folder is not a case
    ├── NoSuchExhibit       the case has no such exhibit
    │   └── Deleted         it had it, and it was deleted under a rule of retention
    ├── Rejected            a file cannot become an exhibit
    ├── ToolError           a tool cannot do this with this exhibit or these arguments
    │   └── Withheld        the exhibit is locked: privileged, outside a warrant, taken without caution
    └── Stopped             the user stopped the run
    IntegrityError          an exhibit or a stored result is not what it was: nothing is done with it

Weights have their own tree in `models.errors`.
"""


class CaseError(Exception):
    """Something stops the work that the user can act on; the message says what to do."""


class NoSuchCase(CaseError):
    """The folder is not a case."""


class NoSuchExhibit(CaseError):
    """The case has no such exhibit."""


class Deleted(NoSuchExhibit):
    """The exhibit was deleted; the message says when, under which rule and by whom."""


class Rejected(CaseError):
    """A file cannot become an exhibit; the message says why."""


class ToolError(CaseError):
    """A tool cannot do what was asked with this exhibit or these arguments."""


class Withheld(ToolError):
    """An exhibit is locked; the message says why and who can open it, and nothing of what it says."""


class Stopped(CaseError):
    """The user stopped the run."""


class IntegrityError(Exception):
    """An exhibit or a stored result is not what it was when it was recorded."""
