"""E-mail over SMTP (RFC 5321), with TLS but for a relay on this machine.

The Message-ID is made of the message's own, so that mail systems know one that comes again; one in doubt is repeated,
and some programs show both. Who was refused while others were accepted is tried again, alone.
"""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

from dagster_project.exports.alerts.channels.channel import ONLY_TO, Sent
from dagster_project.exports.alerts.messages import text_of
from dagster_project.exports.delivery.retrying import Deliverer, Outcome
from dagster_project.exports.settings import Section
from dagster_project.resources.errors import UserError

SECURITIES = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 20.0


@dataclass(frozen=True)
class EmailChannel:
    """A mail server, who it is from, and who gets it. password is never shown."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    knows_repetition = True
    kind = "email"

    def deliver(self, document: dict[str, Any], deliverer: Deliverer) -> Sent:
        """Hand it to the server. Refused for good is 5xx; 4xx and what breaks before the text is tried again later."""
        mail = self._mail(document, deliverer)
        to = document.get(ONLY_TO) or self.to
        refused: dict[str, tuple[int, bytes]] = {}
        step = "connect"
        try:
            with self._connect() as server:
                step = "log in"
                if self.user:
                    server.login(self.user, self.password or "")
                step = "send"
                refused = server.send_message(mail, to_addrs=list(to))
                # What breaks from here on, such as the farewell, takes nothing back.
                step = "done"
        except smtplib.SMTPResponseException as error:
            if step == "done":
                return self._taken(refused, to)
            words = self._without_password(f"{error.smtp_code}: {_words(error.smtp_error)}")
            return Sent(Outcome.REFUSED if error.smtp_code >= 500 else Outcome.PUT_OFF, words)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            final = all(code >= 500 for code in codes)
            return Sent(Outcome.REFUSED if final else Outcome.PUT_OFF, f"no recipient was accepted ({codes[0]})")
        except (OSError, smtplib.SMTPException) as error:
            if step == "done":
                return self._taken(refused, to)
            outcome = Outcome.IN_DOUBT if step == "send" else Outcome.PUT_OFF
            return Sent(outcome, f"could not {step}: {type(error).__name__}")
        return self._taken(refused, to)

    def _taken(self, refused: Mapping[str, object], to: Sequence[str]) -> Sent:
        if not refused:
            return Sent(Outcome.DELIVERED, "accepted")
        return Sent(Outcome.DELIVERED, f"accepted, but for {len(refused)} of {len(to)} recipients", left=tuple(refused))

    def _mail(self, document: dict[str, Any], deliverer: Deliverer) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"] = self.sender, ", ".join(self.to)
        mail["Subject"] = " ".join(document["title"].split())
        mail["Date"] = format_datetime(deliverer.clock.now())
        domain = parseaddr(self.sender)[1].rpartition("@")[2] or "loompin"
        mail["Message-ID"] = f"<{document['message_id']}@{domain}>"
        # So that no automatic answer comes back (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text_of(document))
        return mail

    def _connect(self) -> smtplib.SMTP:
        connect: Callable[..., smtplib.SMTP] = smtplib.SMTP
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=ssl.create_default_context())
        server = connect(self.host, self.port, timeout=SECONDS, local_hostname=socket.gethostname())
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        return server

    def _without_password(self, text: str) -> str:
        return text.replace(self.password, "***") if self.password else text


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200]


def email_of(section: Section) -> EmailChannel:
    """The channel that a section names. Raises UserError where it cannot be used."""
    section.only("type", "host", "port", "security", "user", "password_env", "from", "to")
    host, security = section.text("host"), section.text("security", "starttls")
    if security not in SECURITIES:
        raise UserError(f"{section.where}: security is {security!r}.", f"It is one of {', '.join(SECURITIES)}.")
    if security == "none" and not _is_this_machine(host):
        raise UserError(
            f'{section.where}: security is "none", and {host} is another machine.',
            'Use "starttls" or "tls": what is sent in the clear, others can read.',
        )
    port = section.values.get("port", PORTS[security])
    to = section.values.get("to")
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 65536:
        raise UserError(f"{section.where}: port is {port!r}.", "Write a number, such as 587.")
    if not isinstance(to, list) or not to or not all(isinstance(one, str) and "@" in one for one in to):
        raise UserError(f"{section.where}: to is {to!r}.", 'Write a list: to = ["oncall@example.com"].')
    user = section.text("user") if "user" in section.values else None
    password = section.secret("password_env") if user else None
    return EmailChannel(host, port, security, section.text("from"), tuple(to), user, password)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
