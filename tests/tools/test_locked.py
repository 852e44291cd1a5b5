"""A locked PDF is opened with its password when it is added, and the password is kept nowhere."""

import hashlib

import pypdfium2
import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher

from tests.tools.read_document.making import pdf
from tests.tools.taking import Take, rows
from tools.case import Case
from tools.errors import ToolError
from tools.registry import get_tool


def locked(content: bytes, password: str) -> bytes:
    """A PDF locked with RC4 (standard security handler, revision 2), as PDFium opens it."""

    def rc4(key: bytes, data: bytes) -> bytes:
        return Cipher(ARC4(key.ljust(5, b"\0")), None).encryptor().update(data)

    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password.encode() + filling)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = b"0123456789abcdef"
    key = hashlib.md5(padded + owner + (-44 & 0xFFFFFFFF).to_bytes(4, "little") + identity).digest()[:5]
    start = content.index(b"stream\n") + 7
    end = content.index(b"endstream")
    number = 5  # the object of the first page's text
    own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
    stream = Cipher(ARC4(own), None).encryptor().update(content[start:end])
    body = content[:start] + stream + content[end : content.index(b"xref\n0")]
    places = [body.index(b"%d 0 obj" % number) for number in range(1, 6)] + [len(body)]
    body += b"6 0 obj<</Filter/Standard/V 1/R 2/Length 40/O<%s>" % owner.hex().encode()
    body += b"/U<%s>/P -44>>endobj\n" % rc4(key, filling).hex().encode()
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + table
        + b"trailer<</Size 7/Root 1 0 R/Encrypt 6 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            identity.hex().encode(),
            identity.hex().encode(),
            len(body),
        )
    )


def test_a_locked_pdf_opens_with_its_password(case: Case, take: Take) -> None:
    """With the password the PDF and its unlocked copy are exhibits; the password is nowhere in the case."""
    secret = "pier-gate-0417"
    outcome = take(locked(pdf([["Meet at the pier."]]), secret), "letter.pdf", password=secret)
    assert rows(outcome) == [("EX-0001", "letter.pdf", None), ("EX-0002", "letter (unlocked).pdf", "EX-0001")]
    reader = get_tool("read_document")
    assert [line.text for line in reader.run(case, "EX-0002")] == ["Meet at the pier."]
    with pytest.raises(ToolError, match="unlocked copy is EX-0002"):
        reader.run(case, "EX-0001")
    for path in case.folder.rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes()
    with pypdfium2.PdfDocument(case.look_up("EX-0002").path) as copy:
        assert len(copy) == 1


@pytest.mark.parametrize(("password", "says"), [(None, "give it with --password"), ("wrong", "does not open it")])
def test_a_locked_pdf_without_its_password_is_refused(case: Case, take: Take, password: str | None, says: str) -> None:
    """Without the password, or with a wrong one, the reason says how to give it."""
    outcome = take(locked(pdf([["Meet at the pier."]]), "right"), "letter.pdf", password=password)
    assert not outcome.added
    assert says in outcome.rejected[0].reason
