"""Which gallery of a case a question speaks of."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

from assistant.answer.words import plain, words
from assistant.router.mentions import same_word

# What galleries are called, in the languages of the example questions: each line is one meaning.
_MEANINGS = """
wanted fugitives gesucht gesuchte gesuchten fahndung fahndungsgalerie fahndungsliste buscados buscado recherchés recherchées ricercati
  ricercato procurados gezochten gezocht poszukiwani poszukiwanych aranan arananlar căutați разыскиваемые розыск مطلوبين efterlysta
missing vermisst vermisste vermissten vermisstengalerie desaparecidos desaparecidas disparus disparues scomparsi vermisten zaginieni
  zaginionych kayıp kayıplar dispăruți пропавшие пропавших مفقودين المفقودين försvunna runaway runaways
staff employees employee workers personnel colleagues payroll crew personal mitarbeiter mitarbeiterin belegschaft empleados
  trabajadores employés dipendenti funcionários personeel medewerkers pracownicy personelin çalışanlar сотрудники персонал موظفين
  personalen
members member club mitglieder mitglied miembros socios membres membri soci membros leden członkowie üyeler члены أعضاء medlemmar
drivers driver fahrer conductores chauffeurs autisti motoristas bestuurders kierowcy şoförler водители سائقين förare
volunteers volunteer freiwillige voluntarios bénévoles volontari voluntários vrijwilligers wolontariusze gönüllüler волонтёры متطوعين
burglars burglar thieves thief robbers einbrecher diebe ladrones voleurs ladri ladrões dieven złodzieje hırsızlar воры لصوص tjuvar
guards guard security sicherheitspersonal seguridad sécurité sicurezza segurança beveiliging ochrona güvenlik охрана أمن
"""
CLEAR = 0.3
"""Share of a name's weight that makes it the one that is meant."""


def gallery_in(text: str, names: Sequence[str]) -> str | None:
    """The gallery that a text names, or the only one that there is; None when it could be one of several."""
    if len(names) <= 1:
        return names[0] if names else None
    said = {plain(word) for word in words(text)}
    scores = {name: _covered(name, said, names) for name in names}
    ranked = sorted(names, key=lambda name: -scores[name])
    best, second = ranked[:2]
    return best if scores[best] >= CLEAR and scores[best] > scores[second] else None


def _covered(name: str, said: set[str], names: Sequence[str]) -> float:
    """Share of a name's weight that stands in the question; words that fewer names have weigh more."""
    frequency = Counter(word for other in names for word in {plain(w) for w in words(other)})
    weights = {word: math.log(1 + len(names) / frequency[word]) for word in {plain(w) for w in words(name)}}
    held = sum(weight for word, weight in weights.items() if any(_alike(word, other) for other in said))
    return held / sum(weights.values())


def _alike(word: str, other: str) -> bool:
    return same_word(word, other) or any(
        any(same_word(word, known) for known in line) and any(same_word(other, known) for known in line) for line in _lines()
    )


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    lines = _MEANINGS.strip().replace("\n  ", " ").splitlines()
    return tuple(tuple(plain(word) for word in line.split()) for line in lines)
