"""Page numbers that a question names."""

import re

from assistant.answer.words import number_word, plain

_PAGE = r"(?:page|pages|pg|pag|pp?|side|sheet|página|pagina|seite|blatt|foglio|strona|stronie|sayfa|sida|стр|страница|صفحة)"
_ENDING = r"(?:\.|st|nd|rd|th|e|a|ª|ème)?"
_AFTER = re.compile(rf"(?<!\w){_PAGE}(?![^\W\d_])\.?\s*(?:(?:no\.?|nr\.?|number)\s*)?(\d{{1,4}}|[^\W\d_]+)(?![\w.-]*\.\w)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w)(\d{{1,4}}|[^\W\d_]+){_ENDING}\s+{_PAGE}(?!\w)", re.IGNORECASE)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "primera": 1, "segunda": 2, "tercera": 3, "premiere": 1, "deuxieme": 2,
    "troisieme": 3, "erste": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3, "prima": 1, "seconda": 2, "terza": 3,
    "primeira": 1, "terceira": 3, "eerste": 1, "tweede": 2, "derde": 3,
}  # fmt: skip


def page_in(text: str) -> int | None:
    """The first page that a text names by its number, or None."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            said = match[1]
            number = int(said) if said.isdigit() else _ORDINALS.get(plain(said)) or int(number_word(said) or 0)
            if 0 < number < 10_000:
                return number
    return None
