"""Tensors out of a file that `torch.save` wrote before version 1.6, without torch and without running anything in it.

Such a file is five pickles (a magic number, the protocol, facts about the machine, the object, the keys of its storages) and
then the storages: for each key the number of elements as a little-endian 64-bit integer, and the raw elements. A pickle can
call any function; this reader knows three names, none of which does anything but hold numbers, and refuses all others.
"""

import math
import pickle
import struct
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from models.errors import NotTensors

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_ELEMENTS: dict[str, np.dtype[Any]] = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


@dataclass
class _Storage:
    """The elements that one or more tensors look at; filled after the object that names it has been read."""

    dtype: np.dtype[Any]
    size: int
    elements: npt.NDArray[Any] | None = None


@dataclass(frozen=True)
class _Tensor:
    """A view of a storage: first element, shape and strides, in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> npt.NDArray[Any]:
        """A copy of its elements as an array of its shape."""
        elements = self.storage.elements
        assert elements is not None
        last = self.offset + sum((length - 1) * stride for length, stride in zip(self.shape, self.strides, strict=True))
        if min((self.offset, *self.shape, *self.strides)) < 0 or max(last + 1, math.prod(self.shape)) > elements.size:
            raise NotTensors("a tensor reaches beyond its storage")
        strides = [stride * elements.itemsize for stride in self.strides]
        return np.lib.stride_tricks.as_strided(elements[self.offset :], self.shape, strides).copy()


def _rebuild(storage: Any, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], requires_grad: bool, hooks: Any) -> _Tensor:
    if not isinstance(storage, _Storage):
        raise NotTensors("a tensor without a storage")
    return _Tensor(storage, offset, shape, strides)


class _Reader(pickle.Unpickler):
    """An unpickler that finds nothing but the names of tensors and their storages."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream)
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name in _ELEMENTS:
            return name  # a string: it cannot be called, nor changed
        raise NotTensors(f"the file wants {module}.{name}, which no tensor needs: it is not read")

    def persistent_load(self, pid: Any) -> _Storage:
        kind, elements, key, _device, size, view = pid
        if kind != "storage" or view is not None or elements not in _ELEMENTS or not isinstance(size, int):
            raise NotTensors("a storage in a form that is not known")
        return self.storages.setdefault(str(key), _Storage(_ELEMENTS[elements], size))


def read(path: Path, part: str) -> dict[str, npt.NDArray[Any]]:
    """The tensors by name of the dictionary `part` in the file.

    Raises:
        NotTensors: the file is not of this format, names anything but tensors, or `part` is not a dictionary of tensors.
    """
    with path.open("rb") as stream:
        try:
            if _Reader(stream).load() != _MAGIC or _Reader(stream).load() != _PROTOCOL:
                raise NotTensors(f"{path.name} does not begin as a file of tensors does")
            machine = _Reader(stream).load()
            reader = _Reader(stream)
            content = reader.load()
            keys = _Reader(stream).load()
            if not machine["little_endian"] or set(keys) != set(reader.storages):
                raise NotTensors(f"{path.name} was written on a machine with another order of bytes, or misses storages")
            for key in keys:
                _fill(reader.storages[key], stream)
            tensors = dict(content[part])
            return {name: tensor.array() for name, tensor in tensors.items()}
        except (pickle.UnpicklingError, EOFError, KeyError, IndexError, TypeError, ValueError, AttributeError, struct.error) as error:
            raise NotTensors(f"{path.name} cannot be read as a file of tensors ({type(error).__name__}: {error})") from error


def _fill(storage: _Storage, stream: IO[bytes]) -> None:
    [size] = struct.unpack("<q", stream.read(8))
    content = stream.read(max(size, 0) * storage.dtype.itemsize)
    if size != storage.size or len(content) != size * storage.dtype.itemsize:
        raise NotTensors("a storage does not have the size that it says")
    storage.elements = np.frombuffer(content, storage.dtype)
