"""Names of persons taken apart: titles, given names, surname."""

import re
from dataclasses import dataclass

from tools.register.keys import words

MEN = frozenset("mr sir lord herr senor monsieur m father".split())
WOMEN = frozenset("mrs ms miss dame lady madame mme madam frau senora senorita mlle sister".split())
TITLES = MEN | WOMEN | frozenset(
    "mx dr prof professor rev reverend judge justice officer constable pc dc ds di dci dsi sgt sergeant inspector superintendent chief "
    "captain capt lieutenant lt colonel col major maj general gen corporal cpl president minister secretary ambassador senator governor "
    "witness defendant suspect detective".split()
)  # fmt: skip
BEFORE = re.compile(rf"\b({'|'.join(sorted(TITLES - {'m'}, key=len, reverse=True))})\.? ?$", re.IGNORECASE)
"""A title at the end of what stands before a name."""
_SUFFIXES = frozenset("jr sr junior senior ii iii".split())
# Short forms that are written in place of English given names, by the name that they stand for.
_SHORT = (
    "abigail=abby alexander=alex/alec/sandy alexandra=alex/sandra andrew=andy/drew anthony=tony barbara=barb/babs benjamin=ben/benny "
    "catherine=cathy/kate/katie/cath charles=charlie/chuck christopher=chris/kit christine=chris/chrissie daniel=dan/danny "
    "david=dave/davey deborah=deb/debbie dorothy=dot/dolly edward=ed/eddie/ted/ned elizabeth=liz/beth/betty/lizzie/eliza frances=fran "
    "francis=frank frederick=fred/freddie geoffrey=geoff gregory=greg henry=harry/hank isabella=bella jacob=jake "
    "james=jim/jimmy/jamie jennifer=jen/jenny jonathan=jon joseph=joe/joey joshua=josh katherine=kathy/kate/katie kenneth=ken/kenny "
    "lawrence=larry leonard=len/lenny margaret=maggie/meg/peggy matthew=matt michael=mike/mick/mickey nathaniel=nat/nathan "
    "nicholas=nick/nicky oliver=ollie pamela=pam patricia=pat/patty/trish patrick=pat/paddy peter=pete philip=phil phillip=phil "
    "rebecca=becky richard=rick/dick/rich/ricky robert=rob/bob/bobby/robbie ronald=ron/ronnie samantha=sam samuel=sam/sammy "
    "stephen=steve steven=steve susan=sue/susie theodore=ted/theo theresa=terry/tess thomas=tom/tommy timothy=tim victoria=vicky/tori "
    "vincent=vince/vinny william=will/bill/billy/liam zachary=zach "
)
_FORMS = {name: frozenset([name, *short.split("/")]) for name, _, short in (word.partition("=") for word in _SHORT.split())}


@dataclass(frozen=True)
class PersonName:
    """A name of a person, plain (see `tools.register.keys.plain`)."""

    parts: tuple[str, ...]
    """Given names and surname in the order in which they are spoken, without titles; initials are single letters."""
    titles: frozenset[str]
    suffix: str | None = None
    """junior, senior, ii, …"""

    @property
    def given(self) -> tuple[str, ...]:
        """All but the last part."""
        return self.parts[:-1]

    @property
    def surname(self) -> str:
        """The last part."""
        return self.parts[-1]


def person_name(value: str, title: str | None = None) -> PersonName | None:
    """A name taken apart; None where nothing but titles is in it.

    Args:
        value: as written; `Brooks, Daniel` is turned round.
        title: what stands before it.
    """
    last, comma, first = value.partition(",")
    found = words(f"{first} {last}") if comma and not set(words(first)) <= _SUFFIXES else words(value)
    titles = set(words(title or ""))
    while found and found[0] in TITLES and len(found) > 1:
        titles.add(found[0])
        found = found[1:]
    suffix = found[-1] if len(found) > 1 and found[-1] in _SUFFIXES else None
    parts = found[:-1] if suffix else found
    return PersonName(parts, frozenset(titles & TITLES), suffix) if parts and not set(parts) <= TITLES else None


def is_short_form(a: str, b: str) -> bool:
    """Whether two different given names are forms of the same one, such as Tom and Thomas."""
    return a != b and any(a in forms and b in forms for forms in _FORMS.values())


def full_forms(name: str) -> frozenset[str]:
    """The given names that a word may stand for, itself among them."""
    return frozenset([name, *(full for full, forms in _FORMS.items() if name in forms)])
