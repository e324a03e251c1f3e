"""A signed webhook: the document as it is, with a key by which the receiver knows a repetition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dagster_project.exports.alerts.channels.channel import Sent
from dagster_project.exports.delivery.retrying import Deliverer
from dagster_project.exports.delivery.webhook import Webhook
from dagster_project.exports.settings import Section, webhook_of


@dataclass(frozen=True)
class WebhookChannel:
    """A generic webhook, as `exports/delivery/webhook.py` has it."""

    webhook: Webhook
    knows_repetition = True
    kind = "webhook"

    def deliver(self, document: dict[str, Any], deliverer: Deliverer) -> Sent:
        """Send it; the id of the message is what the receiver knows it by."""
        delivery = self.webhook.deliver(deliverer, document, thing="alert", version=document["message_id"])
        return Sent(delivery.outcome, delivery.said, len(delivery.attempts))


def webhook_channel_of(section: Section) -> WebhookChannel:
    """The channel that a section names. Raises UserError where it cannot be used."""
    values = {key: value for key, value in section.values.items() if key != "type"}
    return WebhookChannel(webhook_of(replace(section, values=values)))
