"""What is on paper and on the screen."""

import time

from assistant import report
from assistant.report.recorded import find
from assistant.session import Session
from tests.assistant.report.conftest import HOSTILE, MARKUP, Put, asked, pages, text
from tests.conftest import needs_weights
from tools.evidence import TextLine

pytestmark = needs_weights("named-entities", "text-embedding")


def test_every_quote_and_hash_is_text_of_the_pdf(answered: Session) -> None:
    """Each finding's quotes, exhibits and hashes can be searched for, and so can what was not found and not searched."""
    drafted = report.draft(answered)
    made, printed = report.assemble(answered, drafted).report, text(report.drawn(answered, drafted, "pdf"))
    cited = [place for statement in made.statements for place in statement.cited]
    assert len(cited) >= 3
    for place in cited:
        for words in (place.quote, place.sha256, place.fragment, place.title):
            assert "".join(words.split()) in printed
    for words in ("Who insured the motors?", "Nothing was found.", "the question is not about this exhibit", "answerable"):
        assert "".join(words.split()) in printed


def test_every_page_says_what_made_it(answered: Session) -> None:
    """Machine assistance, the program with its version, the page's number and that it is a draft stand on each page."""
    printed = pages(report.drawn(answered, report.draft(answered), "pdf"))
    assert len(printed) > 3
    for number, page in enumerate(printed, start=1):
        assert "Drafted with machine assistance" in page
        assert "Exhibit 0." in page
        assert f"Page {number} of {len(printed)}" in page
        assert "DRAFT" in page


def test_text_of_exhibits_stays_text(session: Session, put: Put) -> None:
    """Markup and template words in a title, a quote, a remark and the case's name are shown as they stand and do nothing."""
    put("hostile.txt", f"{MARKUP}\n", title=HOSTILE)
    assert asked(session, HOSTILE, "EX-0001").sentences[0].text == MARKUP
    report.draft(session)
    report.remark(session, None, "F1", HOSTILE)
    page = report.drawn(session, find(session), "html").decode()
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;The van&lt;/b&gt; &amp; &lt;i&gt;the boat&lt;/i&gt; were grey." in page
    printed = text(report.drawn(session, find(session), "pdf"))
    assert printed.count("".join(HOSTILE.split())) >= 3
    assert "".join(MARKUP.split()) in printed


def test_the_page_loads_nothing(answered: Session) -> None:
    """The HTML names no address to load from, and its policy forbids everything but pictures inside it."""
    page = report.drawn(answered, report.draft(answered), "html").decode()
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert 'src="http' not in page
    assert "url(" not in page


def test_pictures_of_places_stand_beside_them(session: Session, put: Put, demo: object) -> None:
    """A box in a picture, a page of a PDF and seconds of a recording are drawn; a place that cannot be says why, and the rest stands."""
    from assistant.report.pictures import key_of, pictures

    picture, pdf = put(demo / "receipt_photo.jpg"), put(demo / "scanned_letter.pdf")  # type: ignore[operator]
    call, note = put(demo / "emergency_call.wav"), put("note.txt", "Nothing.\n")  # type: ignore[operator]
    good = [
        picture.at(quote="TOTAL", xywh=(202, 983, 216, 41)),
        pdf.at(quote="Dear", page=1, xywh=(100, 100, 300, 40)),
        call.at(quote="My name", t=(3.0, 6.5)),
    ]
    outside = picture.at(quote="nothing", xywh=(90_000, 90_000, 10, 10))
    late = call.at(quote="nothing", t=(90_000.0, 90_001.0))
    drawn = pictures(session.case, [*good, outside, note.at(quote="Nothing.", line=1)])
    assert set(drawn.shown) == set(map(key_of, good))
    assert set(drawn.missing) == {key_of(outside)}
    assert "ends at" in pictures(session.case, [late]).missing[key_of(late)]


def test_many_findings_are_printed(session: Session, put: Put) -> None:
    """Two hundred findings are set, each with its quote, and the time does not grow faster than their number."""
    lines = [f"On day {n} the van with the number {n * 7919} was seen." for n in range(1, 9)]
    put("log.txt", "\n\n".join(lines) + "\n")
    answer = asked(session, "What does the log say?", "EX-0001")
    assert [isinstance(item, TextLine) for item in answer.evidence]

    def seconds(findings: int) -> tuple[float, int]:
        drafted = report.draft(session, [answer.ledger_seq])
        made = report.assemble(session, drafted).report
        many = tuple(made.findings[0].model_copy(update={"id": f"F{n}"}) for n in range(1, findings + 1))
        from assistant.report.pdf import as_pdf
        from assistant.report.printed import Paper

        start = time.monotonic()
        content = as_pdf(Paper(made.model_copy(update={"findings": many}), {}, ()))
        return time.monotonic() - start, len(pages(content))

    few, _ = seconds(25)
    many, count = seconds(200)
    assert count > 100
    assert many < 8 * 4 * few
