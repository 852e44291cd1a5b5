"""What libraries raise for a file that is damaged or made to make them fail."""

import csv
import zipfile
import zlib

DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
)
"""Caught where a lock looks at a file, and always answered by closing it: what cannot be looked at cannot be shown to be harmless."""
