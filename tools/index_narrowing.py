"""Which passages a query may reach. A narrowing is part of the query itself: what lies outside takes no place among the best."""

import json
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Narrowing:
    """A part of a case. Everything that is given must hold; nothing given is the whole case."""

    exhibits: frozenset[str] | None = None
    """Only these exhibits; None for all."""
    without: frozenset[str] = frozenset()
    """Never these."""
    person: str | None = None
    """Only passages that have the last of a person's names, and those of `about_person`."""
    about_person: frozenset[str] = frozenset()
    """Exhibits that are about or from that person as a whole: there they need not be named in each passage."""
    since: str | None = None
    """Only passages of this day or later, `2026-03-12`. A passage is of the days that it states; one that states none is of the
    last day stated before it in the exhibit, or of the first one after it; where an exhibit states no day, none of it is reached."""
    until: str | None = None
    """Only passages of this day or earlier."""

    @property
    def is_whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Narrowing()

    def where(self) -> tuple[str, list[str]]:
        """An SQL condition on the table `passages AS p`, and its values."""
        conditions, values = ["1"], []
        if self.exhibits is not None:
            conditions.append("p.exhibit IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(self.exhibits)))
        if self.without:
            conditions.append("p.exhibit NOT IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(self.without)))
        if self.person is not None:
            conditions.append(
                "(p.id IN (SELECT rowid FROM words WHERE words MATCH ? UNION ALL SELECT rowid FROM apart_words WHERE apart_words MATCH ?)"
                " OR p.exhibit IN (SELECT value FROM json_each(?)))"
            )
            values += [phrase(last_name(self.person))] * 2 + [json.dumps(sorted(self.about_person))]
        if self.since is not None:
            conditions.append("p.latest >= ?")
            values.append(self.since)
        if self.until is not None:
            conditions.append("p.earliest <= ?")
            values.append(self.until)
        return " AND ".join(conditions), values


WHOLE = Narrowing()
"""The whole case."""


def last_name(person: str) -> str:
    """The last word of a name: who is called Daniel Brooks is Brooks or Mr Brooks elsewhere. Somebody else of that name is found
    too, which an officer sees; a passage that was left out nobody sees."""
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", person)
    return found[-1] if found else ""


def phrase(words: str) -> str:
    """Words as one phrase of FTS5's language, in which nothing of them is an operator."""
    return '"' + " ".join(re.findall(r"\w+", words)) + '"'
