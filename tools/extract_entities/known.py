"""Words that say what a name is: given names, what organisations are called by, organisations that are known by a short name.

The lists were made for this program from general knowledge, of several languages; they hold no data of anybody. A name that is not on
them is left to the model.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from tools.recognisers.found import Found

_SHORT_NAMES = (
    "NATO|Interpol|INTERPOL|Europol|Eurojust|Frontex|FBI|CIA|NSA|DEA|ATF|MI5|MI6|GCHQ|HMRC|UNHCR|UNICEF|UNESCO|OSCE|OPEC|IMF|WHO|BBC|CNN"
    "|ISIL|ISIS|Da[’']?esh|Dae[’']sh|DAESH|[Aa]l[- ]Qa[’']?i?e?da|Hamas|Hezbollah|Hizballah|Taliban|Boko Haram|[Aa]l[- ]Shabaab"
    "|PKK|YPG|FARC|Camorra|[’']Ndrangheta|Cosa Nostra|Hells Angels|Bandidos"
)
_KNOWN = re.compile(rf"(?<![\w-])(?:{_SHORT_NAMES})(?!\w)")
_LEGAL = (
    r"Ltd\.?|Limited|Inc\.?|Incorporated|Corp\.?|Corporation|LLC|LLP|PLC|plc|GmbH|AG|KG|S\.?A\.?R?\.?L?\.?|B\.?V\.?|N\.?V\.?|A/S|ApS|AB|Oy"
    r"|S\.p\.A\.|S\.r\.l\."
)
_CAPITAL = r"[A-ZÄÖÜÉÁÍÓÚÑÇŠŽČŘ][\w’'&-]*"
_WITH_LEGAL = re.compile(rf"(?<![\w-])(?:(?:\d{{1,3}} )?{_CAPITAL}(?:,? (?:and|&|of|the|{_CAPITAL})){{0,5}}),? (?:{_LEGAL})(?!\w)")
_HEADS = (
    "Police|Constabulary|Ministry|Department|Embassy|Council|Committee|Commission|Court|University|Hospital|Bank|Union|Agency|Authority"
    "|Association|Federation|Foundation|Institute|Brigade|Regiment|Forces|Army|Navy|Coalition|Parliament|Senate|Congress|Bureau|Cartel"
)
_HEADED = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL} ){{1,4}}(?:{_HEADS})(?: of (?:the )?(?:{_CAPITAL})(?: (?:and|{_CAPITAL})){{0,4}})?(?![\w-])"
    rf"|(?<![\w-])(?:Ministry|Department|University|Bank|Embassy|Council|Court|Office) (?:of|for) (?:the )?"
    rf"{_CAPITAL}(?: (?:and |of )?{_CAPITAL}){{0,4}}"
)
_BODIES = re.compile(
    r"\b(?:[Tt]he )?[A-Z][a-z]+(?:i|an|ish|ese|ch|sh|ic) (?:government|regime|army|police|forces|opposition|authorities|ministry|parliament"
    r"|coalition|military|embassy)\b"
)
_ROLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Judge|Justice|Officer|Constable|PC|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|Superintendent|Captain"
    r"|Capt|Lieutenant|Lt|Colonel|Col|Major|General|Gen|President|Prime Minister|Minister|(?:Deputy |Assistant )?Secretary|Ambassador"
    r"|Senator|Governor|King|Queen|Prince|Princess|Imam|Sheikh|Father|Rabbi|(?:Special |Senior )?Advis[eo]r|SECRETARY|PRESIDENT)"
)
_TITLED = re.compile(rf"(?<![\w-]){_ROLE}\.? (?P<name>{_CAPITAL}(?: (?:[A-Z]\.|al-|el-|bin|van|von|de|{_CAPITAL})){{0,3}})")
_NOT_A_NAME = re.compile(r"^(?:of|for|the|and|General|State|Minister|Secretary|Defense|Defence|Foreign|Affairs)\b")
_SENDER = re.compile(r"^(?:From|To|Cc|Bcc|Reply-To): ?(?P<name>[^<>@\n\"]{2,60}?|\"[^\"\n]{2,60}\") ?<[^<>\s]+@[^<>\s]+>", re.MULTILINE)
_MORE_SENDERS = re.compile(r"(?<=>), ?(?P<name>[^<>@\n\",]{2,60}?) ?<[^<>\s]+@[^<>\s]+>")
_CHATTER = re.compile(
    r"^\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:T|,? )\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp][Mm])?\]?(?: [-–])? "
    r"(?P<name>(?!https?:)[^\W\d_][^:\n+]{1,40}?): ",
    re.MULTILINE,
)
_MAKER = re.compile(
    r"(?<![\w-])(?i:statement|testimony|interview|interrogation|examination|deposition|affidavit) (?i:of|by|with) "
    rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})"
)
_COMPANY = re.compile(
    rf"\b(?:{_HEADS}|{_LEGAL}|Group|Company|Team|Service|Services|Club|Marina|Hotel|Shop|Office|School|Church|Center|Centre)(?!\w)"
)


_STREET = re.compile(r"\w (?:Street|Road|Avenue|Square|Quay|Pier|Bridge|Terrace|Crescent|Boulevard|Highway|Motorway|Roundabout)$")
_ADDRESSING = re.compile(r"(?:Dear )?(?:Madam|Sir|Sirs|Mr|Mrs|Ms|Miss|Dr|Prof|Officer)\.?", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:IBAN|BIC|SWIFT|SSN|VAT|TAX|TOTAL|SUBTOTAL|CARD|CASH|CHANGE|INCL|EXCL|QTY|PRICE|AMOUNT|BALANCE|INVOICE|RECEIPT|ORDER|ITEM|ITEMS|TILL|PUMP"
    r"|DATE|TIME|TEL|FAX|PHONE|MOBILE|EMAIL|E-MAIL|NAME|ADDRESS|ZIP|PIN|PLATE|DOB|ID|NO|REF|QUESTION|ANSWER|SUBJECT|CC|BCC|RE|FW|FWD|PS|URL|IP|SIM"
    r"|IMEI|DIESEL|PETROL|COFFEE|TEA|THANK YOU)",
)


@cache
def given_names() -> frozenset[str]:
    """Given names, each one word."""
    return frozenset(resources.files("tools.extract_entities").joinpath("given_names.txt").read_text("utf-8").split())


def is_organisation(name: str) -> bool:
    """Whether a word of a name says that it is an organisation's."""
    return _COMPANY.search(name) is not None or _KNOWN.fullmatch(name) is not None


def is_street(name: str) -> bool:
    """Whether the last word of a name says that it is a street's, and the first is no given name."""
    return _STREET.search(name) is not None and name.split()[0] not in given_names()


def is_no_name(name: str) -> bool:
    """Whether what was taken for a name is only what people are addressed by, or the name of a field in a form: Madam, IBAN, TOTAL."""
    return _ADDRESSING.fullmatch(name) is not None or _FIELD.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Whether a name is a given name, alone or with one to three words in capitals after it, and none says otherwise."""
    parts = name.split()
    return (
        1 <= len(parts) <= 4
        and parts[0] in given_names()
        and all(part[0].isupper() and part.replace("-", "").replace("’", "").replace("'", "").strip(".").isalpha() for part in parts)
        and not is_organisation(name)
    )


def by_rule(text: str) -> Iterator[Found]:
    """Persons behind a title, makers of statements, senders of mails and authors of chats; organisations with a legal form, with a word
    that only they are called by, and those known by a short name."""
    for form in (_SENDER, _MORE_SENDERS, _CHATTER):
        for match in form.finditer(text):
            name = match["name"].strip(' "')
            if any(map(str.isalpha, name)) and not is_organisation(name):
                yield _hit("person", match.start("name") + match["name"].index(name), name)
    for match in _MAKER.finditer(text):
        if not is_organisation(match["name"]) and _TITLED.match(match["name"]) is None:
            yield _hit("person", match.start("name"), match["name"])
    for match in _WITH_LEGAL.finditer(text):
        yield _hit("organisation", match.start(), match[0])
    for match in _TITLED.finditer(text):
        if not _NOT_A_NAME.match(match["name"]) and not is_organisation(match["name"]):
            yield _hit("person", match.start("name"), match["name"])
    for form in (_KNOWN, _HEADED, _BODIES):
        for match in form.finditer(text):
            yield _hit("organisation", match.start(), match[0])


def _hit(kind: str, start: int, written: str) -> Found:
    return Found(kind, start, start + len(written), " ".join(written.split()))
