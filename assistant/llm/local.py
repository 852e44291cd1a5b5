"""llama.cpp in this process: probabilities, hidden states, constrained completion, and prefixes that are read only once.

Reading a prompt costs far more than answering it on a CPU, so everything here is about not reading twice: what two
prompts share at their start is read once, and the state after a prompt's stable part (the system message) outlives the
process in a file.
"""

import ctypes
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt

from assistant.llm.abort import Abort
from assistant.llm.grammar import Grammar
from assistant.llm.prefixes import Prefixes
from assistant.llm.prompt import Prompt, Tokeniser, Turn
from assistant.llm.trie import Trie
from tools.errors import CaseError, Stopped

LogProbs = npt.NDArray[np.float64]
"""Shape (vocabulary,); natural logarithms."""
Hidden = npt.NDArray[np.float32]
"""Shape (width of the model,)."""


class ContextFull(CaseError):
    """Question and evidence are longer than the model's context."""


class LocalEngine:
    """One GGUF model loaded by llama.cpp.

    Args:
        model: the GGUF file.
        context: tokens that prompt and answer may have together.
        threads: CPU threads; None for one per core.
        states: folder for the states of stable prefixes; None keeps them in memory only.
        identity: what the model is (its SHA-256); a state of another model is never loaded.
    """

    def __init__(
        self, model: Path, *, context: int = 6144, threads: int | None = None, states: Path | None = None, identity: str = ""
    ) -> None:
        threads = threads or os.cpu_count() or 1
        self._llama: Any = llama_cpp.Llama(
            str(model), n_ctx=context, n_batch=512, n_threads=threads, n_threads_batch=threads, seed=0, verbose=False
        )
        self._lock = threading.RLock()
        self._abort = Abort(self._llama._ctx.ctx)
        self._prefixes = Prefixes(states, f"{identity or model}|{llama_cpp.__version__}")
        self._tokeniser = Tokeniser(self._llama)
        self.context = context
        self.identity = identity

    @property
    def sampling(self) -> dict[str, Any]:
        """How words are chosen: always the most likely one, so that no seed is drawn with."""
        return {
            "runtime": f"llama.cpp by llama-cpp-python {llama_cpp.__version__}",
            "temperature": 0,
            "seed": None,
            "context": self.context,
            "threads": self._llama.n_threads,
        }

    def prompt(self, turns: Sequence[Turn], *, begin: str = "", stable: int = 0) -> Prompt:
        """Tokens of a conversation (see `Tokeniser.prompt`)."""
        return self._tokeniser.prompt(turns, begin=begin, stable=stable)

    def next_token(self, prompt: Prompt) -> LogProbs:
        """Log-probability of every token that could come next."""
        with self._at_work():
            self._read(prompt)
            return self._logprobs()

    def hidden(self, prompt: Prompt) -> Hidden:
        """The model's last hidden state at the end of a prompt: what it made of it, before it says a word."""
        with self._at_work():
            self._read(prompt, all_but_last=True)
            context = self._llama._ctx.ctx
            llama_cpp.llama_set_embeddings(context, True)
            try:
                self._llama.eval([prompt.tokens[-1]])
                pointer = llama_cpp.llama_get_embeddings_ith(context, -1)
                return np.ctypeslib.as_array(pointer, shape=(self._llama.n_embd(),)).astype(np.float32)
            finally:
                llama_cpp.llama_set_embeddings(context, False)

    def weigh(self, prompt: Prompt, answers: Sequence[Sequence[str]]) -> list[float]:
        """For each answer, given as the words that mean it, the log-probability that one of them comes next."""
        logs = self.next_token(prompt)
        return [float(np.logaddexp.reduce(logs[sorted({self._tokeniser.text(word)[0] for word in words})])) for words in answers]

    def choose(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Log-probability of each option as the continuation, given that it is one of them.

        Exact for constrained decoding: at each place where options part, the model's probabilities of the tokens that
        lead on are renormalised; places without a choice cost nothing.
        """
        trie = Trie({option: tuple(self._tokeniser.text(option)) for option in options})
        with self._at_work():
            self._read(prompt)
            root = self._llama.n_tokens
            found: dict[str, float] = {}

            def walk(node: Trie, path: tuple[int, ...], reached: float) -> None:
                node, forced = node.skip()
                path += forced
                if node.option is not None:
                    found[node.option] = reached
                    return
                if path:
                    self._llama.n_tokens = root
                    self._llama.eval(list(path))
                logs = self._logprobs()
                heads = list(node.children)
                total = np.logaddexp.reduce(logs[heads])
                for head in heads:
                    walk(node.children[head], (*path, head), reached + float(logs[head] - total))

            walk(trie, (), 0.0)
            return [found[option] for option in options]

    def complete(self, prompt: Prompt, *, schema: dict[str, Any] | None = None, max_tokens: int = 512, stop: Sequence[str] = ()) -> str:
        """The most likely answer, token by token; under a JSON schema it is a document of that schema.

        Raises:
            ContextFull: prompt and answer do not fit.
        """
        grammar = Grammar(self._llama, schema) if schema is not None else None
        with self._at_work():
            self._fits(len(prompt.tokens) + max_tokens)
            self._read(prompt)
            pieces = bytearray()
            for _ in range(max_tokens):
                logits = self._logits()
                token = int(logits.argmax()) if grammar is None else grammar.next(logits)
                if llama_cpp.llama_vocab_is_eog(self._llama._model.vocab, token):
                    break
                pieces += self._llama.detokenize([token], special=False)
                if any(mark.encode() in pieces for mark in stop):
                    break
                self._llama.eval([token])
        text = pieces.decode("utf-8", errors="ignore")
        for mark in stop:
            text = text.partition(mark)[0]
        return text

    def forget(self) -> None:
        """Drop what was read and every state in memory; states on disk stay (benchmarks measure with this)."""
        with self._lock:
            self._prefixes.forget()
            self._clear()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Alone with the model, until the user stops it; Stopped then, and what was read is forgotten."""
        with self._lock:
            try:
                with self._abort.watching():
                    yield
            except Stopped:
                self._clear()
                raise

    def _read(self, prompt: Prompt, *, all_but_last: bool = False) -> None:
        """Bring the model to the end of the prompt, reading as little as possible.

        The last token is always read afresh: its logits are needed, and a restored state has none. With `all_but_last` it
        is left to be read for its hidden state.
        """
        tokens = prompt.tokens
        self._fits(len(tokens) + 1)
        last = len(tokens) - 1
        stable = min(prompt.stable, last)
        reused = min(_shared(self._llama.input_ids[: self._llama.n_tokens], tokens), last)
        if reused < stable and self._restore(tokens[:stable]):
            reused = stable
        self._llama.n_tokens = reused
        if reused < stable:
            self._llama.eval(list(tokens[reused:stable]))
            self._keep(tokens[:stable])
            reused = stable
        end = last if all_but_last else len(tokens)
        if reused < end:
            self._llama.eval(list(tokens[reused:end]))

    def _fits(self, tokens: int) -> None:
        if tokens > self.context:
            raise ContextFull(
                f"Question, evidence and answer need {tokens} tokens; this station's model is set to {self.context} (EXHIBIT_CONTEXT)."
            )

    def _keep(self, tokens: Sequence[int]) -> None:
        context = self._llama._ctx.ctx
        size = llama_cpp.llama_state_seq_get_size(context, 0)
        buffer = (ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(context, buffer, size, 0)
        self._prefixes.keep(tokens, ctypes.string_at(buffer, written))

    def _restore(self, tokens: Sequence[int]) -> bool:
        state = self._prefixes.find(tokens)
        if state is None:
            return False
        self._clear()
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if llama_cpp.llama_state_seq_set_data(self._llama._ctx.ctx, buffer, len(state), 0) == 0:
            self._clear()
            return False
        self._llama.input_ids[: len(tokens)] = tokens
        self._llama.n_tokens = len(tokens)
        return True

    def _clear(self) -> None:
        self._llama._ctx.kv_cache_clear()
        self._llama.n_tokens = 0

    def _logits(self) -> npt.NDArray[np.float32]:
        """What the model gives each token of its vocabulary; overwritten by the next token read."""
        pointer = llama_cpp.llama_get_logits_ith(self._llama._ctx.ctx, -1)
        return np.ctypeslib.as_array(pointer, shape=(self._llama.n_vocab(),))

    def _logprobs(self) -> LogProbs:
        logits = self._logits().astype(np.float64)
        logits -= logits.max()
        logs: LogProbs = logits - np.log(np.exp(logits).sum())
        return logs


def _shared(have: Sequence[int], want: Sequence[int]) -> int:
    """Length of the common start."""
    length = 0
    for a, b in zip(have, want, strict=False):
        if a != b:
            break
        length += 1
    return length
