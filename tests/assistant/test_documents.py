"""The documents of the command line as JSON Schemas: a public interface, by the names that others build on."""

from typing import Any

import pytest

from assistant.promised_documents import DOCUMENTS

# For each document, what it must have at which place; `[]` is the element of a list.
NAMES = {
    "models": {"models[]": "name task licence present verified source"},
    "case": {"case": "dir title id"},
    "case-show": {
        "case": "dir title id",
        "exhibits[]": "exhibit file sha256 media title mime size parent withheld kind source added_at added_by facts",
    },
    "glossary": {"": "glossary"},
    "add": {"added[]": "exhibit file sha256 media title parent withheld", "rejected[]": "file reason"},
    "process": {"processed[]": "exhibit tool evidence seconds", "failed[]": "exhibit tool reason"},
    "run": {"": "tool args seconds cached evidence error"},
    "replay": {
        "": "replayed identical different not_repeatable",
        "replayed[]": "run event tool args manifest outcome reasons differences files seconds ledger_seq",
        "replayed[].differences[]": "position evidence field before now by",
    },
    "route": {"": "question calls refusal seconds", "calls[]": "tool args blocked", "refusal": "reason text"},
    "ask": {
        "": "question status sentences counter coverage calls evidence instruction_like refusal seconds ledger_seq",
        "sentences[]": "text citations",
        "sentences[].citations[]": "exhibit sha256 fragment quote",
        "counter[]": "text citations",
        "coverage": "searched not_searched",
        "coverage.not_searched[]": "exhibit reason",
        "calls[]": "tool args seconds cached evidence error",
        "instruction_like[]": "exhibit fragment text family",
    },
    "transcript": {
        "": "exhibit title utterances names lapsed uncertain uncertain_seconds",
        "utterances[]": "evidence utterance confirmation",
        "utterances[].confirmation": "evidence verdict text by at",
        "lapsed[]": "evidence verdict text by at",
    },
    "confirm": {"": "exhibit evidence verdict before after citable by at ledger_seq"},
    "patrol-list": {"plans[]": "plan made units hours commitment follows stops"},
    "patrol-replan": {"": "plan follows seconds evidence ledger_seq"},
    "patrol-reveal": {"": "plan seed commitment recorded same why_not ledger_seq"},
    "name": {"": "exhibit speaker name comparison by at log10_lr ledger_seq"},
    "register": {
        "": "entries rejected lapsed",
        "entries[]": "entry type name exhibits parts merged_by mentions",
        "entries[].mentions[]": "exhibit value written evidence citations span valid note title born",
        "entries[].merged_by[]": "decision verdict entries undoes reason by at stands",
    },
    "register-suggestions": {
        "": "suggestions newest",
        "suggestions[]": "entries reasons against",
        "suggestions[].reasons[]": "kind text citations",
        "suggestions[].against[]": "kind text citations",
    },
    "register-decided": {"": "decision ledger_seq", "decision": "decision verdict entries undoes reason by at stands"},
    "register-decisions": {"decisions[]": "decision verdict entries undoes reason by at stands"},
    "timeline": {
        "": "events undated file",
        "events[]": "when exhibit sentence citations evidence written note entries",
        "events[].entries[]": "entry type name",
        "undated[]": "exhibit written citations reason",
    },
    "links": {
        "": "links file",
        "links[]": "entries exhibits shared",
        "links[].shared[]": "kind exhibit sentence citations",
    },
    "gallery": {
        "": "gallery enrolled rejected error",
        "gallery": "name persons faces kind reason legal_basis owner expires expired fpir",
        "enrolled[]": "file person candidate face box quality notes",
        "rejected[]": "file reason",
    },
    "gallery-list": {"": "galleries", "galleries[]": "name persons faces"},
    "gallery-show": {
        "": "gallery people",
        "people[]": "person candidate faces",
        "people[].faces[]": "face file sha256 box quality added_at added_by",
    },
    "gallery-remove": {"": "gallery removed faces results"},
    "verify": {
        "": "lead by verdict words score threshold rank gallery_size fpir fnir conditions ledger_seq",
        "lead": "evidence exhibit fragment candidate gallery person verification standing judged_by judgements",
    },
    "verify-list": {
        "leads[]": "evidence exhibit fragment candidate gallery person verification standing judged_by judgements",
        "leads[].judgements[]": "by at verdict words features not_assessed remark",
        "leads[].judgements[].features[]": "feature finding remark",
    },
    "privilege": {"entries[]": "kind value whose", "closed[]": "exhibit verdict reasons decision by at"},
    "quarantine": {"held[]": "exhibit verdict reasons decision by at"},
    "release": {"decided[]": "exhibit verdict reasons decision by at"},
    "mark": {"marks[]": "exhibit how reason by at", "suggestions[]": "exhibit quote"},
    "scope": {
        "scopes[]": "warrant since until accounts persons exhibits",
        "outside[]": "exhibit messages whole reason",
    },
    "ledger": {"": "ok events head first_bad"},
    "ledger-show": {"": "ok events head first_bad shown"},
    "bench": {"": "bench date machine rows", "rows[]": "metric unit ours peer peer_name ratio higher_is_better n"},
    "models-cards": {"cards[]": "name kind valid reason use conditions data overall by_group measured how"},
    "patrol-publish": {"": "files ledger_seq"},
    "report": {
        "report": "id status drafted_by drafted_at findings negative edits remarks reviews signed_by document files",
        "report.findings[]": "id question answer statements counter",
        "report.findings[].statements[]": "id text machine checked faults edited_by standing withheld places",
        "report.reviews[]": "by at verdict remark",
    },
    "report-file": {"": "report status file pages findings negative later"},
    "report-defence": {"": "report file exhibits withheld", "withheld[]": "exhibit reason"},
    "retention-rules": {"rules[]": "number kind days basis reason by at", "kinds[]": "kind what kept"},
    "retention-due": {
        "": "at items ledger digest",
        "items[]": "kind subject about since due rule basis takes kept",
        "ledger[]": "exhibit events with_words kinds",
    },
    "retention-gone": {"": "tombstones", "tombstones[]": "number kind subject about rule basis by at"},
    "hold": {"holds[]": "subject urgent reason by at"},
    "error": {"": "error"},
    "accounts": {"": "accounts", "accounts[]": "name roles locked second_factor by_provider", "accounts[].roles[]": "role case"},
    "accounts-totp": {"": "account address"},
    "login": {"": "account ends_at"},
    "authorise": {"": "authorisations", "authorisations[]": "id status actions purpose legal_basis exhibits expires asked_by decisions"},
    "authorise-uses": {"": "uses", "uses[]": "seq officer action started ended authorisation reference input matches verified_by"},
    "approvals": {
        "": "approvals reviewers",
        "approvals[]": "id question asked_by asked_at status calls decided_by reason seconds",
        "approvals[].calls[]": "tool args lacks",
        "reviewers[]": "by decisions median_seconds hasty",
    },
    "approve": {"": "approval answer"},
    "flag": {"": "seq of on flag by at", "flag": "what comment expected"},
    "review-queue": {
        "": "entries transcripts drawn notes",
        "entries[]": "seq kind title officer at reasons lot mine done reviews",
        "entries[].reasons[]": "why text",
        "entries[].reviews[]": "seq of on verdict comment by at seconds",
    },
    "review-show": {"": "transcript steps", "steps[]": "seq at by what text details"},
    "review-verdict": {"": "review", "review": "seq of on verdict comment by at seconds"},
    "review-statistics": {
        "": "counted reviewers",
        "counted[]": "of name sample recorded reviewed shares disputed",
        "counted[].shares[]": "verdict count share low high",
        "reviewers[]": "by decisions median_seconds hasty",
    },
    "review-questions": {"": "file questions"},
    "review-compare": {
        "": "compared",
        "compared[]": "question outcome changed flags was now expected",
        "compared[].was": "seq status sentences places",
        "compared[].expected[]": "expected holds missing",
    },
}
KINDS = {
    "Utterance": "start end speaker channel language words flags citable confirmed_by heard",
    "TextLine": "page box confidence",
    "Entity": "type value span",
    "Passage": "rank",
    "SpeakerComparison": "log10_lr interval verbal cllr net_speech_seconds conditions propositions cllr_min eer snr_db band pictures",
    "VoiceProfile": "f0_hz formants_hz harmonics vocal_tract_cm height_cm weight_kg",
    "PatrolStop": "unit order arrive depart lat lon place score reason",
    "Contradiction": "aspect statements",
    "Detection": "label box time start end track confidence path notes pictures",
    "Candidate": "rank gallery person candidate probe_box time quality threshold gallery_size fpir fnir verification standing pictures",
}
STATUSES = {"answered", "not_found", "refused", "needs_approval", "failed"}


def schema(name: str) -> dict[str, Any]:
    return DOCUMENTS[name].model_json_schema(mode="serialization")


def at(whole: dict[str, Any], place: str) -> dict[str, Any]:
    """The schema of the object at a place."""
    found = whole
    for step in filter(None, place.split(".")):
        found = resolved(whole, resolved(whole, found)["properties"][step.removesuffix("[]")])
        if step.endswith("[]"):
            found = resolved(whole, found["items"])
    return resolved(whole, found)


def resolved(whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in part:
        part = next(option for option in part["anyOf"] if option.get("type") != "null")
    return whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part


@pytest.mark.parametrize(("name", "place"), [(name, place) for name, places in NAMES.items() for place in places])
def test_the_promised_fields_are_there(name: str, place: str) -> None:
    """Every field that others rely on is in the schema of its document, and is always given."""
    found = at(schema(name), place)
    wanted = set(NAMES[name][place].split())
    assert wanted <= set(found["properties"])
    assert wanted <= set(found["required"])


def test_every_document_is_named() -> None:
    """No document is printed whose fields nobody promised."""
    assert set(DOCUMENTS) == set(NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_has_the_fields_of_its_kind(kind: str) -> None:
    """Each kind of evidence has what all have and what is its own."""
    found = schema("ask")["$defs"][kind]
    assert set(f"kind id text citations source score {KINDS[kind]}".split()) <= set(found["properties"])


def test_the_ways_an_answer_can_end() -> None:
    """An answer has one of five statuses and no other."""
    assert set(schema("ask")["properties"]["status"]["enum"]) == STATUSES


def test_a_word_has_its_time() -> None:
    """The words of an utterance carry their seconds and their probability."""
    assert {"text", "start", "end", "probability"} <= set(schema("ask")["$defs"]["Word"]["properties"])
