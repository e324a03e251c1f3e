"""A server on loopback in this process, with faults on order. What it serves is a subclass's business."""

from __future__ import annotations

import json
import math
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from exports.emulators.clock import TestClock


class Fault(StrEnum):
    """What goes wrong with a call."""

    NONE = "none"
    TOO_MANY = "429, Retry-After in seconds"
    TOO_MANY_UNTIL = "429, Retry-After as a date"
    FAILS_BEFORE = "500, nothing done"
    UNAVAILABLE = "503, nothing done"
    FAILS_AFTER = "502, the work done"
    DROPS = "connection dropped, nothing done"
    LOST_ANSWER = "connection dropped, the work done"
    CUT_ANSWER = "half of the answer, the work done"
    DONE_LATER = "connection dropped, the work done ten seconds later"


@dataclass(frozen=True)
class Call:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What is answered."""

    status: int
    document: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Emulator(ABC):
    """Serves calls one at a time; the n-th call gets the n-th fault on order, later ones none."""

    retry_after = 7

    def __init__(self, clock: TestClock, faults: Iterable[Fault] = ()) -> None:
        self.clock = clock
        self.faults: Iterator[Fault] = iter(faults)
        self.calls: list[Call] = []
        self.closed_until: datetime | None = None
        self.came_too_early = 0
        self.turn = threading.Lock()
        self.waiting: list[tuple[datetime, Call]] = []
        self.moment_of_work: datetime | None = None
        self.url = ""

    def order(self, faults: Iterable[Fault]) -> None:
        """Faults of the calls from here on."""
        self.faults = iter(faults)

    @abstractmethod
    def serve(self, call: Call) -> Reply:
        """Do the work, which is each emulator's own."""

    def now(self) -> datetime:
        """The moment at which the work is done."""
        return self.moment_of_work or self.clock.now()

    def is_create(self, call: Call) -> bool:
        """Whether a call may be left waiting: an update that overtakes a later one is another story."""
        return False

    def limit(self, call: Call) -> Reply | None:
        """A limit of the service itself that the call runs into, if any."""
        return None

    def handle(self, call: Call) -> tuple[Reply | None, bool]:
        """The reply, None for a dropped connection; and whether only half of it gets through."""
        self._work_on_what_waits()
        self.calls.append(call)
        if self.closed_until and self.clock.now() < self.closed_until:
            self.came_too_early += 1
            return self._too_many(), False
        fault = next(self.faults, Fault.NONE)
        if fault in (Fault.TOO_MANY, Fault.TOO_MANY_UNTIL):
            # A whole second, since that is all a date in a header can say.
            until = self.clock.now() + timedelta(seconds=self.retry_after, microseconds=999_999)
            self.closed_until = until.replace(microsecond=0)
            return self._too_many(as_date=fault is Fault.TOO_MANY_UNTIL), False
        if fault is Fault.FAILS_BEFORE:
            return Reply(500, {"message": "internal error"}), False
        if fault is Fault.UNAVAILABLE:
            return Reply(503, {"message": "try again later"}), False
        if fault is Fault.DROPS:
            return None, False
        if fault is Fault.DONE_LATER and self.is_create(call):
            self.waiting.append((self.clock.now() + timedelta(seconds=10), call))
            return None, False
        reply = self.limit(call) or self.serve(call)
        if fault is Fault.FAILS_AFTER:
            return Reply(502, {"message": "bad gateway"}), False
        if fault in (Fault.LOST_ANSWER, Fault.DONE_LATER):
            return None, False
        return reply, fault is Fault.CUT_ANSWER

    def _work_on_what_waits(self) -> None:
        due = [(moment, call) for moment, call in self.waiting if moment <= self.clock.now()]
        self.waiting = [pair for pair in self.waiting if pair not in due]
        for self.moment_of_work, call in due:
            self.serve(call)
        self.moment_of_work = None

    def _too_many(self, as_date: bool = False) -> Reply:
        until = self.closed_until or self.clock.now()
        left = math.ceil((until - self.clock.now()).total_seconds())
        value = format_datetime(until, usegmt=True) if as_date else str(left)
        return Reply(429, {"message": "too many requests"}, {"Retry-After": value})


@contextmanager
def served(emulator: Emulator) -> Iterator[Emulator]:
    """The emulator on a port of its own, named by its `url`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            with emulator.turn:
                call = Call(self.command, parts.path, query, {k.lower(): v for k, v in self.headers.items()}, body)
                reply, is_cut = emulator.handle(call)
            self.close_connection = True
            if reply is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            content = b"" if reply.document is None else json.dumps(reply.document).encode()
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(content)), "Connection": "close"}.items():
                self.send_header(name, value)
            self.end_headers()
            if is_cut and content:
                self.wfile.write(content[: len(content) // 2])
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A dropped connection is what was ordered."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    emulator.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield emulator
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
