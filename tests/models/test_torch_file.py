"""A file of tensors is read as numbers, and nothing in it is ever run."""

import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.errors import NotTensors
from models.torch_file import read

MAGIC = 0x1950A86A20F9469CFC6C
FACTS = {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}}


class _Name:
    """Pickled as the bare name of something in a module that need not exist here."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class _Called:
    """Pickled as a call."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.function, self.arguments = function, arguments

    def __reduce__(self) -> Any:
        return self.function, self.arguments


class _Writer(pickle._Pickler):  # the Python one, whose names need not be importable
    def persistent_id(self, obj: Any) -> Any:
        return obj[1:] if isinstance(obj, tuple) and obj[:1] == ("persistent",) else None

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, _Name):
            self.write(pickle.GLOBAL + f"{obj.module}\n{obj.name}\n".encode())
        elif isinstance(obj, _Called):
            self.save(obj.function)
            self.save(tuple(obj.arguments))
            self.write(pickle.REDUCE)
        else:
            super().save(obj, save_persistent_id)


def tensor(key: str, size: int, shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0) -> _Called:
    """As torch pickled a tensor."""
    storage = ("persistent", "storage", _Name("torch", "FloatStorage"), key, "cpu", size, None)
    return _Called(_Name("torch._utils", "_rebuild_tensor_v2"), storage, offset, shape, strides, False, OrderedDict())


def write(place: Path, content: Any, storages: dict[str, np.ndarray], magic: int = MAGIC) -> Path:
    """A file in the old format of torch."""
    with place.open("wb") as stream:
        for part in (magic, 1001, FACTS, content, list(storages)):
            _Writer(stream, 2).dump(part)
        for elements in storages.values():
            stream.write(struct.pack("<q", elements.size) + elements.astype("<f4").tobytes())
    return place


def test_tensors_are_read_with_their_shape_and_strides(tmp_path: Path) -> None:
    """Two tensors on one storage, one of them transposed, come out as the arrays that were written."""
    numbers = np.arange(7, dtype=np.float32)
    content = {"state": {"a": tensor("1", 7, (2, 3), (3, 1), 1), "b": tensor("1", 7, (3, 2), (1, 3))}}
    found = read(write(tmp_path / "w.pt", content, {"1": numbers}), "state")
    assert np.array_equal(found["a"], numbers[1:].reshape(2, 3))
    assert np.array_equal(found["b"], numbers[:6].reshape(2, 3).T)


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "system"), ("posix", "system"), ("builtins", "eval"), ("builtins", "getattr"), ("torch", "load"), ("torch.nn", "LSTM")],
)
def test_a_file_that_calls_something_is_refused(tmp_path: Path, module: str, name: str) -> None:
    """A pickle that names a function which is not the rebuilding of a tensor is refused before anything runs."""
    mark = tmp_path / "ran"
    content = {"state": {"a": _Called(_Name(module, name), f"touch {mark}")}}
    with pytest.raises(NotTensors, match=f"wants {module}.{name}"):
        read(write(tmp_path / "w.pt", content, {}), "state")
    assert not mark.exists()


def test_the_same_file_would_run_under_a_plain_unpickler(tmp_path: Path) -> None:
    """The refused file is a real attack: the standard library's unpickler makes the mark that ours does not."""
    mark = tmp_path / "ran"
    place = tmp_path / "attack"
    with place.open("wb") as stream:
        _Writer(stream, 2).dump(_Called(_Name("os", "system"), f"touch {mark}"))
    with place.open("rb") as stream:
        pickle.load(stream)
    assert mark.exists()


@pytest.mark.parametrize("shape", [(8,), (1 << 40,), (-1,)])
def test_a_tensor_stays_within_its_storage(tmp_path: Path, shape: tuple[int, ...]) -> None:
    """A shape that reaches beyond the elements, or repeats one of them without end, is refused."""
    for strides in ((1,), (0,)):
        content = {"state": {"a": tensor("1", 7, shape, strides)}}
        with pytest.raises(NotTensors, match="beyond"):
            read(write(tmp_path / "w.pt", content, {"1": np.zeros(7)}), "state")


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    """Another magic number, a cut file, plain text and a missing part are refused with a reason."""
    whole = write(tmp_path / "w.pt", {"state": {"a": tensor("1", 7, (7,), (1,))}}, {"1": np.zeros(7)})
    other = write(tmp_path / "m.pt", {"state": {}}, {}, magic=1)
    (tmp_path / "cut.pt").write_bytes(whole.read_bytes()[:-4])
    (tmp_path / "text.pt").write_text("no weights at all")
    for place, part in ((other, "state"), (tmp_path / "cut.pt", "state"), (tmp_path / "text.pt", "state"), (whole, "other")):
        with pytest.raises(NotTensors):
            read(place, part)
