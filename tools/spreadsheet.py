"""Opening workbooks (XLSX) to be read: values only, nothing calculated, nothing fetched."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """An openpyxl workbook with the values that its program last saved, in place of formulas."""
    import openpyxl

    with path.open("rb") as stream, warnings.catch_warnings():  # a stream, for openpyxl refuses paths by their endings
        warnings.simplefilter("ignore")  # of styles and extensions that reading does not need
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
