"""Where things are sent: what the sections of `loompin.toml` say, read and judged.

[export.webhook]
url = "https://hooks.example.com/loompin"   # or url_env: the NAME of the variable that holds it, with hosts
hosts = ["hooks.example.com"]               # the only ones that anything is sent to; of `url` if left away
secret_env = "LOOMPIN_WEBHOOK_SECRET"       # the NAME of the variable
next_secret_env = "LOOMPIN_WEBHOOK_NEXT"    # while one secret takes the place of another
allow_loopback_http = false                 # true for an emulator or a relay on this machine
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dagster_project.exports.delivery.places import AllowedPlaces, Place, host_names
from dagster_project.exports.delivery.webhook import Webhook
from dagster_project.resources.environment import read_secret
from dagster_project.resources.errors import UserError

PLACE_KEYS = ("url", "url_env", "hosts", "allow_loopback_http")
WEBHOOK_KEYS = (*PLACE_KEYS, "secret_env", "next_secret_env")


@dataclass(frozen=True)
class Section:
    """A section of the file: its values, and where they stand, for messages."""

    where: str
    values: Mapping[str, Any]
    needs_secrets: bool = True
    """False where nothing is sent, and stand-ins do."""

    def only(self, *keys: str) -> None:
        """Raises UserError for a key that is not among these."""
        for key in self.values:
            if key not in keys:
                raise UserError(f"{self.where}: {key!r} is not known here.", f"It knows {', '.join(sorted(keys))}.")

    def text(self, key: str, default: str | None = None) -> str:
        """A text. Raises UserError where it is missing and has no default, or is no text."""
        value = self.values.get(key, default)
        if value is None:
            raise UserError(f"{self.where}: {key} is missing.", f'Write {key} = "…".')
        if not isinstance(value, str) or not value.strip():
            raise UserError(f"{self.where}: {key} is {value!r}.", "Write a text in quotes.")
        return value.strip()

    def secret(self, key: str, stand_in: str = "stand-in") -> str:
        """What the environment variable that `key` names holds. Raises UserError where it is needed and not set."""
        name = self.text(key)
        return read_secret(name, self.where) if self.needs_secrets else stand_in

    def flag(self, key: str) -> bool:
        """True or false; false if left away."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise UserError(f"{self.where}: {key} is {value!r}.", "Write true or false.")
        return value


def place_of(section: Section, default_url: str | None = None, path: str = "") -> Place:
    """The place that a section names. path: what is added to its address.

    Raises UserError, as ForbiddenPlace where the address is not allowed.
    """
    by_variable, hosts = "url_env" in section.values, section.values.get("hosts")
    if hosts is None and by_variable:
        raise UserError(f"{section.where}: hosts is missing.", 'Name what url_env may lead to: hosts = ["…"].')
    if hosts is None:
        hosts = [urlsplit(section.text("url", default_url)).hostname or ""]
    if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        raise UserError(f"{section.where}: hosts is {hosts!r}.", 'Write a list: hosts = ["hooks.example.com"].')
    if by_variable:
        url = section.secret("url_env", stand_in=f"https://{next(iter(hosts), '')}")
    else:
        url = section.text("url", default_url)
    allowed = AllowedPlaces(host_names(hosts), loopback_http=section.flag("allow_loopback_http"))
    return allowed.place(url.rstrip("/") + path if path else url, section.where)


def webhook_of(section: Section) -> Webhook:
    """The generic webhook that a section names. Raises UserError where it cannot be used."""
    section.only(*WEBHOOK_KEYS)
    secrets = [section.secret(key) for key in ("secret_env", "next_secret_env") if key in section.values]
    if "secret_env" not in section.values:
        raise UserError(f"{section.where}: secret_env is missing.", "Name the variable that holds the secret.")
    return Webhook(place_of(section), tuple(secrets))
