"""A mail server on loopback: enough of SMTP (RFC 5321) for one message, with faults on order."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from enum import StrEnum


class MailFault(StrEnum):
    """What goes wrong with a connection."""

    NONE = "none"
    BUSY = "421 at the greeting"
    LATER = "451 after the text, nothing kept"
    UNKNOWN = "550 for the recipient"
    ONE_UNKNOWN = "550 for the first of the recipients"
    FAREWELL = "421 to QUIT, after the text was taken"
    LOST_ANSWER = "connection dropped after the text was taken"


class MailServer:
    """`inbox` holds each mail by its Message-ID, as mail systems keep one that comes twice."""

    def __init__(self, faults: Iterable[MailFault] = ()) -> None:
        self.faults = iter(faults)
        self.inbox: dict[str, EmailMessage] = {}
        self.taken = 0
        self.accepted: list[str] = []
        self.port = 0


@contextmanager
def mail_server(faults: Iterable[MailFault] = ()) -> Iterator[MailServer]:
    """The server on a port of its own."""
    mails = MailServer(faults)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            fault = next(mails.faults, MailFault.NONE)
            recipients, accepted = 0, list[str]()
            self.say("421 busy" if fault is MailFault.BUSY else "220 ready")
            while fault is not MailFault.BUSY and (line := self.rfile.readline().decode().strip()):
                word = line.split(" ")[0].split(":")[0].upper()
                if word == "DATA":
                    self.say("354 go on")
                    if self.take(fault):
                        return
                    mails.accepted += accepted
                elif word == "RCPT":
                    recipients += 1
                    is_known = fault is not MailFault.UNKNOWN and (fault, recipients) != (MailFault.ONE_UNKNOWN, 1)
                    if is_known:
                        accepted.append(line.partition("<")[2].partition(">")[0])
                    self.say("250 ok" if is_known else "550 no such person")
                elif word == "QUIT":
                    self.say("421 going down" if fault is MailFault.FAREWELL else "221 bye")
                    return
                else:
                    self.say("250 ok")

        def take(self, fault: MailFault) -> bool:
            """Read the text; True where the connection is to break."""
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            if fault is MailFault.LATER:
                self.say("451 try later")
                return False
            mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
            mails.taken += 1
            mails.inbox.setdefault(str(mail["Message-ID"]), mail)  # type: ignore[arg-type]
            if fault is MailFault.LOST_ANSWER:
                return True
            self.say("250 taken")
            return False

        def say(self, words: str) -> None:
            self.wfile.write(words.encode() + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        mails.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield mails
        finally:
            server.shutdown()
            thread.join()
