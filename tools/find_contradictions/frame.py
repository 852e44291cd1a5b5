"""What one clause states, taken apart so that it can be held against another: who, what, and the values it names."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Frame:
    """One clause of a statement."""

    verb: str
    """Lemma of its verb, with its particle; empty where the clause has none."""
    subject: str
    """Lemma of its subject's head in small letters; empty where it has none."""
    pronoun: bool
    """Whether the subject only points to somebody."""
    named: frozenset[str]
    """Parts of names in the clause, in small letters."""
    subject_names: frozenset[str]
    content: frozenset[str]
    """Lemmas of the words that say what it is about, without values, subject and verb."""
    negated: bool
    states: frozenset[str] = frozenset()
    """Words of its predicate that may exclude others: adjectives, participles, particles."""
    is_a: frozenset[str] = frozenset()
    """Nouns that it says its subject is."""
    objects: frozenset[str] = frozenset()
    """Pronouns that it says something was done to."""
    times: tuple[frozenset[int], ...] = ()
    """Minutes of the day, as `tools.clock.Clock.minutes`."""
    vague: bool = False
    """Whether its values are said to be approximate."""
    dates: frozenset[str] = frozenset()
    """ISO 8601, as `tools.recognisers.dates` gives them."""
    money: frozenset[str] = frozenset()
    counts: dict[str, float] = field(default_factory=dict)
    """Numbers by the noun or unit that is counted."""
    colours: dict[str, frozenset[str]] = field(default_factory=dict)
    """Groups of colours by the noun that has them."""
    plates: frozenset[str] = frozenset()
    places: dict[str, str] = field(default_factory=dict)
    """Places as written by the lemma of their head."""
    place_words: frozenset[str] = frozenset()
    """Content words that belong to the places."""
    when: frozenset[str] = frozenset()
    """Weekdays, months and parts of the day that it names."""
    relation: frozenset[str] = frozenset()
    """`before`, `after` where a time follows."""
    exists: bool = False
    """Whether it only says that there is something."""
    other: bool = False
    """Whether it says that it is about another event or thing."""
    written: dict[str, str] = field(default_factory=dict)
    """What differs, as it stands: by aspect."""
