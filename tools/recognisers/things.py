"""Weapons, drugs and vehicles that are called by their names. Words that mostly mean something else (speed, ice, grass, bat) are not in
the lists: what is not found here can still be searched for."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_WEAPONS = (
    "pistol revolver handgun shotgun rifle firearm submachine-gun machine-gun machinegun carbine musket gun knife machete dagger sword "
    "bayonet axe hatchet crowbar knuckleduster grenade explosive dynamite bomb detonator ammunition cartridge silencer taser stun-gun "
    "pepper-spray tear-gas baseball-bat truncheon crossbow air-rifle switchblade flick-knife kitchen-knife butterfly-knife mortar "
    "rocket-launcher landmine car-bomb pipe-bomb petrol-bomb molotov-cocktail sawn-off-shotgun assault-rifle hunting-rifle"
).split()
_MODELS = (
    r"(?:Glock|Beretta|Walther|Makarov|Kalashnikov|Uzi|Colt|Smith (?:&|and) Wesson|SIG Sauer|Browning"
    r"|AK-?47|AK-?74|AR-?15|M-?16|M4A1|RPG-?7|MP5)"
)
_DRUGS = (
    "cocaine heroin cannabis marijuana marihuana hashish mdma ecstasy amphetamine methamphetamine crystal-meth ketamine lsd fentanyl "
    "oxycodone ghb gbl mephedrone khat psilocybin magic-mushrooms opium morphine methadone tramadol alprazolam diazepam rohypnol "
    "flunitrazepam pregabalin synthetic-cannabinoids crack-cocaine cannabis-resin codeine buprenorphine xanax valium"
).split()
_MAKES = (
    "Audi BMW Citroën Citroen Dacia Fiat Ford Honda Hyundai Jaguar Jeep Kia Lexus Mazda Mercedes Mercedes-Benz "
    "Mitsubishi Nissan Opel Peugeot Porsche Renault Seat Škoda Skoda Subaru Suzuki Tesla Toyota Vauxhall Volkswagen "
    "VW Volvo Chevrolet Chrysler Dodge Iveco Scania MAN Yamaha Kawasaki Ducati Vespa "
).split()
_BODIES = (
    "van|lorry|truck|car|saloon|estate|hatchback|motorcycle|motorbike|scooter|moped|bus|minibus|taxi|pickup|trailer|tractor|SUV|convertible"
)
_COLOURS = "black|white|grey|gray|silver|red|blue|green|yellow|orange|brown|beige|gold|purple"
_SHADE = rf"(?:(?:dark|light|bright|metallic) )?(?:{_COLOURS})"


def _listed(words: list[str]) -> str:
    """A pattern of words with their plurals; a hyphen in the list is a hyphen or a space in a text."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\-", "[ -]?") + ("" if word.endswith("s") else "s?") for word in ordered).replace(
        "knifes?", "kni(?:fe|ves)"
    )


_WEAPON = re.compile(rf"\b(?:{_listed(_WEAPONS)})\b|\b{_MODELS}(?: ?\d{{1,3}}\b)?", re.IGNORECASE)
_DRUG = re.compile(rf"\b(?:{_listed(_DRUGS)})\b", re.IGNORECASE)
_MAKE = re.compile(
    rf"\b(?:(?i:{_SHADE}) )?(?:{'|'.join(sorted(_MAKES, key=len, reverse=True))})\b(?: (?!(?i:{_BODIES})\b)[A-Z0-9][\w-]{{0,12}}){{0,2}}"
    rf"(?: (?i:{_BODIES})\b)?"
)
_COLOURED = re.compile(rf"\b{_SHADE} (?:{_BODIES})\b", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:dealer|group|motor company|foundation|fund|family|avenue|street|road)\b|[’']s\b", re.IGNORECASE)
_AMBIGUOUS = frozenset("Ford Seat MAN Jaguar Dodge Colt Opel Tesla".split())
_PERSON = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|President|Officer|Sergeant)\.? |[A-Z][a-z]+ )\Z")


def weapons(text: str) -> Iterator[Found]:
    """Weapons by their names and by the names of well-known models; the value is in small letters."""
    for match in _WEAPON.finditer(text):
        yield Found("weapon", match.start(), match.end(), " ".join(match[0].lower().split()))


def drugs(text: str) -> Iterator[Found]:
    """Drugs by their names; the value is in small letters."""
    for match in _DRUG.finditer(text):
        yield Found("drug", match.start(), match.end(), match[0].lower())


def vehicles(text: str) -> Iterator[Found]:
    """Vehicles by colour, make and kind. A make that is also a word or a name needs more than itself."""
    for match in _MAKE.finditer(text):
        words = match[0].split()
        alone = words[0] in _AMBIGUOUS and (len(words) == 1 or bool(_PERSON.search(text[: match.start()])))
        if not alone and not _COMPANY.match(text[match.end() :].lstrip()):
            yield Found("vehicle", match.start(), match.end(), match[0])
    for match in _COLOURED.finditer(text):
        yield Found("vehicle", match.start(), match.end(), match[0].lower())
