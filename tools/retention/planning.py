"""What is due: everything whose period has run out, with what goes along with it, and what stays all the same and why."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from tools.case import Case, Exhibit
from tools.plan_patrol.keeping import KeptPlan, plans_of
from tools.retention import kinds
from tools.retention.extent import Takes, extent, takes
from tools.retention.holds import Holds, holds
from tools.retention.rules import Rule, applying, rules

ItemKind = Literal["exhibit", "result", "gallery", "plan", "report", "waiting"]
REPORTS = "reports"
"""The folder of reports that were drawn up."""


@dataclass(frozen=True)
class Item:
    """One thing whose period has run out."""

    kind: ItemKind
    subject: str
    """Id of the exhibit, gallery, plan or approval, key of the result, name of the report's file."""
    about: str
    """Its medium, tool, or kind of gallery."""
    exhibits: tuple[str, ...]
    """Those that it is or is about."""
    sha256: str | None
    since: datetime
    """From when its days are counted."""
    rule: Rule
    takes: Takes
    kept: str | None = None
    """Why it stays all the same; None where it goes."""

    @property
    def due(self) -> datetime:
        """When its period ran out."""
        return self.since + timedelta(days=self.rule.days)


@dataclass(frozen=True)
class Plan:
    """What a deletion would do now."""

    items: tuple[Item, ...]

    @property
    def going(self) -> tuple[Item, ...]:
        """What would be deleted."""
        return tuple(item for item in self.items if item.kept is None)

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: whoever repeats it has seen exactly this."""
        rows = [(i.kind, i.subject, i.sha256, i.since.isoformat(), i.rule.record.id, asdict(i.takes), i.kept) for i in self.items]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def plan(case: Case, now: datetime, waiting: Sequence[Item] = ()) -> Plan:
    """What is due at a time; `waiting` is what the caller keeps outside the database of the case (runs that wait).

    Raises:
        IntegrityError: a rule, a hold or a patrol plan is not what was recorded.
    """
    standing, stopping = rules(case), holds(case)
    exhibits = _staying(case, [item for item in _exhibits(case, standing) if item.due <= now], stopping)
    whole = {item.subject for item in exhibits if item.kept is None}
    going = set(_keys(case, whole))
    rest = [
        *_results(case, standing, going),
        *_galleries(case, standing),
        *_plans(case, standing, whole),
        *_reports(case, standing),
        *waiting,
    ]
    held = [replace(item, kept=_stopped(item, stopping)) for item in rest if item.due <= now]
    return Plan((*exhibits, *held))


def plans_on(case: Case, exhibits: set[str]) -> list[KeptPlan]:
    """The patrol plans that were made from one of these exhibits."""
    return [kept for kept in plans_of(case) if any(exhibit in exhibits for exhibit, _ in kept.exhibits)]


def _exhibits(case: Case, standing: Mapping[str, Rule]) -> Iterator[Item]:
    for exhibit in case.exhibits():
        rule = applying(standing, kinds.of_exhibit(exhibit.id, exhibit.media, exhibit.kind))
        if rule is not None:
            yield Item("exhibit", exhibit.id, exhibit.media, (exhibit.id,), exhibit.sha256, exhibit.added_at, rule, _of(case, exhibit))


def _of(case: Case, exhibit: Exhibit) -> Takes:
    found = extent(case.database.connection, exhibits=[exhibit.id])
    return takes(case, found, size=exhibit.size, plans=len(plans_on(case, {exhibit.id})))


def _staying(case: Case, due: Sequence[Item], stopping: Holds) -> list[Item]:
    """The exhibits that are due, those that stay with the reason: a hold, or that another exhibit which stays has the same bytes inside."""
    kept = {item.subject: _stopped(item, stopping) for item in due}
    while True:
        before = dict(kept)
        for item in due:
            around = [one for one in case.containers(item.subject) if kept.get(one, "not due") is not None]
            if kept[item.subject] is None and around:
                kept[item.subject] = f"{', '.join(around)}, which is kept, has it inside: it goes when that goes"
        if kept == before:
            return [replace(item, kept=kept[item.subject]) for item in due]


def _stopped(item: Item, stopping: Holds) -> str | None:
    hold = stopping.on(*item.exhibits)
    return None if hold is None else hold.words


def _keys(case: Case, exhibits: set[str]) -> Iterator[str]:
    """The keys of results that go with exhibits."""
    found = extent(case.database.connection, exhibits=sorted(exhibits)) if exhibits else None
    rows = case.database.connection.execute(
        "SELECT key FROM runs WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(found.runs if found else ()),)
    )
    return (row["key"] for row in rows)


def _results(case: Case, standing: Mapping[str, Rule], going: set[str]) -> Iterator[Item]:
    connection = case.database.connection
    for row in connection.execute("SELECT key, tool, number, exhibit, args, finished_at FROM runs ORDER BY number").fetchall():
        rule = applying(standing, kinds.of("results", row["tool"]))
        if rule is None or row["key"] in going:
            continue
        cited = connection.execute(
            "SELECT DISTINCT json_extract(cited.value, '$.exhibit') AS exhibit"
            " FROM evidence, json_each(evidence.body, '$.citations') AS cited WHERE run = ?",
            (row["number"],),
        )
        about = sorted({each["exhibit"] for each in cited} | ({row["exhibit"]} if row["exhibit"] else set()))
        since = datetime.fromisoformat(row["finished_at"])
        yield Item("result", row["key"], row["tool"], tuple(about), None, since, rule, takes(case, extent(connection, keys=[row["key"]])))


def _galleries(case: Case, standing: Mapping[str, Rule]) -> Iterator[Item]:
    connection = case.database.connection
    for row in connection.execute("SELECT id, kind, expires_at FROM galleries ORDER BY name").fetchall():
        rule = applying(standing, kinds.of("galleries", row["kind"]))
        if rule is not None:
            found = takes(case, extent(connection, galleries=[row["id"]]))
            yield Item("gallery", row["id"], row["kind"], (), None, datetime.fromisoformat(row["expires_at"]), rule, found)


def _plans(case: Case, standing: Mapping[str, Rule], going: set[str]) -> Iterator[Item]:
    rule = standing.get("plans")
    for kept in plans_of(case) if rule is not None else ():
        assert rule is not None
        about = tuple(exhibit for exhibit, _ in kept.exhibits)
        if not going.intersection(about):
            yield Item("plan", kept.id, "plan_patrol", about, None, datetime.fromisoformat(kept.made), rule, Takes(plans=1))


def _reports(case: Case, standing: Mapping[str, Rule]) -> Iterator[Item]:
    rule = standing.get("reports")
    for file in sorted((case.folder / REPORTS).glob("*")) if rule is not None else ():
        assert rule is not None
        if file.is_file():
            content, drawn_up = file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)
            digest = hashlib.sha256(content).hexdigest()
            yield Item("report", file.name, file.suffix.lstrip("."), (), digest, drawn_up, rule, Takes(bytes=len(content)))
