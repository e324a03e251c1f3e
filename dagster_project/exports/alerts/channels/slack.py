"""Slack's incoming webhooks: POST {"text", "blocks"}; "ok" as text, or an error in words.

Slack does not know a message that comes again, so one whose answer was lost is not repeated, nor is one that it
answered with 500: it may be there. What lasts is told again at its cadence. 503 says that nothing was taken, and is
tried again. Its address is a secret: it stands in an environment variable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dagster_project.exports.alerts.channels.channel import Sent
from dagster_project.exports.alerts.messages import text_of
from dagster_project.exports.delivery.http import Request
from dagster_project.exports.delivery.places import Place
from dagster_project.exports.delivery.retrying import Deliverer, Outcome
from dagster_project.exports.settings import PLACE_KEYS, Section, place_of

UNAVAILABLE = 503
"""The service cannot take a request at the moment (RFC 9110, 15.6.4)."""

LONGEST_BLOCK = 2900
"""Characters of a section of text; Slack refuses more than 3,000."""

MARKS = {"P0": ":rotating_light:", "P1": ":warning:", "P2": ":large_yellow_circle:", "P3": ":information_source:"}


@dataclass(frozen=True)
class SlackChannel:
    """An incoming webhook of Slack."""

    place: Place
    knows_repetition = False
    kind = "slack"

    def deliver(self, document: dict[str, Any], deliverer: Deliverer) -> Sent:
        """Post it, once."""
        body = json.dumps(_message(document), ensure_ascii=False).encode()

        def request(now: datetime) -> Request:
            return Request("POST", self.place, {"Content-Type": "application/json; charset=utf-8"}, body)

        delivery = deliverer.deliver(request, repeatable=False)
        outcome = delivery.outcome
        if outcome is Outcome.IN_DOUBT and delivery.answer is not None and delivery.answer.status == UNAVAILABLE:
            outcome = Outcome.PUT_OFF
        return Sent(outcome, delivery.said, len(delivery.attempts))


def _message(document: dict[str, Any]) -> dict[str, Any]:
    lines = text_of(document).split("\n", 1)[-1].strip()
    blocks = [_section(f"{MARKS.get(document['priority'], '')} *{_escaped(document['title'])}*")]
    blocks += [_section(_escaped(part)) for part in _parts(lines)]
    return {"text": _escaped(document["title"]), "blocks": blocks}


def _parts(text: str) -> list[str]:
    """The text in pieces that Slack takes, at most as many as a message may have."""
    parts, part = [], ""
    for line in text.split("\n"):
        if len(part) + len(line) > LONGEST_BLOCK and part:
            parts.append(part)
            part = ""
        part += line[:LONGEST_BLOCK] + "\n"
    return [*parts, part][:40]


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _escaped(text: str) -> str:
    """So that nothing in a text calls a channel or a person, or becomes a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def slack_of(section: Section) -> SlackChannel:
    """The channel that a section names. Raises UserError where it cannot be used."""
    section.only("type", *PLACE_KEYS)
    return SlackChannel(place_of(section))
