"""What every channel does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from dagster_project.exports.delivery.retrying import Deliverer, Outcome

ONLY_TO = "only_to"
"""Key of a document that is for those alone who were refused before."""


@dataclass(frozen=True)
class Sent:
    """What became of a message, in the channel's words, after how many attempts.

    left: who was refused while others were accepted; they alone are to be tried again.
    """

    outcome: Outcome
    said: str
    attempts: int = 1
    left: tuple[str, ...] = ()


class Channel(Protocol):
    """A way to tell somebody.

    knows_repetition: whether the other side knows a message that comes again, so that one in doubt may be repeated.
    """

    knows_repetition: bool
    kind: str

    def deliver(self, document: dict[str, Any], deliverer: Deliverer) -> Sent:
        """Send a message as `messages.document_of` makes it. Never raises for what the other side does."""
