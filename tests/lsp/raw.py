"""The bare stream of the protocol, on which also what no client would send can be sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

_PATIENCE = 60
"""Seconds after which a server that does not answer counts as dead."""


class Stream:
    """A server, and what it has written in the order in which it did."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dxplan", "lsp"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=folder, env=environment,
        )  # fmt: skip
        self._arrived: Queue[dict[str, Any]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline():
            if line.startswith(b"Content-Length:"):
                length = int(line.partition(b":")[2])
            elif line == b"\r\n":
                self._arrived.put(json.loads(stream.read(length)))

    def send_bytes(self, body: bytes) -> None:
        """Send a message as it is."""
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        stream.flush()

    def send(self, **message: Any) -> None:
        """Send a message of the protocol's version."""
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def answer(self) -> dict[str, Any]:
        """The next answer; what the server says unasked is passed over."""
        while True:
            found = self._arrived.get(timeout=_PATIENCE)
            if "method" not in found:
                return found

    def ask(self, method: str, params: object, number: int | str = 1) -> dict[str, Any]:
        """Ask, and see that it is this that is answered."""
        self.send(id=number, method=method, params=params)
        found = self.answer()
        assert found["id"] == number
        return found

    def error(self, method: str, params: object, number: int | str = 1) -> int:
        """The number of the error with which something is answered."""
        found = self.ask(method, params, number)
        assert "result" not in found, (method, params)
        code: int = found["error"]["code"]
        return code

    def begin(self, **more: object) -> Mapping[str, Any]:
        """Begin as editors do."""
        found = self.ask("initialize", {"processId": None, "capabilities": {}, **more})
        self.send(method="initialized", params={})
        capabilities: Mapping[str, Any] = found["result"]["capabilities"]
        return capabilities

    def open(self, uri: str, text: str) -> None:
        """Open a document."""
        item = {"uri": uri, "languageId": "dxplan", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": item})

    def leave(self) -> int:
        """Close the stream without a word; what the server exits with."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(_PATIENCE)

    def end(self) -> int:
        """End as editors do; what the server exits with."""
        assert self.ask("shutdown", None)["result"] is None
        self.send(method="exit")
        return self.process.wait(_PATIENCE)


@contextmanager
def stream(folder: Path) -> Iterator[Stream]:
    """A server that is gone afterwards in any case."""
    found = Stream(folder)
    try:
        yield found
    finally:
        found.process.kill()
        found.process.wait()
        for each in (found.process.stdin, found.process.stdout):
            assert each is not None
            each.close()
