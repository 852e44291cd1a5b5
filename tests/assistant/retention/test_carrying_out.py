"""Nothing is deleted but what a dry run has shown, by somebody who may, on record."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import authorisation, deletion, execution, galleries, retention
from assistant.accounts import NotAllowed
from assistant.ledger.verify import verify_case
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.authorisation.conftest import COMPARE
from tests.assistant.authorisation.test_urgent import everything, later, tombstones, urgent
from tools import results
from tools.case import Case, Exhibit
from tools.errors import Deleted, ToolError
from tools.galleries import Terms

__all__ = ["later"]
Put = Callable[..., Exhibit]
BASIS = "section 75 of the police act"
ROOT = Path(__file__).parents[3]


def events(session: Session, kind: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines() if line.strip()]
    return [event["data"] for event in found if event["event"] == kind]


def test_a_dry_run_deletes_nothing_and_is_on_record(supervisor: Session, put: Put) -> None:
    """It shows what would go, with its digest; everything is still there."""
    put("a.txt", "words\n")
    retention.set_rule(supervisor, "exhibits", 0, BASIS)
    shown = retention.dry_run(supervisor)
    assert [item.subject for item in shown.going] == ["EX-0001"]
    supervisor.case.exhibit("EX-0001")
    [event] = events(supervisor, retention.DRY_RUN)
    assert (event["digest"], event["going"][0]["subject"]) == (shown.digest, "EX-0001")


def test_what_was_shown_is_deleted(supervisor: Session, put: Put) -> None:
    """The ledger says what was deleted, under which rule, and its chain holds."""
    exhibit = put("a.txt", "words\n")
    rule = retention.set_rule(supervisor, "exhibits", 0, BASIS)
    gone = retention.carry_out(supervisor, retention.dry_run(supervisor).digest)
    assert [stone.subject for stone in gone.tombstones] == ["EX-0001"]
    [event] = events(supervisor, deletion.DELETED)
    [item] = event["items"]
    assert (item["subject"], item["sha256"], item["rule"], item["officer"]) == ("EX-0001", exhibit.sha256, rule.number, "eve")
    with pytest.raises(Deleted):
        supervisor.case.look_up("EX-0001")
    assert verify_case(supervisor.case.folder, supervisor.case.id, {supervisor.ledger.public}).ok


def test_without_a_dry_run_nothing_is_deleted(supervisor: Session, put: Put) -> None:
    """Not even by somebody who works the digest out: the dry run must be on record."""
    put("a.txt", "words\n")
    retention.set_rule(supervisor, "exhibits", 0, BASIS)
    with pytest.raises(ToolError, match="No dry run"):
        retention.carry_out(supervisor, retention.due(supervisor).digest)
    supervisor.case.exhibit("EX-0001")
    assert events(supervisor, deletion.DELETED) == []


@pytest.mark.parametrize("change", ["another exhibit", "a hold", "a rule"])
def test_what_changed_since_is_not_deleted(supervisor: Session, put: Put, change: str) -> None:
    """Where the state is not the one that was shown, nothing at all is deleted."""
    put("a.txt", "words\n")
    retention.set_rule(supervisor, "exhibits", 0, BASIS)
    digest = retention.dry_run(supervisor).digest
    if change == "another exhibit":
        put("b.txt", "other words\n")
    elif change == "a hold":
        retention.set_hold(supervisor, "EX-0001", "Appeal is pending")
    else:
        retention.set_rule(supervisor, "exhibits", 0, "another section of the act")
    with pytest.raises(ToolError, match="not what the dry run has shown"):
        retention.carry_out(supervisor, digest)
    supervisor.case.exhibit("EX-0001")


def test_what_changed_at_the_last_moment_is_not_deleted(supervisor: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hold that comes between the look and the deletion counts: what goes is asked once more when nobody else can write."""
    put("a.txt", "words\n")
    retention.set_rule(supervisor, "exhibits", 0, BASIS)
    digest = retention.dry_run(supervisor).digest
    delete = deletion.delete

    def late(*args: Any) -> Any:
        retention.set_hold(supervisor, "EX-0001", "Appeal is pending")
        return delete(*args)

    monkeypatch.setattr(deletion, "delete", late)
    with pytest.raises(ToolError, match="not what the dry run has shown"):
        retention.carry_out(supervisor, digest)
    supervisor.case.exhibit("EX-0001")
    deletion.settle(supervisor)
    supervisor.case.exhibit("EX-0001")


def test_who_may(officer: Session, supervisor: Session, put: Put) -> None:
    """An officer puts a hold on; rules, deletion and lifting a hold are for a supervisor."""
    put("a.txt", "words\n")
    retention.set_hold(officer, "EX-0001", "Appeal is pending")
    for refused in (
        lambda: retention.lift_hold(officer, "EX-0001", "not needed"),
        lambda: retention.set_rule(officer, "exhibits", 0, BASIS),
        lambda: retention.dry_run(officer),
        lambda: retention.carry_out(officer, "0" * 64),
    ):
        with pytest.raises(NotAllowed, match="supervisor"):
            refused()
    retention.lift_hold(supervisor, "EX-0001", "Appeal was withdrawn")
    assert [(event["verdict"], event["by"]) for event in events(officer, "hold")] == [("held", "ann"), ("lifted", "eve")]


KILLED = {
    "before it is on record": ("Session.record = die", "there"),
    "on record and not yet final": ("deletion._event = lambda gone: die_after(gone)", "gone"),
    "final, its files still there": ("deletion.remove.__globals__['finish'] = die", "gone"),
}


@pytest.mark.parametrize(("step", "outcome"), list(KILLED.values()), ids=list(KILLED))
def test_a_killed_deletion_is_settled_at_the_next_opening(case: Case, put: Put, tmp_path: Path, step: str, outcome: str) -> None:
    """What is on record as deleted is gone after the case was opened again, and what is not on record is there."""
    station = Settings(state=tmp_path / "state", officer="tester")
    put("a.txt", "the emerald brooch\n")
    session = Session.open(case.folder, station)
    retention.set_rule(session, "exhibits", 0, BASIS)
    digest = retention.dry_run(session).digest
    session.ledger.close()
    session.case.database.close()
    case.database.close()
    code = (
        "import sys, os, signal; from pathlib import Path\n"
        "from assistant import deletion, retention; from assistant.session import Session; from assistant.settings import Settings\n"
        "def die(*args): os.kill(os.getpid(), signal.SIGKILL)\n"
        "def die_after(gone):\n"
        "    Session.record(session, deletion.DELETED, event(gone) | {'intent': deletion._intent(session), 'digest': 'x'}); die()\n"
        "event = deletion._event\n"
        "session = Session.open(Path(sys.argv[1]), Settings(state=Path(sys.argv[2]), officer='tester'))\n"
        f"{step}\n"
        "retention.carry_out(session, sys.argv[3])"
    )
    command = [sys.executable, "-c", code, str(case.folder), str(tmp_path / "state"), digest]
    ran = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    again = Session.open(case.folder, station)
    assert [exhibit.id for exhibit in again.case.exhibits()] == (["EX-0001"] if outcome == "there" else [])
    assert (b"emerald brooch" in everything(again)) == (outcome == "there")
    assert len(events(again, deletion.DELETED)) == (outcome == "gone")
    assert events(again, deletion.NOT_DELETED) == []
    assert Session.open(case.folder, station).case.deleted() == again.case.deleted()


def test_what_stays_in_the_ledger_is_said(supervisor: Session, put: Put) -> None:
    """The events that name the exhibit are counted, and those with words of it."""
    exhibit = put("brooch.txt", "words\n")
    supervisor.record_added(exhibit)
    supervisor.record("view", {"exhibit": exhibit.id, "fragment": None})
    cited = exhibit.at(quote="words", line=1).model_dump()
    supervisor.record("answer", {"sentences": [{"text": "It says words.", "citations": [cited]}]})
    [left] = retention.remains(supervisor, ["EX-0001"])
    assert (left.events, left.with_words, left.kinds) == (3, 2, {"answer": 1, "exhibit_added": 1})


def test_a_hold_does_not_keep_what_an_urgent_use_found(officer: Session, ran: list[str], later: Any) -> None:
    """The AI Act has it deleted: an ordinary hold does not stand against that."""
    urgent(officer)
    execution.run(officer, COMPARE)
    retention.set_hold(officer, None, "Appeal is pending")
    later()
    authorisation.lapse(officer)
    assert results.all_of(officer.case, "compare_speakers") == []
    assert len(tombstones(officer)) == 1


def test_a_hold_that_says_so_keeps_it(officer: Session, supervisor: Session, ran: list[str], later: Any) -> None:
    """A hold that is set for urgent uses too postpones the deletion, on record once; lifted, it is done."""
    urgent(officer)
    execution.run(officer, COMPARE)
    retention.set_hold(officer, "EX-0002", "Section 9: kept for the inquiry", urgent=True)
    later()
    authorisation.lapse(officer)
    authorisation.lapse(officer)
    assert len(results.all_of(officer.case, "compare_speakers")) == 1
    assert [event["reason"].endswith("kept for the inquiry") for event in events(officer, "deletion_held")] == [True]
    retention.lift_hold(supervisor, "EX-0002", "inquiry is over")
    authorisation.lapse(officer)
    assert results.all_of(officer.case, "compare_speakers") == []


def test_a_hold_keeps_galleries(supervisor: Session, officer: Session, case: Case) -> None:
    """Nobody takes a gallery out of a case on hold, and an expired one that is due stays."""
    opened = Session(Case(case.folder, b"\1" * 32), officer.ledger, "ann", officer.standing)
    galleries.new(opened, "wanted", Terms(expires_at=datetime.now(UTC) + timedelta(days=1)))
    retention.set_rule(supervisor, "galleries", 1, BASIS)
    retention.set_hold(opened, None, "Appeal is pending")
    with pytest.raises(ToolError, match="legal hold on the case by ann"):
        galleries.remove(opened, "wanted")
    [item] = retention.due(supervisor, datetime.now(UTC) + timedelta(days=3)).items
    assert (item.kind, item.kept is None) == ("gallery", False)


def test_an_expired_gallery_goes_with_its_rule(supervisor: Session, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its days are counted from the day it expired; it is deleted with everybody in it."""
    opened = Session(Case(case.folder, b"\1" * 32), supervisor.ledger, "tester")
    made = galleries.new(opened, "wanted", Terms(kind="wanted", expires_at=datetime.now(UTC) + timedelta(days=1)))
    case.database.connection.execute("UPDATE galleries SET expires_at = ?", ((datetime.now(UTC) - timedelta(days=40)).isoformat(),))
    retention.set_rule(supervisor, "galleries:wanted", 30, BASIS)
    gone = retention.carry_out(supervisor, retention.dry_run(supervisor).digest)
    assert [(stone.kind, stone.subject) for stone in gone.tombstones] == [("gallery", made.id)]
    assert case.database.connection.execute("SELECT count(*) FROM galleries").fetchone()[0] == 0


def test_of_two_processes_one_deletes(case: Case, put: Put, tmp_path: Path) -> None:
    """Both carry out the same dry run at the same moment: one does it, the other is told, and there is one event and one tombstone."""
    station = Settings(state=tmp_path / "state", officer="tester")
    put("a.txt", "the emerald brooch\n")
    session = Session.open(case.folder, station)
    retention.set_rule(session, "exhibits", 0, BASIS)
    digest = retention.dry_run(session).digest
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant import retention; from assistant.session import Session; from assistant.settings import Settings\n"
        "from tools.errors import CaseError\n"
        "session = Session.open(Path(sys.argv[1]), Settings(state=Path(sys.argv[2]), officer='tester'))\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "try: print('deleted', len(retention.carry_out(session, sys.argv[3]).tombstones))\n"
        "except CaseError as error: print('refused', error)"
    )
    command = [sys.executable, "-c", code, str(case.folder), str(tmp_path / "state"), digest]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    said = sorted(each.communicate(timeout=120)[0].split()[0] for each in both)
    assert said == ["deleted", "refused"]
    assert len(events(session, deletion.DELETED)) == 1
    assert [stone.subject for stone in Case(case.folder).deleted()] == ["EX-0001"]
    assert b"emerald brooch" not in everything(session)
