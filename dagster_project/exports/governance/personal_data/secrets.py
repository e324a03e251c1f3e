"""Keys, tokens and passwords: by the prefixes their issuers gave them, by the word before them, or by their randomness.

Hashes of commits, trace ids and UUIDs are none: they open nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from dagster_project.exports.governance.personal_data.span import Span

ISSUED = re.compile(
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON Web Token, RFC 7519
    r"|(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])"  # AWS
    r"|(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}"
    r"|(?<![A-Za-z0-9])glpat-[\w-]{16,}"
    r"|(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}"
    r"|https://hooks\.slack\.com/(?:services|workflows|triggers)/[^\s\0]+"
    r"|(?<![A-Za-z0-9])(?:[spr]k_(?:live|test)|whsec)_[A-Za-z0-9]{10,}"
    r"|(?<![A-Za-z0-9])sk-[\w-]{20,}"
    r"|(?<![A-Za-z0-9])AIza[\w-]{35}"
    r"|(?<![A-Za-z0-9])SG\.[\w-]{16,}\.[\w-]{16,}"
    r"|(?<![A-Za-z0-9])(?:npm|dop_v1|hf)_[A-Za-z0-9]{20,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[^\0]{0,8000}?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
)
NAMED = re.compile(
    r"(?<![A-Za-z])(?:pass(?:word|wort|phrase)?|pwd|kennwort|api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?"
    r"|client[ _-]?secret|(?:access|refresh|auth|bearer|api)[ _-]?token|token)"
    r"""(?:["'])?[ ]{0,2}(?:[:=]|\bis\b|\bist\b|\blautet\b)[ ]{0,2}["']?(?P<secret>[^\s\0"',;<>]{6,})""",
    re.IGNORECASE,
)
BEARER = re.compile(r"(?<![A-Za-z])(?:Bearer|Basic)[ ]+(?P<secret>[\w.~+/=-]{12,})")
IN_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://(?P<secret>[^\s\0/@:]{0,64}:[^\s\0/@]{1,128})@")
RANDOM = re.compile(r"(?<![\w/+=.-])[A-Za-z0-9_+=-]{32,512}(?![\w/+=.-])")
BITS_OF_RANDOM = 4.0
"""Shannon entropy of a character from which a long run is taken for a key; hexadecimal digits have at most 4."""


def secret_spans(text: str) -> Iterator[Span]:
    """Keys, tokens, passwords and private keys."""
    for match in ISSUED.finditer(text):
        yield Span(match.start(), match.end(), "secret")
    for form in (NAMED, BEARER, IN_URL):
        for match in form.finditer(text):
            secret = match.group("secret")
            if form is NAMED and not _is_guarded(secret):
                continue
            yield Span(match.start("secret"), match.end("secret"), "secret")
    for match in RANDOM.finditer(text):
        if _is_random(match.group()):
            yield Span(match.start(), match.end(), "secret")


def _is_guarded(secret: str) -> bool:
    """Not a word of a sentence: "the password is wrong" tells none, "password is hunter2" does."""
    return not secret.rstrip(".!?)").isalpha() or not secret.rstrip(".!?)").islower()


def _is_random(run: str) -> bool:
    kinds = (any(c.islower() for c in run), any(c.isupper() for c in run), any(c.isdigit() for c in run))
    counts = Counter(run).values()
    bits = -sum(n / len(run) * math.log2(n / len(run)) for n in counts)
    return all(kinds) and bits >= BITS_OF_RANDOM
