"""What a question says of a patrol: how many units, and for which hours."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.answer.words import number_word, plain
from assistant.router.mentions import same_word

_VEHICLES = """
unit units untis car cars vehicle vehicles patrol patrols patrole crew crews team teams van vans jeep jeeps boat boats bike bikes bicycle
bicycles motorbike motorbikes wagen wagens streife streifen streifenwagen fahrzeug fahrzeuge auto autos voiture voitures véhicule
véhicules patrouille patrouilles équipage équipages coche coches patrulla patrullas pattuglia pattuglie volante volanti carro carros
viatura viaturas patrulha patrulhas eenheid eenheden surveillancewagen auto's patrouille patrol patrole patroli radiowóz radiowozy
radiowozów ekip ekipler devriye araba araç patrulă patrule mașini maşini патруль патруля патрулей машина машины машин دورية دوريات
سيارة سيارات bil bilar patrull patruller enhet enheter
"""
_PEOPLE = """
officer officers constable constables colleague colleagues policeman policemen cop cops people beamte polizisten agents agent policiers
agentes policías agenti poliziotti agentów policjantów
"""
_NUMBERS = """
1 one single sole a an ein eine einen einer un una une uno um uma jeden jedna jedną bir één unica unico única único один одна واحدة en ett
2 two tow too zwei deux dos due duas dois dwa dwie dwóch twee iki două doi два две اثنان اثنتين två
3 three thre drei trois tres tre três trzy trzech drie üç trei три ثلاث ثلاثة
4 four fore for vier quatre cuatro quattro quatro cztery dört patru четыре أربع أربعة fyra
5 five fünf cinq cinco cinque pięć vijf beş cinci пять خمس خمسة fem
6 six sechs sei seis sześć zes altı șase шесть ست ستة sex
7 seven sieben sept siete sette sete siedem zeven yedi șapte семь سبع sju
8 eight acht huit ocho otto oito osiem sekiz opt восемь ثماني ثمانية åtta
9 nine neun neuf nueve nove dziewięć negen dokuz nouă девять تسع nio
10 ten zehn dix diez dieci dez dziesięć tien zece десять عشر tio
12 twelve zwölf douze doce dodici doze dwanaście twaalf
24 midnight mitternacht minuit medianoche mezzanotte
"""
_NO_UNIT = frozenset("a an for too en sei un una um uma".split())
"""Words that count only right before what is counted, for they mean something else too."""
_PLAN = frozenset("plan plans planning route routes schedule rounds".split())
"""After "patrol", these make it no unit: "a patrol plan"."""
_PATROLS = ("patrol", "patrou", "patrul", "pattugl", "streife", "surveillance")
"""Beginnings of words for a unit that also mean what units do."""
_BETWEEN = r"\s*(?:-|–|—|>|to|too|til|till|until|and|bis|a|à|al|alle|tot|do|até|ate|y|und|et|e|to|до|إلى|حتى)\s*"
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(h|uhr|am|pm|hrs|o'clock|часов)?"
_RANGE = re.compile(rf"(?<![\w.:/-]){_CLOCK}\b{_BETWEEN}(?:las\s+)?{_CLOCK}(?![\w/-]|:\d)", re.IGNORECASE)
_HOURS = (
    "hour hours huors ours hrs hr h stunden stunde heures heure horas hora ore ora godzin godziny uur uren saat часов часа ساعات timmar"
)
_COUNT = re.compile(r"(?<![\w:.-])(?=(\d{1,2}(?!\d)|[^\W\d_]+(?=[\s-]))[\s-]*([^\W\d_]+))")
_WORD = re.compile(r"[^\W_]+")
_REACH = 2
"""Words that may stand between a number and what it counts."""


def units_in(text: str) -> int | None:
    """How many units a text speaks of, several kinds together; None when it does not say.

    Of "six officers in three cars" the cars count: who rides together is one unit.
    """
    said = [plain(match[0]) for match in _WORD.finditer(text)]
    for nouns in (_names(_VEHICLES), _names(_PEOPLE)):
        if found := list(_counted(said, nouns)):
            # "a patrol for three cars" is one patrol of three units
            units = [number for number, said_so in found if said_so] or [number for number, _ in found]
            return sum(units)
    return None


def _counted(said: list[str], nouns: frozenset[str]) -> Iterator[tuple[int, bool]]:
    """Each number that counts one of the nouns, and whether it surely counts units: "a patrol" may be what units do."""
    for place, word in enumerate(said):
        number = int(word) if word.isdigit() and len(word) <= 2 else _numbers().get(word)
        if not number:
            continue
        reach = 1 if word in _NO_UNIT else 1 + _REACH
        for position in range(place + 1, min(place + 1 + reach, len(said))):
            other, after = said[position], said[position + 1 : position + 2]
            if other.isdigit() or (other in _numbers() and other not in _NO_UNIT):
                break
            if any(same_word(other, noun) for noun in nouns):
                if _PLAN.isdisjoint(after):
                    yield number, not (word in _NO_UNIT and other.startswith(_PATROLS))
                break


def hours_in(text: str) -> str | None:
    """The hours of a shift, as `22-06` or, where only their number is told, as `8`; None when neither is.

    Midnight and hours in words are taken too: "midnight to five" is `00-05`.
    """
    spelt = _WORD.sub(lambda match: _clock_word(match[0]), text)
    for match in _RANGE.finditer(spelt):
        start, end = _hour(match[1], match[3] or match[6]), _hour(match[4], match[6])
        if start is not None and end is not None and (start % 24) != (end % 24):
            first = _minutes(f"{start % 24:02d}", match[2])
            return f"{first}-{_minutes(f'{end:02d}' if end == _DAY else f'{end % 24:02d}', match[5])}"
    for match in _COUNT.finditer(text):
        number = int(match[1]) if match[1].isdigit() else _numbers().get(plain(match[1])) or int(number_word(match[1]) or 0)
        if 0 < number <= _DAY and any(same_word(plain(match[2]), hour) for hour in _names(_HOURS)):
            return str(number)
    return None


_DAY = 24


def _clock_word(word: str) -> str:
    """A number word as digits where it can only be a time; others stay."""
    bare = plain(word)
    if bare in ("midnight", "mitternacht", "minuit", "medianoche", "mezzanotte"):
        return "0"
    if bare in ("noon", "midday", "mittag", "midi", "mezzogiorno"):
        return "12"
    number = _numbers().get(bare)
    return str(number) if number and bare not in _NO_UNIT and bare not in ("too", "two", "tow", "for", "fore") else word


def _hour(digits: str, mark: str | None) -> int | None:
    """An hour of the day, 0 to 24, or None when the digits are none."""
    hour = int(digits)
    mark = (mark or "").lower()
    if mark in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if mark == "pm" else 0)
    return hour if 0 <= hour <= _DAY else None


def _minutes(hour: str, minutes: str | None) -> str:
    return hour if not minutes or minutes == "00" else f"{hour}:{minutes}"


@cache
def _numbers() -> dict[str, int]:
    return {plain(word): int(line.split()[0]) for line in reversed(_NUMBERS.strip().splitlines()) for word in line.split()[1:]}


@cache
def _names(words: str) -> frozenset[str]:
    return frozenset(map(plain, words.split()))
