"""Nothing leaves the machine: the main job with the real weights in processes that cannot open a connection."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import needs_weights

ROOT = Path(__file__).parents[2]
QUESTION = "What is the total on the receipt?"

# Python runs a module of this name at the start of every process, also of worker processes.
GUARD = """
import os
import socket

FOLDER = os.environ["GUARD"]


def note(name, line):
    with open(os.path.join(FOLDER, name), "a") as out:
        out.write(line.replace("\\n", " ") + "\\n")


def refused(name):
    def refuse(*args, **kwargs):
        note("attempts", f"{name} {args!r}")
        raise OSError(f"{name}: there is no network here")

    return refuse


def guarded(name):
    real = getattr(socket.socket, name)

    def connect(self, *args):
        if self.family == socket.AF_UNIX:
            return real(self, *args)
        return refused(name)(*args)

    return connect


for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, guarded(name))
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refused(name))
note("guarded", str(os.getpid()))
"""

JOB = """
import json
import sys
import tomllib
from pathlib import Path

from assistant import ingest
from assistant.agent import ask
from assistant.cli.demo import build
from assistant.ingest.local import WorkerPool
from assistant.llm import load
from assistant.router import Router
from assistant.settings import settings


def main():
    plan = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))
    session = build(Path(sys.argv[2]), plan)
    processed = ingest.process(session, WorkerPool(1))
    model = load(settings())
    answer = ask(session, sys.argv[3], model, Router(model, settings().cache))
    failed = [f"{failure.exhibit} {failure.tool}: {failure.reason}" for failure in processed.failed]
    print(json.dumps({"exhibits": len(plan["exhibits"]), "failed": failed, "answer": answer.model_dump(mode="json")}))


if __name__ == "__main__":
    main()
"""

TRY = """
import socket
import sys

import httpx

for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.socket().connect(("192.0.2.1", 80)),
    lambda: socket.socket(socket.AF_INET6).connect_ex(("::1", 80)),
    lambda: httpx.get("http://192.0.2.1/"),
):
    try:
        attempt()
    except (OSError, httpx.HTTPError):
        continue
    sys.exit("a connection was opened")
one, other = socket.socketpair()
one.send(b"x")
assert other.recv(1) == b"x"
"""


def guarded(folder: Path, code: str, arguments: Sequence[str | Path] = ()) -> subprocess.CompletedProcess[str]:
    """Run a program that cannot open a connection; attempts and guarded processes are noted in the folder."""
    (folder / "guard").mkdir(parents=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    (folder / "job.py").write_text(code)
    environment = os.environ | {
        "PYTHONPATH": f"{folder / 'guard'}{os.pathsep}{ROOT}",
        "GUARD": str(folder),
        "EXHIBIT_STATE": str(folder / "state"),
        "EXHIBIT_CACHE": str(folder / "cache"),
    }
    command = [sys.executable, str(folder / "job.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)


def noted(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text().splitlines() if (folder / name).exists() else []


def test_the_guard_sees_every_attempt(tmp_path: Path) -> None:
    """What the test below relies on: in a guarded process each way to connect fails and is noted, and local pipes work."""
    ran = guarded(tmp_path, TRY)
    assert ran.returncode == 0, ran.stderr
    assert len(noted(tmp_path, "attempts")) >= 4


@needs_weights("chat", "text-embedding", "named-entities", "speech-to-text", "ocr-detection", "ocr-recognition")
def test_the_main_job_needs_no_network(tmp_path: Path, demo: Path) -> None:
    """A case is built, gone through and asked a question without one attempt to connect, and the answer cites its places."""
    ran = guarded(tmp_path, JOB, [demo / "case.toml", tmp_path / "case", QUESTION])
    assert ran.returncode == 0, ran.stderr
    came = json.loads(ran.stdout.splitlines()[-1])
    assert noted(tmp_path, "attempts") == []
    assert len(set(noted(tmp_path, "guarded"))) >= 2, "the worker processes were guarded too"
    assert came["failed"] == []
    answer = came["answer"]
    assert answer["status"] == "answered"
    assert "97.89" in " ".join(citation["quote"] for sentence in answer["sentences"] for citation in sentence["citations"])
