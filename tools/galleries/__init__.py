"""Galleries of a case: named lists of persons with pictures, held for a reason, on a legal basis, by somebody, until a day.

Names, templates and pictures lie sealed with the station's secret (`Case.seal`). Nothing here searches, and nothing here writes the
ledger: `assistant.galleries` does, through the `recorded` arguments.
"""

from tools.galleries.gallery import KINDS, EnrolledFace, Gallery, Kind, Person
from tools.galleries.people import Templates, counted, enrolled, person, persons, picture, templates
from tools.galleries.register import FPIR, Terms, galleries, gallery, names, new, searchable
from tools.galleries.removal import Removed, finish, remove

__all__ = [
    "FPIR",
    "KINDS",
    "EnrolledFace",
    "Gallery",
    "Kind",
    "Person",
    "Removed",
    "Templates",
    "Terms",
    "counted",
    "enrolled",
    "finish",
    "galleries",
    "gallery",
    "names",
    "new",
    "person",
    "persons",
    "picture",
    "remove",
    "searchable",
    "templates",
]
