"""E-mails are read as a person would see them: headers, text, and what hangs on them."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.evidence import TextLine
from tools.read_document.visible import visible

Read = Callable[..., list[TextLine]]


def mail(subject: str = "The van") -> EmailMessage:
    """A message with headers and no text."""
    message = EmailMessage()
    message["From"] = "Víctor Lane <victor@example.com>"
    message["To"] = "Peter Marsh <peter@example.org>"
    message["Date"] = "Sat, 14 Mar 2026 18:22:05 +0000"
    message["Subject"] = subject
    return message


def texts(found: list[TextLine]) -> list[str]:
    return [line.text for line in found]


def test_the_demo_mail_is_read(read: Read, demo: Path) -> None:
    """Sender, subject, offer and IBAN stand there once, in order, although the mail has its text twice (plain and HTML)."""
    found = texts(read(demo / "email_offer.eml"))
    whole = "\n".join(found)
    wanted = [
        "From: Victor Lane <victor.lane@example.com>",
        "Subject: Four outboard motors for sale",
        "Price: 1,150 pounds",
        "GB33BUKB2020",
    ]
    assert [whole.count(part) for part in wanted] == [1, 1, 1, 1]
    assert [whole.index(part) for part in wanted] == sorted(whole.index(part) for part in wanted)


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_accents_survive_the_post(read: Read, charset: str, transfer: str) -> None:
    """Text and headers in every usual character set and transfer encoding are read as they were written."""
    message = mail("Grüße aus Köln – Straße")
    message.set_content("Señor Peña zahlte fünf\nMünzen.\n", charset=charset, cte=transfer)
    found = texts(read("mail.eml", message.as_bytes()))
    assert found[0] == "From: Víctor Lane <victor@example.com>"
    assert found[3:] == ["Subject: Grüße aus Köln – Straße", "Señor Peña zahlte fünf", "Münzen."]


def test_lines_are_numbered_with_the_blank_ones(read: Read) -> None:
    """Headers come first, then a blank line that counts, then the text."""
    message = mail()
    message.set_content("one\n\ntwo\n")
    found = read("mail.eml", message.as_bytes())
    assert [(line.text, line.citations[0].fragment) for line in found][3:] == [
        ("Subject: The van", "line=4"),
        ("one", "line=6"),
        ("two", "line=8"),
    ]


def test_attachments_are_named(read: Read) -> None:
    """What hangs on a mail is named with its kind; its content is not mixed into the text."""
    message = mail()
    message.set_content("See the list.\n")
    message.add_attachment(b"secret,list\n", maintype="text", subtype="csv", filename="Preisliste für Köln.csv")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../../evil.png")
    found = texts(read("mail.eml", message.as_bytes()))
    assert found[-3:] == ["See the list.", "Attachment: Preisliste für Köln.csv (text/csv)", "Attachment: ../../evil.png (image/png)"]
    assert not any("secret" in text for text in found)


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>T</title><style>p {x: y}</style></head><body><p>I have the <b>van</b>.<p>Call me &lt;now&gt;</body></html>",
        "<html><head><meta charset=utf-8><body><p>I have the van.</p><script>steal()</script><div>Call me &lt;now&gt;</div>",
        "<p>I have\nthe van.<br>Call&nbsp;me <i>&lt;now&gt;",
    ],
    ids=["whole", "head left open", "no frame"],
)
def test_html_is_read_as_it_looks(read: Read, html: str) -> None:
    """Tags, styles and scripts are gone, entities are characters, blocks are lines, and no left-open tag hides the text."""
    message = mail()
    message.set_content(html, subtype="html")
    assert texts(read("mail.eml", message.as_bytes()))[4:] == ["I have the van.", "Call me <now>"]


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Type: text/plain; charset=no-such-charset\n\nThe van is grey.\n",
        b"Content-Type: text/plain; charset=utf-8\n\nThe van is grey. \xff\xfe\n",
        b"Content-Type: multipart/mixed; boundary=x\n\nno parts\n--x\nContent-Type: text/plain\n\nThe van is grey.\n",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nVGhlIHZhbiBpcyBncmV5Lg=\n",
        b"Content-Type: ;;;\nDate: never\nCc: <<@@>>, =?x?y?z?=\n\nThe van is grey.\n",
    ],
    ids=["unknown charset", "wrong charset", "never closed", "broken base64", "broken headers"],
)
def test_a_broken_mail_is_read_as_far_as_it_goes(read: Read, broken: bytes) -> None:
    """Wrong declarations and missing ends do not lose the text."""
    found = texts(read("mail.eml", b"From: a@example.org\nSubject: x\n" + broken))
    assert any(text.startswith("The van is grey.") for text in found), found


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/!-&;# \nabpstylehedcrit=\"'")))
def test_no_markup_brings_it_down(markup: str) -> None:
    """Whatever stands between angle brackets, what follows in a paragraph of its own is seen unless a comment or script swallows it."""
    assert visible(f"<p>before</p>{markup}").strip().startswith("before")
