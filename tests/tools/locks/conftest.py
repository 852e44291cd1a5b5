"""What the tests of the locks share."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from tools.case import Case, Exhibit
from tools.locks import privilege
from tools.locks.entry import entry


@pytest.fixture
def listed(case: Case) -> Callable[..., None]:
    """Put an entry on the list of privileged correspondents."""

    def listed(kind: str, value: str, whose: str = "lawyer") -> None:
        assert privilege.add(case, entry(kind, value, whose), "", "custodian") is not None

    return listed


@pytest.fixture
def mail(put: Callable[..., Exhibit]) -> Callable[..., Exhibit]:
    """Add one mail."""

    def mail(name: str, *, text: str = "See you.", attached: dict[str, str] | None = None, **headers: str) -> Exhibit:
        message = EmailMessage()
        for header, value in ({"From": "a@example.org", "To": "b@example.org"} | headers).items():
            message[header] = value
        message.set_content(text)
        for file, content in (attached or {}).items():
            message.add_attachment(content, filename=file)
        return put(name, message.as_bytes())

    return mail
