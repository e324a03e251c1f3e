"""One request and its answer. Where there is no answer, whether the request can have arrived all the same.

`http.client` of the standard library, since a connection has to go to the very IP address that was judged (see
`places`), redirections must not be followed, and it must be known whether a request had begun when something broke.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dagster_project.exports.delivery.places import Place

LARGEST_ANSWER = 8 * 1024 * 1024
"""Bytes of an answer that are read; a page of 100 issues is well below it."""


@dataclass(frozen=True)
class Request:
    """What is sent. Headers, body and the secrets in them are never part of what is printed.

    secrets: texts that must not be shown wherever they turn up, such as in the words of an answer.
    """

    method: str
    place: Place
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def without_secrets(self, text: str) -> str:
        """A text with every secret of this request, and the path it goes to, blotted out."""
        for secret in sorted({*self.secrets, self.place.target}, key=len, reverse=True):
            if len(secret) > 3:
                text = text.replace(secret, "***")
        return text


@dataclass(frozen=True)
class Answer:
    """A status, headers by lower-case name, and the body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class NoAnswer(Exception):
    """The connection could not be made, broke, or took too long.

    may_have_arrived: whether any of the request was sent, so that the other side can have acted on it.
    """

    def __init__(self, why: str, may_have_arrived: bool) -> None:
        super().__init__(why)
        self.why = why
        self.may_have_arrived = may_have_arrived


Send = Callable[[Request, float], Answer]
"""What sends: a request, and the seconds it may take. Raises NoAnswer."""


def send(request: Request, seconds: float) -> Answer:
    """Send over the network. Raises NoAnswer, or ForbiddenPlace where the host leads into a private network."""
    connection = _connect(request.place, seconds)
    try:
        connection.request(
            request.method, request.place.target, body=request.body or None, headers=dict(request.headers)
        )
        response = connection.getresponse()
        body = response.read(LARGEST_ANSWER)
        if response.length:
            raise NoAnswer("the answer was cut off", may_have_arrived=True)
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(_kind(error), may_have_arrived=True) from None
    finally:
        connection.close()


def _connect(place: Place, seconds: float) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(place.host, place.port, timeout=seconds)
    try:
        connection.sock = _socket(place, seconds)
    except OSError as error:
        raise NoAnswer(_kind(error), may_have_arrived=False) from None
    if place.scheme == "https":
        connection.default_port = http.client.HTTPS_PORT  # So that the header Host is written as browsers do.
    return connection


def _socket(place: Place, seconds: float) -> socket.socket:
    """A connection to the first address that takes one. Raises OSError of the last where none does."""
    refusal = OSError(f"{place.host} has no address")
    for address in place.addresses():
        try:
            made = socket.create_connection((address, place.port), timeout=seconds)
        except OSError as error:
            refusal = error
            continue
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if place.scheme == "https":
            return ssl.create_default_context().wrap_socket(made, server_hostname=place.host)
        return made
    raise refusal


def _kind(error: Exception) -> str:
    """What broke, without the words of the library, which may quote what was sent."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not accepted ({error.verify_message})"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, socket.gaierror):
        return "the host has no address"
    return f"connection broke ({type(error).__name__})"
