"""Ending llama.cpp in the middle of a computation, when the user stops."""

import contextvars
import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import llama_cpp

from tools.errors import Stopped
from tools.progress import heed, stopping

_LOOK = 0.05
"""Seconds between two looks at whether to stop."""
_STRLEN = ctypes.CDLL(None).strlen


class Abort:
    """A flag that llama.cpp looks at hundreds of times in the reading of one token.

    A callback in Python would wait each time for the interpreter, which other threads of the chat are using. What llama.cpp calls is
    the C library's `strlen` on a string that is empty until it is time to stop: no text, 0, false; one letter, 1, true.

    Args:
        context: llama.cpp's context.
    """

    def __init__(self, context: Any) -> None:
        self._flag = ctypes.create_string_buffer(2)
        callback = ctypes.cast(_STRLEN, llama_cpp.ggml_abort_callback)
        llama_cpp.llama_set_abort_callback(context, callback, ctypes.cast(self._flag, ctypes.c_void_p))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Let the user stop what is computed inside.

        Raises:
            Stopped: the user did; what the model had read is in no defined state.
        """
        heed()
        over = threading.Event()
        # In the context of who computes: whether to stop is a variable of that.
        watch = threading.Thread(target=contextvars.copy_context().run, args=(self._watch, over), daemon=True)
        watch.start()
        try:
            yield
        except RuntimeError as error:  # what llama-cpp-python makes of any code that llama.cpp returns
            if not stopping():
                raise
            raise Stopped("Stopped at the user's request, while the language model was at work.") from error
        finally:
            over.set()
            watch.join()
            self._flag.value = b""
        heed()

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(_LOOK):
            if stopping():
                self._flag.value = b"1"
                return
