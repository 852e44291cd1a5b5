"""Which exhibits a question speaks of: by number, by file name, by the words of their titles, or by what they are."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz

from assistant.answer.words import plain, stem
from tools.case import Exhibit, Media
from tools.instructions import harmless_title

_PREFIX = r"(?:ex(?:h(?:ib(?:it)?)?)?s?|exibits?|exhbits?)"
_COUNTED = "one two three four five six seven eight nine ten".split()
_ID = re.compile(
    rf"(?<!\w){_PREFIX}\.?[\s_#-]*(?:(?:no\.?|nr\.?|number|#)[\s_-]*)?(?:0*(\d{{1,6}})(?!\d|\.\w)|({'|'.join(_COUNTED)})\b)",
    re.IGNORECASE,
)
_NEXT_ID = re.compile(
    rf"\s*(?:,|&|\+|/|and|und|et|y|e|en|or|vs\.?|versus|with|to)\s*(?:{_PREFIX}[\s_.-]*)?0*(\d{{1,6}})(?![\d:]|\.\w|\s*(?:am|pm|h\b))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
CLEAR = 0.45
"""Score from which the words of a question point to an exhibit."""
_ALIKE = 84
"""rapidfuzz ratio from which two words are one, misspelt; words of five letters may differ in one."""

_LONG_TITLE = 10
"""Words of a title from which all of them count."""
_LONG_ENOUGH = 6
"""Letters from which two words with the same letters and the same first one are one, with some of them swapped."""

# Words by which people call material, in the languages of the example questions, for each medium.
_NOUNS: dict[Media, str] = {
    "audio": """
        recording recordings audio tape tapes call calls voicemail voicemails phonecall message wiretap tap intercept voice memo wav
        wavs mp3 vm interview interrogation grabacion grabaciones llamada buzon entrevista enregistrement appel messagerie bande
        aufnahme aufzeichnung anruf telefonat mitschnitt sprachnachricht vernehmung registrazione chiamata telefonata vocale
        gravacao chamada opname gesprek telefoongesprek nagranie rozmowa kayit arama ses inregistrare apel inspelning samtal запись
        звонок تسجيل مكالمة
    """,
    "video": """
        video videos footage cctv camera cam bodycam dashcam film clip surveillance videoueberwachung kamera grabacion camara
        filmato telecamera beelden wideo nagranie видео камера فيديو
    """,
    "image": """
        photo photos img imgs pic pics photograph photographs picture pictures image images snapshot foto fotos bild bilder imagen
        imagenes fotografia immagine imagem zdjecie fotograf resim poza imagine фото снимок фотография صورة
    """,
    "document": """
        document documents letter letters statement statements report reports contract pdf scan memo note notes certificate invoice
        invoices receipt receipts bill passport carta documento declaracion informe contrato factura recibo lettre declaration
        rapport contrat facture recu brief aussage bericht vertrag rechnung quittung beleg schreiben lettera dichiarazione relazione
        contratto fattura ricevuta scontrino relatorio fatura verklaring factuur bon list umowa faktura raport paragon mektup rapor
        sozlesme scrisoare declaratie kvitto письмо отчёт договор رسالة وثيقة
    """,
    "email": """
        email emails mail mails e-mail correo correos courriel mejl poczta posta eposta письмо بريد
    """,
    "table": """
        table tables spreadsheet csv excel sheet tabelle tabla tableau tabella tabela records list incidents dataset
    """,
}


@dataclass(frozen=True)
class Mentions:
    """What a question says about exhibits."""

    explicit: tuple[str, ...] = ()
    """Named by number or file name, in the order of the question; nobody could mean others."""
    scores: dict[str, float] = field(default_factory=dict)
    """For every exhibit, how far the question's words are those of its title, kind and medium; 0 to about 2."""
    first: dict[str, int] = field(default_factory=dict)
    """Where in the question (counted in characters) each exhibit is first spoken of."""
    unknown: tuple[str, ...] = ()
    """Numbers that no exhibit has."""

    def with_other(self, other: "Mentions") -> "Mentions":
        """Joined with what the same question says in another language."""
        return Mentions(
            tuple(dict.fromkeys([*self.explicit, *other.explicit])),
            {exhibit: max(score, other.scores.get(exhibit, 0.0)) for exhibit, score in self.scores.items()},
            other.first | self.first,
            self.unknown,
        )

    @property
    def points(self) -> bool:
        """Whether the words point to some exhibit."""
        return bool(self.explicit) or self.best >= CLEAR

    @property
    def best(self) -> float:
        """The highest score."""
        return max(self.scores.values(), default=0.0)


def mentions(question: str, exhibits: Sequence[Exhibit]) -> Mentions:
    """Find the exhibits that a question speaks of."""
    by_number = {int(exhibit.id.removeprefix("EX-")): exhibit.id for exhibit in exhibits}
    found: list[tuple[int, str]] = []
    unknown: list[str] = []
    for position, number in _numbers(question):
        if number in by_number:
            found.append((position, by_number[number]))
        else:
            unknown.append(f"EX-{number:04d}")
    found += _file_names(question, exhibits)
    explicit = tuple(dict.fromkeys(exhibit for _, exhibit in sorted(found)))
    scores, first = _scores(question, exhibits)
    first |= {exhibit: place for place, exhibit in sorted(found, reverse=True)}
    return Mentions(explicit, scores, first, tuple(dict.fromkeys(unknown)))


def _numbers(question: str) -> list[tuple[int, int]]:
    """(place, number) of exhibits named by number: EX-0003, ex 3, exhibits 3 and 4."""
    found = []
    for match in _ID.finditer(question):
        found.append((match.start(), int(match[1]) if match[1] else _COUNTED.index(match[2].lower()) + 1))
        end = match.end()
        while following := _NEXT_ID.match(question, end):
            found.append((following.start(1), int(following[1])))
            end = following.end()
    return list(dict.fromkeys(found))


def _file_names(question: str, exhibits: Sequence[Exhibit]) -> list[tuple[int, str]]:
    """(place, id) of exhibits named by file name or by a title that is one."""
    lowered = question.casefold()
    found = []
    for exhibit in exhibits:
        for name in {exhibit.file.casefold(), exhibit.title.casefold()}:
            base = name.rpartition(".")[0] or name
            coded = bool(re.search(r"\d", base)) and not re.search(r"\s", base)
            for form in [name, base] if coded else [name]:
                if len(form) >= 3 and (match := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", lowered)):
                    found.append((match.start(), exhibit.id))
                    break
    return found


def _scores(question: str, exhibits: Sequence[Exhibit]) -> tuple[dict[str, float], dict[str, int]]:
    """Share of the title's weight that the question's words cover, plus a part for its kind and medium; and where the
    heaviest of these words stands."""
    places_asked = [(match.start(), plain(match[0])) for match in _WORD.finditer(question)]
    asked = [word for _, word in places_asked]
    titles = {exhibit.id: _title_words(exhibit) for exhibit in exhibits}
    frequency = Counter(word for words in titles.values() for word in set(words))
    count = max(len(exhibits), 1)
    media = Counter(exhibit.media for exhibit in exhibits)
    named = {medium for medium in media if any(same_word(word, noun) for word in asked for noun in _nouns(medium))}
    scores: dict[str, float] = {}
    first: dict[str, int] = {}
    for exhibit in exhibits:
        weights = {word: math.log(1 + count / frequency[word]) for word in titles[exhibit.id]}
        places = {word: next((place for place, other in places_asked if same_word(word, other)), None) for word in weights}
        hits = {word: weights[word] for word, place in places.items() if place is not None}
        # A name of many words would otherwise be meant by every question that has three of them.
        counted = sorted(weights.values(), reverse=True)[: 3 if len(weights) <= _LONG_TITLE else None]
        score = sum(hits.values()) / (sum(counted) or 1.0)
        if hits:
            first[exhibit.id] = places[max(hits, key=lambda word: hits[word])] or 0
        if exhibit.media in named:
            score += 0.6 if media[exhibit.media] == 1 else 0.25
        scores[exhibit.id] = min(score, 2.0)
    return scores, first


_COMMON = frozenset("of the a an in at on to from for and with by de la el le les des du der die das von vom di il lo".split())


def _title_words(exhibit: Exhibit) -> list[str]:
    text = f"{harmless_title(exhibit.title)} {exhibit.kind}"
    return list(dict.fromkeys(plain(word) for word in _WORD.findall(text) if len(word) > 1 and plain(word) not in _COMMON))


@cache
def _nouns(medium: Media) -> tuple[str, ...]:
    return tuple(plain(word) for word in _NOUNS[medium].split())


@cache
def same_word(a: str, b: str) -> bool:
    """Whether two plain words are one, allowing for endings and a slip of the pen."""
    if a == b:
        return True
    if a[:1].isdigit() or b[:1].isdigit() or min(len(a), len(b)) < 4:
        return False
    if stem(a) == stem(b):
        return True
    swapped = len(a) == len(b) >= _LONG_ENOUGH and a[0] == b[0] and sorted(a) == sorted(b)
    return swapped or (abs(len(a) - len(b)) <= 2 and fuzz.ratio(a, b) >= _ALIKE)
