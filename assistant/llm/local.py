"""llama.cpp in this process: next-token probabilities, constrained completion, and prefixes kept on disk.

Reading a prompt costs far more than answering it on a CPU, so everything here is about not reading twice: what two
prompts share at their start is read once, and the state after a prompt's stable part (the system message) outlives the
process in a file.
"""

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from assistant.llm.trie import Trie

LogProbs = npt.NDArray[np.float64]
"""Shape (vocabulary,); natural logarithms."""

_KEPT_IN_MEMORY = 6
_KEPT_ON_DISK = 24


@dataclass(frozen=True)
class Turn:
    """One message of a prompt."""

    role: str
    content: str


@dataclass(frozen=True)
class Prompt:
    """What the model reads, as tokens."""

    tokens: tuple[int, ...]
    stable: int
    """So many tokens at the start recur in other prompts and are worth keeping."""


class ContextFull(Exception):
    """The prompt is longer than the model's context."""


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
        self,
        model: Path,
        *,
        context: int = 6144,
        threads: int | None = None,
        states: Path | None = None,
        identity: str = "",
    ) -> None:
        threads = threads or os.cpu_count() or 1
        self._llama: Any = llama_cpp.Llama(
            str(model),
            n_ctx=context,
            n_batch=512,
            n_threads=threads,
            n_threads_batch=threads,
            seed=0,
            verbose=False,
        )
        self._lock = threading.RLock()
        self._states = states
        self._identity = f"{identity or model}|{llama_cpp.__version__}"
        self._memory: OrderedDict[str, tuple[int, bytes]] = OrderedDict()
        self._format = self._formatter()
        self.context = context

    # -- prompts ------------------------------------------------------------------------------------------------------

    def prompt(self, turns: Sequence[Turn], *, begin: str = "", stable: int = 0) -> Prompt:
        """Tokens of a conversation, up to where the assistant speaks.

        Message text never becomes a control token: a document that holds `<|im_end|>` is read as those characters.

        Args:
            turns: the messages.
            begin: text that the assistant's answer is made to start with.
            stable: so many turns at the start recur in other prompts.
        """
        marks = [f"\ue000{number}\ue001" for number in range(len(turns))]
        rendered = self._format(messages=[{"role": t.role, "content": mark} for t, mark in zip(turns, marks, strict=True)]).prompt
        tokens: list[int] = []
        boundary = 0
        for number, (turn, mark) in enumerate(zip(turns, marks, strict=True)):
            before, found, rendered = rendered.partition(mark)
            if not found:
                raise ValueError("the chat template of this model drops or changes messages")
            tokens += self._control(before) + self._text(turn.content)
            if number < stable:
                boundary = len(tokens)
        tokens += self._control(rendered) + self._text(begin)
        return Prompt(tuple(tokens), boundary)

    def count(self, text: str) -> int:
        """Tokens of a text."""
        return len(self._text(text))

    # -- reading the model's mind ---------------------------------------------------------------------------------------

    def next_token(self, prompt: Prompt) -> LogProbs:
        """Log-probability of every token that could come next."""
        with self._lock:
            self._read(prompt)
            return self._logprobs()

    def weigh(self, prompt: Prompt, answers: Sequence[Sequence[str]]) -> list[float]:
        """For each answer, given as the words that mean it, the log-probability that one of them comes next."""
        logs = self.next_token(prompt)
        return [float(np.logaddexp.reduce(logs[sorted({self._text(word)[0] for word in words})])) for words in answers]

    def choose(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Log-probability of each option as the continuation, given that it is one of them.

        Exact for constrained decoding: at each place where options part, the model's probabilities of the tokens that
        lead on are renormalised; places without a choice cost nothing.
        """
        trie = Trie({option: tuple(self._text(option)) for option in options})
        with self._lock:
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
                    walk(
                        node.children[head],
                        (*path, head),
                        reached + float(logs[head] - total),
                    )

            walk(trie, (), 0.0)
            return [found[option] for option in options]

    # -- writing --------------------------------------------------------------------------------------------------------

    def complete(
        self,
        prompt: Prompt,
        *,
        schema: dict[str, Any] | None = None,
        max_tokens: int = 512,
        stop: Sequence[str] = (),
        on_text: Callable[[str], object] = lambda _: None,
    ) -> str:
        """The most likely answer, token by token; under a JSON schema it is a document of that schema.

        Raises:
            ContextFull: prompt and answer do not fit.
        """
        grammar = llama_cpp.LlamaGrammar.from_json_schema(json.dumps(schema), verbose=False) if schema is not None else None
        with self._lock:
            if len(prompt.tokens) + max_tokens > self.context:
                raise ContextFull(f"{len(prompt.tokens)} tokens to read and {max_tokens} to write do not fit in {self.context}")
            self._read(prompt, leave=1)
            pieces = bytearray()
            for count, token in enumerate(
                self._llama.generate(list(prompt.tokens), temp=0.0, top_k=1, grammar=grammar),
                start=1,
            ):
                if llama_cpp.llama_vocab_is_eog(self._llama._model.vocab, token) or count > max_tokens:
                    break
                pieces += self._llama.detokenize([token], special=False)
                text = pieces.decode("utf-8", errors="ignore")
                on_text(text)
                if any(mark in text for mark in stop):
                    break
        text = pieces.decode("utf-8", errors="ignore")
        for mark in stop:
            text = text.partition(mark)[0]
        return text

    # -- state ----------------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Drop what was read and every state in memory; states on disk stay (benchmarks measure with this)."""
        with self._lock:
            self._memory.clear()
            self._clear()

    def _read(self, prompt: Prompt, *, leave: int = 0) -> None:
        """Bring the model to the end of the prompt (less the last `leave` tokens), reading as little as possible."""
        tokens = prompt.tokens
        if len(tokens) >= self.context:
            raise ContextFull(f"{len(tokens)} tokens to read do not fit in {self.context}")
        # The last token is always read afresh: its logits are needed, and a restored state has none.
        end = len(tokens) - leave
        reused = min(
            _shared(self._llama.input_ids[: self._llama.n_tokens], tokens),
            end - (1 - min(leave, 1)),
        )
        stable = min(prompt.stable, end - 1)
        if reused < stable and self._restore(tokens[:stable]):
            reused = stable
        self._llama.n_tokens = reused
        if reused < stable:
            self._llama.eval(list(tokens[reused:stable]))
            self._keep(tokens[:stable])
            reused = stable
        if reused < end:
            self._llama.eval(list(tokens[reused:end]))
        self._llama._requires_eval = leave > 0

    def _key(self, tokens: Sequence[int]) -> str:
        return hashlib.sha256(f"{self._identity}|{','.join(map(str, tokens))}".encode()).hexdigest()

    def _keep(self, tokens: Sequence[int]) -> None:
        context = self._llama._ctx.ctx
        size = llama_cpp.llama_state_seq_get_size(context, 0)
        buffer = (llama_cpp.ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(context, buffer, size, 0)
        key = self._key(tokens)
        state = bytes(buffer[:written])
        self._remember(key, len(tokens), state)
        if self._states is None:
            return
        self._states.mkdir(parents=True, exist_ok=True, mode=0o700)
        spare = self._states / f"{key}.{os.getpid()}.part"
        spare.write_bytes(hashlib.sha256(state).digest() + state)
        spare.replace(self._states / f"{key}.state")
        for old in sorted(self._states.glob("*.state"), key=lambda path: path.stat().st_mtime)[:-_KEPT_ON_DISK]:
            old.unlink(missing_ok=True)

    def _restore(self, tokens: Sequence[int]) -> bool:
        key = self._key(tokens)
        if key in self._memory:
            state = self._memory[key][1]
        elif self._states is not None and (file := self._states / f"{key}.state").is_file():
            content = file.read_bytes()
            state = content[32:]
            if hashlib.sha256(state).digest() != content[:32]:  # cut short by a full disk, say: read the prompt instead
                file.unlink(missing_ok=True)
                return False
        else:
            return False
        self._clear()
        buffer = (llama_cpp.ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if llama_cpp.llama_state_seq_set_data(self._llama._ctx.ctx, buffer, len(state), 0) == 0:
            self._clear()
            return False
        self._llama.input_ids[: len(tokens)] = tokens
        self._llama.n_tokens = len(tokens)
        self._remember(key, len(tokens), state)
        return True

    def _remember(self, key: str, length: int, state: bytes) -> None:
        self._memory[key] = (length, state)
        self._memory.move_to_end(key)
        while len(self._memory) > _KEPT_IN_MEMORY:
            self._memory.popitem(last=False)

    def _clear(self) -> None:
        self._llama._ctx.kv_cache_clear()
        self._llama.n_tokens = 0

    # -- tokens ---------------------------------------------------------------------------------------------------------

    def _logprobs(self) -> LogProbs:
        pointer = llama_cpp.llama_get_logits_ith(self._llama._ctx.ctx, -1)
        logits = np.ctypeslib.as_array(pointer, shape=(self._llama.n_vocab(),)).astype(np.float64)
        logits -= logits.max()
        logs: LogProbs = logits - np.log(np.exp(logits).sum())
        return logs

    def _text(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=False)) if text else []

    def _control(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=True)) if text else []

    def _formatter(self) -> Jinja2ChatFormatter:
        vocab = self._llama._model

        def piece(token: int) -> str:
            return str(vocab.token_get_text(token)) if token >= 0 else ""

        template = self._llama.metadata.get("tokenizer.chat_template")
        if template is None:
            raise ValueError("this GGUF file has no chat template: use an instruction-tuned chat model")
        return Jinja2ChatFormatter(
            template=template,
            eos_token=piece(self._llama.token_eos()),
            bos_token=piece(self._llama.token_bos()),
        )


def _shared(have: Sequence[int], want: Sequence[int]) -> int:
    """Length of the common start."""
    length = 0
    for a, b in zip(have, want, strict=False):
        if a != b:
            break
        length += 1
    return length
