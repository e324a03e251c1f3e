"""A generic webhook: a signed document for every item of a week, and for every correction of one.

A receiver knows a repetition by its key, so nothing has to be looked up: what is in doubt is simply delivered again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dagster_project.exports.backlogs.ledger import Remote
from dagster_project.exports.backlogs.target import Sent, sent
from dagster_project.exports.backlogs.week import Item
from dagster_project.exports.delivery.retrying import Deliverer
from dagster_project.exports.delivery.webhook import Webhook


@dataclass
class WebhookTarget:
    """Where the documents go."""

    webhook: Webhook
    deliverer: Deliverer
    address: str
    name: str = "webhook"
    knows_issues: bool = False

    def destination(self, backlog: str) -> str:
        """The receiver's address, without its path, which may be a secret."""
        return self.webhook.place.origin

    def find(
        self, backlog: str, keys: Sequence[str], doubtful: Mapping[str, datetime], known: Sequence[Remote]
    ) -> Mapping[str, Sequence[Remote]]:
        """Nothing: a receiver is not asked."""
        return {}

    def create(self, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Deliver the document."""
        fields = {**item.fields, "link": f"{self.address.rstrip('/')}/{item.fields['link']}"}
        document = {
            "type": "backlog_item.withdrawn" if item.withdrawn else "backlog_item",
            "item_key": item.key,
            "week": item.week,
            "hash": item.hash,
            "revision": item.revision,
            "item": fields,
        }
        thing, version = f"{item.key} {item.week}", f"{item.hash} {item.revision}"
        delivery = self.webhook.deliver(self.deliverer, document, thing=thing, version=version)
        refused = delivery.answer is not None and delivery.answer.status in (401, 403, 404, 410)
        return sent(delivery, stops=refused)

    def update(self, remote: Remote | None, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """The same: the receiver tells by the key that it is a new version."""
        return self.create(item, weeks)
