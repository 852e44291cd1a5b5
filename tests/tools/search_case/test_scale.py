"""A large case is searched nearly as fast as a bare query of its vectors; what is added or deleted costs no more than itself."""

import shutil
from pathlib import Path

import pytest

from assistant.bench.retrieval_speed import RandomEmbedder, made_case, timed
from tools import results
from tools.case import Case
from tools.index import Index
from tools.intake import Labels, add
from tools.registry import get_tool
from tools.retrieval import compare


def test_ten_thousand_pages(tmp_path: Path) -> None:
    """In a case of 10,000 pages both searches, filters and the check against what was read take no more than some fifteen times what
    chromadb's bare query of the same vectors does (which is a few milliseconds)."""
    case = made_case(tmp_path, 10_000, lines=4)
    found = timed(case, RandomEmbedder(), queries=10)
    assert found.passages >= 10_000
    assert sorted(found.ours)[5] <= 15 * sorted(found.bare)[5]


def _one_more(case: Case, folder: Path) -> None:
    place = folder / "one_more.txt"
    place.write_text("One more note.\nIt has two lines.\n", "utf-8")
    reader, exhibit = get_tool("read_document"), add(case, [place], Labels("tester")).added[0]
    args = {"exhibit": exhibit.id}
    results.save(case, results.key_of(case, reader, args), reader, args, 0.0, reader.run(case, exhibit.id))


@pytest.fixture
def searched(tmp_path: Path) -> tuple[Case, RandomEmbedder, Index]:
    """A case of 500 pages with its index."""
    case, embed = made_case(tmp_path, 500, lines=4), RandomEmbedder()
    index = Index(case, lambda: embed)
    index.update()
    return case, embed, index


def test_one_more_exhibit_does_not_index_the_others_again(searched: tuple[Case, RandomEmbedder, Index], tmp_path: Path) -> None:
    """Of 500 pages nothing is embedded again when a note is added: only its passage and its two sentences."""
    case, embed, index = searched
    before, count = len(embed.embedded), index.count()
    assert not index.update()
    _one_more(case, tmp_path)
    assert index.update()
    assert (len(embed.embedded) - before, index.count() - count) == (3, 1)
    assert "One more note.\nIt has two lines." in embed.embedded[before:]


def test_an_index_built_again_gives_the_same_answers(searched: tuple[Case, RandomEmbedder, Index], tmp_path: Path) -> None:
    """After the index was deleted twenty queries find the same passages with the same scores, though one exhibit came later before."""
    case, embed, index = searched
    _one_more(case, tmp_path)
    index.update()
    queries = [f"w{number} w{3 * number} w{number * number} note" for number in range(1, 21)]
    before = [index.search(query, 8) for query in queries]
    index.meaning.forget()
    shutil.rmtree(case.folder / "index")
    again = Index(case, lambda: embed)
    again.update()
    assert [again.search(query, 8) for query in queries] == before
    for found in before:
        compare(case, [hit for hit, _ in found])
