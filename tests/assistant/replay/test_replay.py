"""Runs are repeated: the same comes out, or it is said what differs or why it cannot be done."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from assistant import execution
from assistant.execution import ToolCall
from assistant.ledger import verify_case
from assistant.manifests import Manifest, numbered, numbers, output_of
from assistant.replay import replay, run_of_event
from assistant.session import Session
from tests.conftest import needs_weights
from tools import results
from tools.case import Exhibit
from tools.errors import CaseError, IntegrityError
from tools.evidence import Evidence, TextLine
from tools.registry import get_tool

Put = Callable[..., Exhibit]
READ = ToolCall("read_document", {"exhibit": "EX-0001"})


def events(session: Session, kind: str) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in session.ledger.path.read_text().splitlines() if line)
    return [event["data"] | {"seq": event["seq"]} for event in lines if event["event"] == kind]


def kept(session: Session) -> list[tuple[Any, ...]]:
    """All that is kept of runs."""
    connection = session.case.database.connection
    tables = ("runs", "evidence", "manifests")
    return [tuple(row) for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()]


def altered(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[Evidence]], list[Evidence]]) -> None:
    """Let the tool that reads find something else from now on."""
    tool = get_tool("read_document")
    found = tool.run

    def run(case: Any, **args: Any) -> list[Evidence]:
        return change(found(case, **args))

    monkeypatch.setitem(tool.__dict__, "run", run)
    assert tool.version  # of the same code: it is kept from before


def test_a_run_has_a_manifest_and_the_record_has_its_digest(session: Session, put: Put) -> None:
    """Tool, version, weights, arguments, inputs, output, libraries, machine and times are kept; the event has the run's number."""
    exhibit = put("a.txt", "The van was grey.\n")
    result = execution.run(session, READ)
    assert result.run == 1
    manifest = numbered(session.case, 1).manifest
    [call] = events(session, "tool_call")
    assert (call["run"], call["manifest"]) == (1, manifest.digest)
    assert (manifest.tool, manifest.version, manifest.args) == ("read_document", get_tool("read_document").version, READ.args)
    assert manifest.weights == get_tool("read_document").weights_digests()
    assert manifest.inputs.exhibits == {"EX-0001": exhibit.sha256}
    assert manifest.evidence == tuple(item.id for item in result.evidence)
    assert manifest.output == output_of(result.evidence)
    assert {"pydantic", "pillow", "charset-normalizer"} <= manifest.libraries.keys()
    assert "gradio" not in manifest.libraries
    assert manifest.machine.processor
    assert manifest.machine.threads >= 1


def test_a_call_that_is_not_made_again_has_the_manifest_of_the_run(session: Session, put: Put) -> None:
    """What is given from an earlier run names that run: no second manifest is written."""
    put("a.txt", "The van was grey.\n")
    runs = [execution.run(session, READ).run for _ in range(3)]
    assert runs == [1, 1, 1]
    assert numbers(session.case) == [1]
    assert len({call["manifest"] for call in events(session, "tool_call")}) == 1


def test_a_repetition_is_identical_and_touches_nothing(session: Session, put: Put) -> None:
    """The same comes out; results and manifests stay as they are to the byte; the repetition is an event, and the record is whole."""
    put("a.txt", "The van was grey.\n\nHelen Carter saw it.\n")
    execution.run(session, READ)
    before = kept(session)
    done = replay(session, numbered(session.case, 1))
    assert (done.outcome, done.reasons, done.differences, done.files) == ("identical", (), (), ())
    assert kept(session) == before
    [event] = events(session, "replay")
    assert (event["run"], event["call"], event["outcome"], event["seq"]) == (1, 1, "identical", done.seq)
    assert event["output"] == numbered(session.case, 1).manifest.output
    heads = session.ledger.station_head_path.parent
    assert verify_case(session.case.folder, session.case.id, {session.ledger.public}, heads).ok


def test_a_run_is_found_by_its_event(session: Session, put: Put) -> None:
    """The number of the event leads to the run; an event that is no such call is told as that."""
    put("a.txt", "The van was grey.\n")
    session.record("question", {})
    execution.run(session, READ)
    assert run_of_event(session, 2).number == 1
    for other in (1, 9):
        with pytest.raises(CaseError, match=f"Event {other} of the record"):
            run_of_event(session, other)
    with pytest.raises(CaseError, match="numbered 1 to 1"):
        numbered(session.case, 2)


def test_a_difference_is_shown_by_evidence_field_and_amount(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two lines one has another word and one another measure, a third is new: each is named, numbers with how much."""
    put("a.txt", "The van was grey.\n\nHelen Carter saw it.\n")
    first = execution.run(session, READ).evidence

    def change(found: list[Evidence]) -> list[Evidence]:
        one, two = found
        assert isinstance(one, TextLine)
        return [one.model_copy(update={"text": "The van was green."}), two.model_copy(update={"confidence": 0.75}), two]

    altered(monkeypatch, change)
    done = replay(session, numbered(session.case, 1))
    assert done.outcome == "different"
    found = [(d.position, d.evidence, d.field, d.before, d.now, d.by) for d in done.differences]
    was = first[1].model_dump()["confidence"]
    assert found == [
        (1, first[0].id, "text", "The van was grey.", "The van was green.", None),
        (2, first[1].id, "confidence", was, 0.75, None if was is None else pytest.approx(0.75 - was)),
        (3, None, "", None, "Helen Carter saw it.", None),
    ]
    assert any("not bit-reproducible" in reason for reason in done.reasons)
    assert [item.id for item in results.find(session.case, done.run.key) or ()] == [item.id for item in first]
    assert events(session, "replay")[0]["differences"] == 3


def test_other_libraries_are_named_beside_a_difference(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the result differs and a library has changed since, the officer reads which, and from what to what."""
    put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    altered(monkeypatch, lambda found: [])
    from importlib import metadata

    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "99" if name == "pillow" else real(name))
    done = replay(session, numbered(session.case, 1))
    assert done.outcome == "different"
    assert list(done.reasons) == [f"pillow was {real('pillow')} and is 99"]


def test_what_has_changed_since_is_named(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other code or other weights nothing is repeated, and the reason says what was there and what is."""
    put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    run = numbered(session.case, 1)
    with monkeypatch.context() as changed:
        changed.setitem(get_tool("read_document").__dict__, "version", "another")
        done = replay(session, run)
    assert (done.outcome, done.output) == ("not_repeatable", None)
    assert done.reasons == (f"the code of read_document was {run.manifest.version} and is another",)
    digests = get_tool("read_document").weights_digests() | {"ocr-recognition": "f" * 64}
    monkeypatch.setattr("models.digest", lambda task: digests[task])
    assert replay(session, run).reasons == (
        f"the weights for ocr-recognition were {run.manifest.weights['ocr-recognition'][:12]} and are {'f' * 12}",
    )
    assert [event["outcome"] for event in events(session, "replay")] == ["not_repeatable"] * 2


@needs_weights("named-entities", "text-embedding")
def test_a_text_that_was_read_since_is_named(session: Session, put: Put) -> None:
    """A search of the case is identical until another exhibit is read; then it cannot be repeated, and that exhibit is named."""
    put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    search = execution.run(session, ToolCall("search_case", {"query": "van"}))
    run = numbered(session.case, search.run or 0)
    assert run.manifest.inputs.case
    assert replay(session, run).outcome == "identical"
    put("b.txt", "The boat was blue.\n")
    execution.run(session, ToolCall("read_document", {"exhibit": "EX-0002"}))
    execution.run(session, ToolCall("search_case", {"query": "boat"}))
    done = replay(session, run)
    assert done.outcome == "not_repeatable"
    assert "EX-0002" in done.reasons[0]
    assert "EX-0001" not in done.reasons[0]


def test_an_edited_manifest_is_an_integrity_failure(session: Session, put: Put) -> None:
    """The record has the manifest's digest: whoever changes the manifest is found out, and nothing is repeated."""
    put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    with sqlite3.connect(session.case.database.path) as connection:
        connection.execute("UPDATE manifests SET body = replace(body, 'read_document', 'search_faces')")
    with pytest.raises(IntegrityError, match="not the one that the record names"):
        replay(session, numbered(session.case, 1))
    with sqlite3.connect(session.case.database.path) as connection:
        connection.execute("UPDATE manifests SET body = '{}'")
    with pytest.raises(IntegrityError, match="not what was written"):
        numbered(session.case, 1)


def test_a_manifest_that_the_record_does_not_know_is_refused(session: Session, put: Put) -> None:
    """A run that was put into the database from elsewhere is not taken for one that happened."""
    put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    with sqlite3.connect(session.case.database.path) as connection:
        connection.execute("INSERT INTO manifests (key, body) SELECT key, body FROM manifests")
    with pytest.raises(IntegrityError, match="put there by something else"):
        replay(session, numbered(session.case, 2))


def test_a_flipped_byte_stops_a_repetition(session: Session, put: Put) -> None:
    """The exhibit is hashed again before it is read again."""
    exhibit = put("a.txt", "The van was grey.\n")
    execution.run(session, READ)
    exhibit.path.chmod(0o600)
    exhibit.path.write_text("The van was blue.\n")
    with pytest.raises(IntegrityError, match="EX-0001"):
        replay(session, numbered(session.case, 1))


@pytest.mark.parametrize("seed", [None, 11])
def test_a_drawn_patrol_is_drawn_again(session: Session, put: Put, seed: int | None) -> None:
    """A plan that was drawn by lot within so many seconds comes out again bit by bit, with its sealed seed or the one that was given:
    its searches make as many rounds as they did; and no second plan is kept."""
    session.case.secret = b"secret of the station".ljust(32)
    rows = "".join(f"2026-0{1 + n % 6}-1{n % 9} 2{n % 4}:10,{51.5 + n % 5 / 100},{-0.1 + n % 7 / 100}\n" for n in range(120))
    put("incidents.csv", f"date,lat,lon\n{rows}")
    args = {"units": 2, "hours": "22-06", "seconds": 1} | ({} if seed is None else {"seed": seed})
    made = execution.run(session, ToolCall("plan_patrol", args))
    assert made.error is None
    manifest: Manifest = numbered(session.case, made.run or 0).manifest
    assert (manifest.seed, manifest.inputs.plan is None) == (seed, seed is not None)
    assert manifest.rounds["draw"]
    before = sorted((session.case.folder / "patrol").glob("*"))
    done = replay(session, numbered(session.case, made.run or 0))
    assert (done.outcome, done.files) == ("identical", ())
    assert sorted((session.case.folder / "patrol").glob("*")) == before
