"""GitHub Issues: an issue per item, found again by a label and a marker in the first line of its text.

There is no key by which GitHub knows a repetition, and its search lags. The listing by label does not: it is read
before anything is created, and again after a create whose answer was lost. It holds pull requests too, which are none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

from dagster_project.exports.backlogs.issue import issue_of
from dagster_project.exports.backlogs.ledger import DONE, Remote
from dagster_project.exports.backlogs.markdown import markdown_of
from dagster_project.exports.backlogs.target import LABEL, LookUpFailed, Sent, gone, sent
from dagster_project.exports.backlogs.week import Item
from dagster_project.exports.delivery.http import Answer, Request
from dagster_project.exports.delivery.places import Place
from dagster_project.exports.delivery.retrying import Deliverer, Delivery, Outcome

MARKER = re.compile(r"\A<!-- loompin:key=([^\s]+) -->")
PAGE = 100
LONGEST_BODY = 65_000
"""GitHub takes 65,536 characters."""

STOPPING = (401, 403, 404, 410)


@dataclass
class GitHub:
    """The API, and the repository that each backlog goes to.

    repositories: backlog → owner/name. settle_seconds: after a lost answer the listing is not asked before so long.
    seconds_between_creates: GitHub limits the making of content to some 80 a minute, and asks for one a second.
    """

    base: Place
    token: str = field(repr=False)
    repositories: Mapping[str, str]
    deliverer: Deliverer
    address: str
    labels: Sequence[str] = ()
    settle_seconds: float = 30
    seconds_between_creates: float = 1
    name: str = "github"
    knows_issues: bool = True
    _created_at: datetime | None = field(default=None, repr=False)

    def destination(self, backlog: str) -> str:
        """The API and the repository."""
        return f"{self.base.origin} {self.repositories[backlog]}"

    def find(
        self, backlog: str, keys: Sequence[str], doubtful: Mapping[str, datetime], known: Sequence[Remote]
    ) -> Mapping[str, Sequence[Remote]]:
        """Issues by their markers, from the listing by label."""
        if doubtful:
            # A request that was given up may still be worked on there.
            left = max(doubtful.values()) + timedelta(seconds=self.settle_seconds) - self.deliverer.clock.now()
            if left > timedelta(0):
                self.deliverer.clock.sleep(left.total_seconds())
        wanted, found = set(keys), {}
        for told in self._listing(backlog):
            marker = MARKER.match(told.get("body") or "")
            key = unquote(marker.group(1)) if marker else None
            if "pull_request" not in told and key in wanted:
                found.setdefault(key, []).append(_remote(told))
        return {key: sorted(remotes, key=lambda r: int(r.id)) for key, remotes in found.items()}

    def create(self, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Make the issue. Labels are what it is found by: where they are dropped, nothing else is made."""
        self._keep_pace()
        document = {**self._text(item, weeks), "labels": [LABEL, f"{LABEL}-{item.backlog}", *self.labels]}
        delivery = self._call("POST", f"/repos/{self.repositories[item.backlog]}/issues", document, repeatable=False)
        self._created_at = self.deliverer.clock.now()
        if delivery.outcome is not Outcome.DELIVERED:
            return sent(delivery, stops=delivery.answer is not None and delivery.answer.status in STOPPING)
        told = delivery.document
        if not isinstance(told, dict) or not isinstance(told.get("number"), int):
            return replace(sent(replace(delivery, outcome=Outcome.IN_DOUBT)), said="the answer names no issue")
        done = sent(delivery, _remote(told))
        if LABEL not in {label.get("name") for label in told.get("labels", [])}:
            said = "GitHub dropped its labels: the token needs the right to push, or issues cannot be found again"
            return replace(done, said=said, stops=True)
        return done

    def update(self, remote: Remote | None, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Write title and text anew. Labels, state and all else are people's."""
        assert remote is not None
        path = f"/repos/{self.repositories[item.backlog]}/issues/{remote.id}"
        delivery = self._call("PATCH", path, self._text(item, weeks))
        if delivery.answer is not None and delivery.answer.status in (404, 410):
            # For want of rights GitHub answers 404 too.
            seen = self._call("GET", f"/repos/{self.repositories[item.backlog]}", None)
            return gone(delivery) if seen.outcome is Outcome.DELIVERED else sent(delivery, stops=True)
        told = delivery.document
        if delivery.outcome is not Outcome.DELIVERED or not isinstance(told, dict):
            return sent(delivery)
        done = sent(delivery, _remote(told) if isinstance(told.get("number"), int) else remote)
        is_closed = done.outcome == DONE and done.remote is not None and done.remote.is_closed
        return replace(done, said="it is closed there, and stays so") if is_closed else done

    def _text(self, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        issue = issue_of(item, weeks, self.address)
        return {"title": issue.title, "body": f"{marker_of(item.key)}\n\n{markdown_of(issue)}"[:LONGEST_BODY]}

    def _listing(self, backlog: str) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []
        page = 1
        while True:
            # From the oldest on, so that what is made meanwhile moves nothing to a page that was read already.
            path = (
                f"/repos/{self.repositories[backlog]}/issues?labels={LABEL}&state=all&sort=created&direction=asc"
                f"&per_page={PAGE}&page={page}"
            )
            delivery = self._call("GET", path, None)
            rows = delivery.document if delivery.outcome is Outcome.DELIVERED else None
            if not isinstance(rows, list):
                raise LookUpFailed(f"GitHub does not say which issues there are: {delivery.said}.")
            told += rows
            if len(rows) < PAGE:
                return told
            page += 1

    def _keep_pace(self) -> None:
        if self._created_at is None:
            return
        since = (self.deliverer.clock.now() - self._created_at).total_seconds()
        if since < self.seconds_between_creates:
            self.deliverer.clock.sleep(self.seconds_between_creates - since)

    def _call(self, method: str, path: str, document: Any, repeatable: bool = True) -> Delivery:
        body = b"" if document is None else json.dumps(document, ensure_ascii=False).encode()
        request = Request(
            method,
            replace(self.base, target=self.base.target.rstrip("/") + path),
            {"Authorization": f"Bearer {self.token}", "Accept": "application/vnd.github+json", "User-Agent": LABEL,
             "X-GitHub-Api-Version": "2022-11-28", "Content-Type": "application/json"},
            body,
            (self.token,),
        )  # fmt: skip
        return self.deliverer.deliver(
            lambda now: request, repeatable=repeatable, is_rate_limit=is_limit, untold_limit_seconds=60
        )


def is_limit(answer: Answer) -> bool:
    """Too many requests: GitHub says so with 429, or with 403 and when to come back; a plain 403 is about rights."""
    if answer.status == 429:
        return True
    if answer.status != 403:
        return False
    told = answer.headers.get("retry-after") or answer.headers.get("x-ratelimit-remaining") == "0"
    return bool(told) or b"secondary rate limit" in answer.body


def marker_of(key: str) -> str:
    """The first line of an issue's text. Nothing in the key can end the comment it stands in."""
    return f"<!-- loompin:key={quote(key, safe=':')} -->"


def _remote(told: Mapping[str, Any]) -> Remote:
    number = told["number"]
    return Remote(str(number), f"#{number}", str(told.get("html_url", "")), told.get("state") == "closed")
