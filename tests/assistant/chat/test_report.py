"""The report in the chat: its sentences, and its files."""

from collections.abc import Callable

from starlette.testclient import TestClient

from assistant import report
from assistant.chat.media import Addresses
from assistant.chat.report_view import report_view
from assistant.session import Session
from tests.assistant.report.conftest import HOSTILE, MARKUP, asked, pages
from tests.conftest import needs_weights
from tools.case import Exhibit

pytestmark = needs_weights("named-entities")


def test_a_report_shows_its_sentences_and_edits(opened: Session, put_in: Callable[..., Exhibit]) -> None:
    """Each sentence has its number; what a person worded says so; words of exhibits and persons do nothing."""
    put_in("a.txt", f"{MARKUP}\n", title=HOSTILE)
    asked(opened, "What does it say?", "EX-0001")
    report.draft(opened)
    report.edit(opened, None, "F1.S1", "The van was blue.")
    drafted = report.remark(opened, None, "F1", HOSTILE)
    page = report_view(drafted, report.assemble(opened, drafted, pictured=False).report, "/material/x")
    assert "F1.S1" in page
    assert "not machine checked" in page
    assert 'href="/material/x/report/RP-0001.pdf"' in page
    assert "<script" not in page
    assert "{{" not in page


def test_a_download_is_an_export(
    browser: TestClient, addresses: Addresses, key: str, opened: Session, put_in: Callable[..., Exhibit]
) -> None:
    """The file comes as one to save, with its event in the record; what is no report's file is not there."""
    put_in("a.txt", "The van was grey.\n")
    asked(opened, "What does it say?", "EX-0001")
    report.draft(opened)
    answer = browser.get(f"{addresses.of(key)}/report/RP-0001.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="RP-0001.pdf"'
    assert "The van was grey." in " ".join(pages(answer.content))
    assert '"what":"report"' in opened.ledger.path.read_text("utf-8")
    assert browser.get(f"{addresses.of(key)}/report/RP-0009.pdf").status_code == 422
    for other in ("RP-0001.json", "../case.sqlite", "RP-1.pdf"):
        assert browser.get(f"{addresses.of(key)}/report/{other}").status_code in (404, 422)
    assert browser.get(f"{addresses.of(key).replace(addresses.token, 'x' * 32)}/report/RP-0001.pdf").status_code == 404
