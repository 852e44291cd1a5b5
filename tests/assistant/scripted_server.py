"""A server on this machine that speaks OpenAI's protocol and says what a test tells it to say."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]


@dataclass
class Reply:
    """What the server says."""

    text: str
    logprobs: Mapping[str, float] | None = None
    """Of the first token: the tokens that could stand there."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Server:
    """Where it listens and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(reply: Callable[[Asked], Reply]) -> Iterator[Server]:
    """A running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(asked)
            said = reply(asked)
            body = json.dumps(_document(said)).encode()
            self.send_response(said.status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}/v1")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _document(said: Reply) -> dict[str, Any]:
    choice: dict[str, Any] = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said.text}}
    if said.logprobs is not None:
        first, *_ = said.logprobs
        top = [{"token": token, "logprob": value, "bytes": None} for token, value in said.logprobs.items()]
        choice["logprobs"] = {"content": [{"token": first, "logprob": said.logprobs[first], "bytes": None, "top_logprobs": top}]}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
