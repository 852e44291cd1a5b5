"""Words of a sentence as the claim gate compares them."""

import re
import unicodedata
from functools import cache

import snowballstemmer

from tools.spelling import american

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[.:,/-]\d[\d.:,/-]*)?", re.UNICODE)
_NUMBER = re.compile(r"\d")
_ENDING = re.compile(r"'(?:s|re|ve|m)$")
"""Of a possessive, or of a shortened auxiliary that claims nothing."""

# Words that carry no claim of their own: articles, pronouns, prepositions, auxiliaries, and the words with which an answer
# speaks of its sources.
FUNCTION = frozenset(
    """
    a an the this that these those there here it its itself he him his himself she her hers herself they them their theirs we us our
    you your i me my mine one ones who whom whose which what when where why how
    and or but nor so yet if then than as because since while although though whether until unless once
    of in on at by to for from with within into onto upon about over under between among through during before after above below
    against along across around near off out up down again further per via toward towards
    is are was were be been being am has have had having do does did doing done can could may might must shall should will would
    also only just very too more most less least much many some any each every both either neither other another such same own
    all several few own about approximately around later earlier then now
    say says said saying state states stated stating mention mentions mentioned describe describes described report reports reported
    according exhibit exhibits document statement recording transcript speaker caller writer author sender text message letter email
    mail receipt page line passage evidence record records answer question refer refers referred reference include includes included
    including contain contains contained show shows shown appear appears appeared give gives given indicate indicates indicated note
    notes noted name named call called following
    """.split()
)
NEGATIONS = frozenset(
    """
    no not never none nobody nothing neither nor without cannot hardly
    deny denies denied refuse refuses refused fail fails failed
    """.split()
)
_UP_TO_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty
""".split()
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_UP_TO_TWENTY)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000", "million": "1000000", "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words and numbers of a text as they are written, without accents told apart by their encoding."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("’", "'"))


def is_number(word: str) -> bool:
    """Whether a word holds a digit: a number, date, time, plate or code."""
    return _NUMBER.search(word) is not None


def plain(word: str) -> str:
    """A word without case, accents, possessive or shortened auxiliary."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return _ENDING.sub("", bare).rstrip(".,:;/-'")


def number(word: str) -> str:
    """A number in a form that does not depend on its marks for thousands: 1,250.00 and 1250 are one."""
    bare = plain(word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", bare):
        value = bare.replace(",", "")
        return value.rstrip("0").rstrip(".") if "." in value else value
    return bare


def number_word(word: str) -> str | None:
    """The digits of a number that is written out, or None."""
    return _NUMBER_WORDS.get(plain(word))


@cache
def stem(word: str) -> str:
    """A word in American spelling without its endings (Snowball's English stemmer, Porter 2001)."""
    return str(_stemmer().stemWord(american(plain(word))))


@cache
def stem_as_spelt(word: str) -> str:
    """A word without its endings, as it is spelt: in a name one letter is another person."""
    return str(_stemmer().stemWord(plain(word)))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
