"""Words that British and American English spell differently: who asks for a gray van wants the grey one."""

import re
from functools import cache

_PAIRS = """
    acknowledgement:acknowledgment ageing:aging aluminium:aluminum artefact:artifact catalogue:catalog cheque:check cosy:cozy
    dialogue:dialog draught:draft enrol:enroll fulfil:fulfill gaol:jail grey:gray greyish:grayish instalment:installment
    jeweller:jeweler jewellery:jewelry judgement:judgment kerb:curb manoeuvre:maneuver mould:mold moustache:mustache
    moustached:mustached plough:plow programme:program pyjamas:pajamas sceptical:skeptical skilful:skillful tyre:tire
    whisky:whiskey wilful:willful
""".split()
_AMERICAN = {british: american for british, _, american in (pair.partition(":") for pair in _PAIRS)}
_BRITISH = {american: british for british, american in _AMERICAN.items()}
_DOUBLED = "cancel|channel|counsel|dial|fuel|label|level|marvel|model|panel|quarrel|shovel|signal|total|towel|travel|tunnel"
_RULES = (
    (r"(\w{2,}o)ur(|s|ed|ing|ful|less|able|hoods?|al|ers?)", r"\1r\2", r"(\w{2,}o)r(|s|ed|ing|ful|less|able|hoods?|al|ers?)", r"\1ur\2"),
    (r"(\w{4,}i)s(ed?|es|ers?|ing|ations?)", r"\1z\2", r"(\w{4,}i)z(ed?|es|ers?|ing|ations?)", r"\1s\2"),
    (r"(\w{3,}y)s(ed?|es|ing)", r"\1z\2", r"(\w{3,}y)z(ed?|es|ing)", r"\1s\2"),
    (r"(\w{2,}[bt])re(s?)", r"\1er\2", r"(\w{2,}[bt])er(s?)", r"\1re\2"),
    (r"(\w{2,}[bt])red", r"\1ered", r"(\w{2,}[bt])ered", r"\1red"),
    (r"((?:un)?lic|def|off|pret)enc(es?|ed|eless|ing)", r"\1ens\2", r"((?:un)?lic|def|off|pret)ens(es?|ed|eless|ing)", r"\1enc\2"),
    (rf"({_DOUBLED})l(ed|ing|ers?|ors?)", r"\1\2", rf"({_DOUBLED})(ed|ing|ers?|ors?)", r"\1l\2"),
    (r"(an|h|p)ae(\w+)", r"\1e\2", r"(an|h|p)e(sth|m[oa]|d[io])(\w+)", r"\1ae\2\3"),
)
"""British to American, and back; a word that is none in either spelling does no harm, for no text holds it."""
_TO_AMERICAN = [(re.compile(british), american) for british, american, _, _ in _RULES]
_TO_BRITISH = [(re.compile(american), british) for _, _, american, british in _RULES]


@cache
def american(word: str) -> str:
    """An English word in small letters as American English spells it; a word that has one spelling as it is."""
    return _spelt(word, _AMERICAN, _TO_AMERICAN) or word


def other(word: str) -> str | None:
    """How the other side of the Atlantic spells, or would spell, a word in small letters; None where there is no rule for it."""
    return _spelt(word, _AMERICAN, _TO_AMERICAN) or _spelt(word, _BRITISH, _TO_BRITISH)


def _spelt(word: str, pairs: dict[str, str], rules: list[tuple[re.Pattern[str], str]]) -> str | None:
    for ending in ("", "s"):
        if word.endswith(ending) and word.removesuffix(ending) in pairs:
            return pairs[word.removesuffix(ending)] + ending
    for pattern, spelling in rules:
        if match := pattern.fullmatch(word):
            return match.expand(spelling)
    return None
