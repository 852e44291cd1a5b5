"""exhibit retention and exhibit hold: as a station runs them."""

from pathlib import Path

from tests.assistant.cli.conftest import Ran, Station
from tests.assistant.cli.test_locks import checked
from tests.assistant.scripted_server import Server
from tests.conftest import needs_weights

pytestmark = needs_weights("text-embedding", "named-entities")
BASIS = ("--basis", "section 75 of the police act")


def everything(folder: Path) -> bytes:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("ledger."))
    return b"\0".join(path.read_bytes() for path in files)


def refused(ran: Ran, reason: str) -> None:
    assert (ran.status, reason in ran.document["error"]) == (1, True), ran.stdout


def test_from_a_rule_to_a_tombstone(station: Station, filled: Path, server: Server) -> None:
    """Set, shown, dry run, carried out: each a document; the other exhibit answers, and the deleted one says that it was deleted."""
    assert station.run("process", filled, "--workers", "1").status == 0
    rules = checked(station.run("retention", "set", filled, "EX-0001", "--days", "0", *BASIS), "retention-rules").document
    assert [(row["kind"], row["days"], row["by"]) for row in rules["rules"]] == [("EX-0001", 0, "tester")]
    assert [row["kept"] for row in rules["kinds"] if row["kind"] == "galleries"] == [True]
    assert checked(station.run("retention", "rules", filled), "retention-rules").document == rules
    shown = checked(station.run("retention", "due", filled), "retention-due").document
    assert (shown["items"][0]["subject"], shown["digest"]) == ("EX-0001", None)
    refused(station.run("retention", "apply", filled, "--yes", "0" * 64), "No dry run")
    dry = checked(station.run("retention", "apply", filled), "retention-due").document
    assert dry["items"][0]["takes"]["passages"] >= 1
    assert dry["ledger"][0]["with_words"] >= 1
    assert b"PA99 KTX" in everything(filled)
    gone = checked(station.run("retention", "apply", filled, "--yes", dry["digest"]), "retention-gone").document
    assert [row["subject"] for row in gone["tombstones"]] == ["EX-0001"]
    assert b"PA99" not in everything(filled)
    assert checked(station.run("retention", "gone", filled), "retention-gone").document["tombstones"] == gone["tombstones"]
    case = checked(station.run("case", "show", filled), "case-show").document
    assert ([row["exhibit"] for row in case["exhibits"]], [row["subject"] for row in case["deleted"]]) == (["EX-0002"], ["EX-0001"])
    refused(station.run("run", filled, "read_document", "exhibit=EX-0001"), "EX-0001 was deleted on")
    answer = checked(station.run("ask", filled, "When did the boat leave?", EXHIBIT_LLM_URL=server.url), "ask").document
    [left] = [row for row in answer["coverage"]["not_searched"] if row["exhibit"] == "EX-0001"]
    assert left["reason"].startswith("deleted on ")
    assert "under rule 1 (EX-0001: 0 days, section 75 of the police act)" in left["reason"]
    assert station.run("ledger", "verify", filled).document["ok"]


def test_a_hold_from_its_setting_to_its_lifting(station: Station, filled: Path) -> None:
    """It is shown, stops what is due with its reason, and is lifted."""
    held = checked(station.run("hold", "set", filled, "EX-0002", "--reason", "Appeal 4 U 12/26"), "hold").document
    assert [(row["subject"], row["urgent"]) for row in held["holds"]] == [("EX-0002", False)]
    assert checked(station.run("hold", "show", filled, "EX-0001"), "hold").document == {"holds": []}
    station.run("retention", "set", filled, "exhibits", "--days", "0", *BASIS)
    dry = station.run("retention", "apply", filled).document
    assert [row["kept"] is None for row in dry["items"]] == [True, False]
    assert station.run("retention", "apply", filled, "--yes", dry["digest"]).status == 0
    assert [row["exhibit"] for row in station.run("case", "show", filled).document["exhibits"]] == ["EX-0002"]
    refused(station.run("hold", "lift", filled, "--reason", "over"), "There is no legal hold on the case")
    assert checked(station.run("hold", "lift", filled, "EX-0002", "--reason", "over"), "hold").document == {"holds": []}
    cleared = checked(station.run("retention", "clear", filled, "exhibits", "--reason", "wrong section"), "retention-rules").document
    assert cleared["rules"] == []
    assert station.run("hold", "set", filled).status == 2


def test_a_person_reads_what_is_due(station: Station, filled: Path) -> None:
    """Without --json: what goes and what goes with it, what the ledger keeps, and the command that carries it out."""
    station.run("retention", "set", filled, "exhibits", "--days", "0", *BASIS)
    said = station.plain("retention", "apply", filled).stdout
    assert "EX-0001  exhibit, document, due " in said
    assert "The ledger is never rewritten." in said
    assert "This was a dry run: nothing was deleted." in said
    assert f"exhibit retention apply {filled} --yes " in said
