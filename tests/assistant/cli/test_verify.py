"""`exhibit verify`."""

from pathlib import Path

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Station
from tests.tools.seeing import candidate, found
from tools.case import Case
from tools.evidence import UNVERIFIED_LEAD, Candidate
from tools.intake import Labels, add


@pytest.fixture
def lead(filled: Path, demo: Path) -> Candidate:
    """A candidate in the filled case, in EX-0003."""
    case = Case(filled)
    [picture] = add(case, [demo / "receipt_photo.jpg"], Labels("tester")).added
    item = candidate(picture)
    found(case, picture, "search_faces", item)
    case.database.close()
    return item


def test_from_lead_to_verified_lead(station: Station, filled: Path, lead: Candidate) -> None:
    """The first verdict shows nowhere until the second is given; then both are listed, and the person has a name."""
    listed = ("verify", filled, "--list")
    judged = ("verify", filled, lead.id, "--feature", "nose=similar: bridge", "--feature", "Ears = not visible")
    steps = {
        "before": station.run(*listed),
        "first": station.run(*judged, "--verdict", "2", "--by", "ann", "--remark", "hidden remark"),
        "between": station.run(*listed),
        "ledger": station.run("ledger", "show", filled),
        "second": station.run(*judged, "--verdict", "1", "--by", "bob"),
        "after": station.run(*listed),
    }
    for name, ran in steps.items():
        assert ran.status == 0, ran.stderr
        schema = {"ledger": "ledger-show", "first": "verify", "second": "verify"}.get(name, "verify-list")
        validate(ran.document, DOCUMENTS[schema].model_json_schema(mode="serialization"))
    rows = {name: steps[name].document["leads"][0] for name in ("before", "between", "after")}
    assert [rows[name]["standing"] for name in ("before", "between")] == [UNVERIFIED_LEAD] * 2
    assert rows["between"] == rows["before"] | {"judged_by": ["ann"]}
    assert "hidden remark" not in steps["between"].stdout + steps["ledger"].stdout
    assert lead.person not in steps["between"].stdout
    assert (rows["after"]["verification"], rows["after"]["person"]) == ("verified lead", lead.person)
    [first, second] = rows["after"]["judgements"]
    assert (first["by"], first["verdict"], first["remark"], second["by"], second["verdict"]) == ("ann", 2, "hidden remark", "bob", 1)
    assert first["features"][1] == {"feature": "ears", "finding": "not visible", "remark": ""}
    assert "hairline" in first["not_assessed"]


def test_the_numbers_come_after_the_verdict(station: Station, filled: Path, lead: Candidate) -> None:
    """The list, which examiners read before, has neither score nor rank; who has judged reads them."""
    listed = station.run("verify", filled, "--list").document["leads"][0]
    assert not {"score", "rank", "threshold", "quality"} & set(listed)
    told = station.run("verify", filled, lead.id, "--verdict", "0", "--by", "ann").document
    assert (told["score"], told["rank"], told["fpir"], told["by"], told["verdict"]) == (0.61, 1, 0.0123, "ann", 0)


def test_a_person_can_read_it(station: Station, filled: Path, lead: Candidate) -> None:
    """What stands with a lead is printed each time, and the words of the scale with the verdict."""
    assert UNVERIFIED_LEAD in station.plain("verify", filled, "--list").stdout
    said = station.plain("verify", filled, lead.id, "--verdict", "-1", "--feature", "chin=different: cleft", "--by", "ann").stdout
    assert "-1, the observations support to some extent that it is not the same person" in said
    assert "sealed until another examiner has judged" in said
    assert "score 0.610, threshold 0.430, rank 1, 12 in the gallery, measured FPIR at most 1.23 %, FNIR 4.56 %" in said
    assert "Groups of persons: unknown." in said
    assert UNVERIFIED_LEAD in said
    between = station.plain("verify", filled, "--list").stdout
    assert "judged by ann, 1 to come: sealed" in between
    assert "-1" not in between


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--verdict", "1"), 2, "found similar"),
        (("--verdict", "4"), 2, "-3<=x<=3"),
        (("--verdict", "1", "--feature", "nose"), 2, "not of the form"),
        (("--verdict", "1", "--feature", "nose=nice"), 2, "similar, different, not visible"),
        ((), 2, "give EV-ID with --verdict"),
        (("--list",), 2, "either --list or"),
        (("--verdict", "0", "--by", " "), 1, "Say who judges"),
    ],
)
def test_what_cannot_be_done(station: Station, filled: Path, lead: Candidate, options: tuple[str, ...], status: int, says: str) -> None:
    """The status and the reason say why."""
    ran = station.run("verify", filled, lead.id, *options)
    assert ran.status == status
    assert says in (ran.document["error"] if status == 1 else ran.stderr)
