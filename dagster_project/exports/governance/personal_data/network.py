"""IP addresses, version 4 and 6. A version of a program in four parts is none where a word or a slash says so."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from dagster_project.exports.governance.personal_data.span import Span

IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)")
IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:]|\.\d)")
VERSION_WORDS = re.compile(
    r"(?:\bv|version|release|build|sdk|app|firmware|agent|client|driver|update|upgrade|patch|[A-Za-z]/)"
    r"(?: to| from| is)?[ .:=]{0,2}$",
    re.IGNORECASE,
)


def ip_spans(text: str) -> Iterator[Span]:
    """Addresses that are valid by RFC 791 and RFC 4291."""
    for match in IPV4.finditer(text):
        if _is_address(match.group()) and not VERSION_WORDS.search(text[max(0, match.start() - 24) : match.start()]):
            yield Span(match.start(), match.end(), "IP")
    for match in IPV6.finditer(text):
        # "::" is C++ and "a::b" perhaps a name; an address of somebody has digits, and more than one of them.
        if sum(character.isdigit() for character in match.group()) >= 1 and _is_address(match.group()):
            yield Span(match.start(), match.end(), "IP")


def _is_address(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True
