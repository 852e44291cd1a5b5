"""What is due, under which rule, and what stays all the same."""

import hashlib
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest

from tests.tools.retention.conftest import Due
from tests.tools.taking import Take
from tools import derived, results
from tools.case import Case, Exhibit
from tools.errors import Deleted, NoSuchExhibit, ToolError
from tools.plan_patrol.keeping import KeptPlan, keep, plans_of
from tools.plan_patrol.request import Request
from tools.registry import get_tool
from tools.retention import holds, rules
from tools.retention.planning import Plan, plan
from tools.retention.removal import Gone


def set_rule(case: Case, kind: str, days: int) -> rules.Rule:
    return rules.set_rule(case, kind, days, "section 75 of the police act", "", "supervisor")


def later(case: Case, days: float) -> Plan:
    return plan(case, datetime.now(UTC) + timedelta(days=days))


def mail_with_note() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Note"
    mail.set_content("See the note.")
    mail.add_attachment("Nothing was seen that night.\n", filename="note.txt")
    return mail.as_bytes()


def test_without_a_rule_nothing_is_due(case: Case, put: Callable[..., Exhibit]) -> None:
    """What nobody has set a period for is kept."""
    put("a.txt", "words\n")
    assert later(case, 36_000).items == ()


def test_a_period_ends_on_its_day(case: Case, put: Callable[..., Exhibit]) -> None:
    """Thirty days after it was added and not before."""
    put("a.txt", "words\n")
    set_rule(case, "exhibits", 30)
    assert later(case, 29.9).items == ()
    [item] = later(case, 30.1).items
    assert (item.subject, item.kept, item.rule.days) == ("EX-0001", None, 30)


@pytest.mark.parametrize(
    ("kinds", "days"), [(("exhibits",), 1), (("exhibits:document",), 2), (("exhibits:statement",), 3), (("EX-0001",), 4)]
)
def test_the_narrowest_rule_holds(case: Case, put: Callable[..., Exhibit], kinds: tuple[str, ...], days: int) -> None:
    """One exhibit before what somebody called it, that before its medium, that before all exhibits."""
    put("a.txt", "words\n", kind="Statement")
    wider = ["exhibits", "exhibits:document", "exhibits:statement", "EX-0001"]
    for number, kind in enumerate(wider[: wider.index(kinds[0]) + 1], 1):
        set_rule(case, kind, number)
    [item] = later(case, 100).items
    assert item.rule.days == days


def test_a_newer_rule_stands_in_place_of_an_older_one(case: Case, put: Callable[..., Exhibit]) -> None:
    """A rule is changed by a new one, and taken off by a record too; every one of them is kept."""
    put("a.txt", "words\n")
    set_rule(case, "exhibits", 1)
    set_rule(case, "exhibits", 500)
    assert later(case, 400).items == ()
    rules.clear_rule(case, "exhibits", "wrong section", "supervisor")
    assert later(case, 600).items == ()
    assert case.database.connection.execute("SELECT count(*) FROM locks WHERE lock = 'retention'").fetchone()[0] == 3


@pytest.mark.parametrize(
    ("kind", "days", "basis"),
    [("everything", 1, "law"), ("results:guess", 1, "law"), ("plans:x", 1, "law"), ("exhibits", -1, "law"), ("exhibits", 1, " ")],
)
def test_a_rule_that_means_nothing_is_refused(case: Case, kind: str, days: int, basis: str) -> None:
    """An unknown kind or tool, a negative period or no legal basis: nothing is set, and the reason says what to do."""
    with pytest.raises(ToolError):
        rules.set_rule(case, kind, days, basis, "", "supervisor")
    assert rules.rules(case) == {}


def test_a_rule_for_an_exhibit_that_is_not_there_is_refused(case: Case) -> None:
    """An order names an exhibit of this case."""
    with pytest.raises(NoSuchExhibit):
        set_rule(case, "EX-0009", 0)


def test_a_report_goes_by_its_own_rule(case: Case, put: Callable[..., Exhibit], deleted: Callable[..., Gone]) -> None:
    """Its file is deleted when its period has run out, and leaves a tombstone with its hash; no exhibit is touched."""
    put("a.txt", "words\n")
    (case.folder / "reports").mkdir()
    (case.folder / "reports" / "RP-0001.pdf").write_bytes(b"%PDF it says words")
    [stone] = deleted("reports").tombstones
    assert (stone.kind, stone.subject, stone.sha256) == ("report", "RP-0001.pdf", hashlib.sha256(b"%PDF it says words").hexdigest())
    assert list((case.folder / "reports").iterdir()) == []
    case.exhibit("EX-0001")


def test_a_patrol_plan_goes_by_its_rule_and_with_its_exhibit(
    case: Case, put: Callable[..., Exhibit], due: Due, deleted: Callable[..., Gone]
) -> None:
    """A kept plan is due by itself; one that was made from a deleted exhibit goes with that."""
    put("incidents.csv", "time,lat,lon\n2026-01-01 10:00,1,1\n")
    first, second = kept_plan(case, "EX-0001", "a"), kept_plan(case, "EX-0009", "b")
    assert {item.subject for item in due("plans")} == {first, second}
    rules.clear_rule(case, "plans", "wrong section", "supervisor")
    deleted("EX-0001")
    assert [kept.id for kept in plans_of(case)] == [second]


def test_the_files_of_a_kept_plan_stay(case: Case, put: Callable[..., Exhibit], deleted: Callable[..., Gone]) -> None:
    """Maps and run sheets of plans are no evidence's pictures: they stay with their plan and exhibits, and go with them."""
    put("incidents.csv", "time,lat,lon\n2026-01-01 10:00,1,1\n")
    put("a.txt", "words\n")
    folders = {}
    for seed, exhibit in (("a", "EX-0001"), ("b", "EX-0001"), ("c", "EX-0002")):
        files = derived.folder(case, "plan_patrol", [seed])
        files.write("map.html", b"<html>")
        files.belong_to([exhibit], kept_plan(case, exhibit, seed) if seed != "b" else None)
        folders[seed] = files.folder
    deleted("EX-0002")
    assert [seed for seed, folder in folders.items() if folder.exists()] == ["a", "b"]
    deleted("plans")
    assert [seed for seed, folder in folders.items() if folder.exists()] == ["b"]


def kept_plan(case: Case, exhibit: str, seed: str) -> str:
    commitment = hashlib.sha256(seed.encode()).hexdigest()
    made = datetime.now(UTC).isoformat()
    plan = KeptPlan(
        id=commitment[:12],
        commitment=commitment,
        sealed="",
        made=made,
        request=Request(units=1, hours=8),
        exhibits=((exhibit, "0" * 64),),
        version="1",
        seconds=1,
        rounds=(),
        units=(),
    )
    keep(case, plan)
    return plan.id


def test_an_attachment_stays_while_its_mail_does(case: Case, take: Take, due: Due, deleted: Callable[..., Gone]) -> None:
    """The bytes of an attachment lie in the mail as well: deleting it alone would be a pretence."""
    take(mail_with_note(), "mail.eml")
    [item] = due("exhibits:document")
    assert item.kept is not None
    assert "EX-0001, which is kept, has it inside" in item.kept
    assert [each.kept for each in due("exhibits:email")] == [None, None]
    deleted("exhibits:email")
    assert case.exhibits() == []


def test_an_archive_in_an_archive_keeps_all_inside(case: Case, take: Take, due: Due) -> None:
    """What stays keeps what it holds, through any number of archives."""
    inner, outer = BytesIO(), BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("note.txt", "words of the note\n")
    with zipfile.ZipFile(outer, "w") as packed:
        packed.writestr("inner.zip", inner.getvalue())
    take(outer.getvalue(), "outer.zip")
    ids = [exhibit.id for exhibit in case.exhibits()]
    assert len(ids) == 3
    assert all(item.kept for item in due(ids[1], ids[2]))


def test_a_hold_stops_it(case: Case, put: Callable[..., Exhibit], due: Due, deleted: Callable[..., Gone]) -> None:
    """While it stands the exhibit stays, with the reason and the person; lifted, it goes."""
    put("a.txt", "words\n")
    holds.set_hold(case, "EX-0001", "Appeal 4 U 12/26 is pending", "analyst", urgent=False)
    [item] = due("exhibits")
    assert item.kept is not None
    assert item.kept.startswith("legal hold on EX-0001 by analyst since")
    assert item.kept.endswith("Appeal 4 U 12/26 is pending")
    holds.lift_hold(case, "EX-0001", "appeal withdrawn", "supervisor")
    deleted("exhibits")
    with pytest.raises(Deleted):
        case.look_up("EX-0001")


def test_a_hold_on_the_case_stops_everything(case: Case, put: Callable[..., Exhibit], due: Due) -> None:
    """Exhibits and results alike."""
    exhibit = put("a.txt", "words\n")
    reader, args = get_tool("read_document"), {"exhibit": exhibit.id}
    results.save(case, "key", reader, args, 0.0, reader.run(case, exhibit.id))
    holds.set_hold(case, None, "Inquiry of parliament", "analyst", urgent=False)
    assert [item.kept is None for item in due("exhibits:audio", "results")] == [False]


def test_a_hold_on_an_attachment_keeps_its_mail(case: Case, take: Take, due: Due) -> None:
    """What shows where a thing came from is kept with it, and what came with a thing too."""
    take(mail_with_note(), "mail.eml")
    holds.set_hold(case, "EX-0002", "Appeal is pending", "analyst", urgent=False)
    assert all(item.kept for item in due("exhibits"))


@pytest.mark.parametrize(("exhibit", "reason"), [("EX-0001", " "), ("EX-0007", "Appeal")])
def test_a_hold_needs_a_reason_and_an_exhibit(case: Case, put: Callable[..., Exhibit], exhibit: str, reason: str) -> None:
    """Without a reason, or on nothing, there is no hold."""
    put("a.txt", "words\n")
    with pytest.raises((ToolError, NoSuchExhibit)):
        holds.set_hold(case, exhibit, reason, "analyst", urgent=False)
    assert holds.holds(case).standing == {}


def test_the_digest_changes_with_what_is_due(case: Case, put: Callable[..., Exhibit]) -> None:
    """Another exhibit, another result on it, another rule or a hold: what was shown is not what would be done any more."""
    first = put("a.txt", "words\n")
    set_rule(case, "exhibits", 0)
    seen = [later(case, 1).digest]
    assert later(case, 1).digest == seen[0]
    put("b.txt", "other words\n")
    seen.append(later(case, 1).digest)
    reader, args = get_tool("read_document"), {"exhibit": first.id}
    results.save(case, "key", reader, args, 0.0, reader.run(case, first.id))
    seen.append(later(case, 1).digest)
    set_rule(case, "exhibits:document", 0)
    seen.append(later(case, 1).digest)
    holds.set_hold(case, "EX-0002", "Appeal is pending", "analyst", urgent=False)
    seen.append(later(case, 1).digest)
    assert len(set(seen)) == len(seen)
