"""Where a delivery may go: https, to a host that the settings name, outside of private networks.

A name is looked up once, its addresses are judged, and the connection is made to the address that was judged: a name
that leads elsewhere a moment later (DNS rebinding) leads nobody into the own network. Redirections are not followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dagster_project.resources.errors import UserError


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the system's order. Raises OSError where it has none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class ForbiddenPlace(UserError):
    """An address that nothing is sent to. Its message names the host and never the path, which may be a secret."""


@dataclass(frozen=True)
class AllowedPlaces:
    """Which addresses are allowed.

    hosts: names as they stand in an address, lower case.
    loopback_http: also plain http to this machine (an emulator, a relay); set by `allow_loopback_http` in the settings.
    """

    hosts: frozenset[str]
    loopback_http: bool = False
    look_up: Callable[[str, int], list[str]] = field(default=look_up, repr=False)

    def place(self, url: str, where: str) -> Place:
        """The place that an address names. Raises ForbiddenPlace, beginning with `where`, if it is not allowed."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            raise ForbiddenPlace(f"{where}: this is no address.", "Write it as https://host/path.") from None
        if not host or parts.username or parts.password or parts.scheme not in ("https", "http"):
            raise ForbiddenPlace(
                f"{where}: this is no address that things are sent to.",
                "Write it as https://host/path; names and passwords stand in environment variables of their own.",
            )
        if host not in self.hosts:
            raise ForbiddenPlace(f"{where}: {host} is not among the allowed hosts.", f'Add "{host}" to its hosts.')
        if parts.scheme == "http" and not self.loopback_http:
            raise ForbiddenPlace(
                f"{where}: {host} is asked for over http.",
                "Use https; for a relay on this machine alone there is allow_loopback_http = true.",
            )
        path = parts.path or "/"
        return Place(
            scheme=parts.scheme,
            host=host,
            port=port or (443 if parts.scheme == "https" else 80),
            target=f"{path}?{parts.query}" if parts.query else path,
            only_loopback=parts.scheme == "http",
            may_be_loopback=self.loopback_http,
            look_up=self.look_up,
        )


@dataclass(frozen=True)
class Place:
    """An allowed address. `target` (path and query) may hold a secret and is never shown."""

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)
    only_loopback: bool = False
    may_be_loopback: bool = False
    look_up: Callable[[str, int], list[str]] = field(default=look_up, repr=False)

    @property
    def origin(self) -> str:
        """What of the address may be shown."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def addresses(self) -> list[str]:
        """The IP addresses to connect to. Raises ForbiddenPlace if one is private, OSError where there is none."""
        addresses = self.look_up(self.host, self.port)
        for address in addresses:
            if not self._may_connect(address):
                raise ForbiddenPlace(
                    f"{self.host} leads to {address}, which is not a public address.",
                    "Nothing is sent into private networks.",
                )
        if not addresses:
            raise OSError(f"{self.host} has no address")
        return addresses

    def _may_connect(self, address: str) -> bool:
        ip = ipaddress.ip_address(address.partition("%")[0])
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        if ip.is_loopback:
            return self.may_be_loopback
        return ip.is_global and not ip.is_multicast and not self.only_loopback


def host_names(values: Iterable[str]) -> frozenset[str]:
    """Host names as they are compared."""
    return frozenset(value.strip().lower().rstrip(".") for value in values)
