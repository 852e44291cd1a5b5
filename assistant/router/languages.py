"""Languages that a question names, as ISO 639-1 codes."""

import re
from functools import cache

from assistant.answer.words import plain

# Names of languages by code: English, then as speakers and neighbours write them.
_NAMES = """
ar arabic arabisch árabe arabe arabo arabski arapça арабский العربية
bg bulgarian bulgarisch búlgaro bulgare bulgaro
bn bengali bangla
bs bosnian bosnisch
ca catalan katalanisch catalán
cs czech tschechisch checo tchèque ceco czeski çekçe чешский
da danish dänisch danés danois danese
de german deutsch alemán allemand tedesco alemão duits niemiecki almanca германский немецкий
el greek griechisch griego grec greco
en english englisch inglés anglais inglese inglês engels angielski ingilizce английский
es spanish spanisch español castellano espagnol spagnolo espanhol spaans hiszpański ispanyolca испанский
et estonian estnisch
fa persian farsi persisch dari
fi finnish finnisch
fr french französisch francés français francese francês frans francuski fransızca французский
he hebrew hebräisch
hi hindi
hr croatian kroatisch
hu hungarian ungarisch húngaro hongrois ungherese
hy armenian
id indonesian
is icelandic
it italian italienisch italiano italien italiaans włoski italyanca итальянский
ja japanese japanisch japonés japonais giapponese
ka georgian
ko korean koreanisch coreano
ku kurdish kurdisch kurde
lt lithuanian litauisch
lv latvian lettisch
mk macedonian
ms malay
nl dutch niederländisch holandés néerlandais olandese holandês nederlands holenderski
no norwegian norwegisch norsk
pa punjabi
pl polish polnisch polaco polonais polacco polonês pools polski lehçe польский
ps pashto
pt portuguese portugiesisch portugués portugais portoghese português portugees
ro romanian rumänisch rumano roumain rumeno romeno român rumuński
ru russian russisch ruso russe russo rosyjski rusça русский
sk slovak slowakisch eslovaco slovaque
sl slovene slovenian slowenisch
so somali
sq albanian albanisch albanés albanais albanese shqip
sr serbian serbisch serbio serbe serbo
sv swedish schwedisch sueco suédois svedese svenska
sw swahili
ta tamil
th thai
ti tigrinya
tl tagalog filipino
tr turkish türkisch turco turc türkçe turecki турецкий
uk ukrainian ukrainisch ucraniano ukrainien ucraino
ur urdu
vi vietnamese vietnamesisch
zh chinese mandarin chinesisch chino chinois cinese
"""


# Before a language: "in Czech", "parlano italiano"; after it: "Czech recording". "The Polish driver" names no language.
_BEFORE = frozenset(
    """
    in en auf em no på po w język lang language speak speaks speaking spoken sprache idioma langue lingua spricht sprechen habla
    hablan parla parlano parle parlent fala falam spreekt mówi mówią talar
    """.split()
)
_AFTER = frozenset(
    """
    language speech audio recording call spoken speaking pls please por bitte
    """.split()
)
_TOKEN = re.compile(r"[^\W\d_]+|[,.;:!?)(]")


def language_in(text: str) -> str | None:
    """The code of the first language that a text names as a language, or None."""
    tokens = [plain(token) or token for token in _TOKEN.findall(text)]
    for position, token in enumerate(tokens):
        code = _codes().get(token)
        if code is None:
            continue
        before = tokens[position - 1] if position else ""
        after = tokens[position + 1] if position + 1 < len(tokens) else "."
        if before in _BEFORE or after in _AFTER or not after.isalpha():
            return code
    return None


@cache
def _codes() -> dict[str, str]:
    return {plain(name): line.split()[0] for line in _NAMES.strip().splitlines() for name in line.split()[1:]}
