"""Jira Cloud (REST API v3): an issue per item, found again by a label that is a hash of the item's key.

Its search lags behind writes. So the ledger is asked first; a create whose answer was lost is looked up until the index
must have it (`search_lag_seconds` and a minute after the doubt; where the process died in it, after the look began),
and only then made again. Issues that are known are named in `reconcileIssues`, which Jira reads past its index.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dagster_project.exports.backlogs.adf import adf_of
from dagster_project.exports.backlogs.issue import Issue, issue_of
from dagster_project.exports.backlogs.ledger import DONE, Remote
from dagster_project.exports.backlogs.target import LABEL, LookUpFailed, Sent, gone, sent
from dagster_project.exports.backlogs.week import Item
from dagster_project.exports.delivery.http import Request
from dagster_project.exports.delivery.places import Place
from dagster_project.exports.delivery.retrying import Deliverer, Delivery, Outcome

KEYS_PER_SEARCH = 50
MOST_RECONCILED = 50
"""Issues that one search can name in reconcileIssues."""

PAGE = 100
STILL_ON_ITS_WAY = 60
"""Seconds for which a request that was given up may still be worked on."""

STOPPING = (401, 403, 404)
"""Statuses of a create that the next create would get too: token, rights, project."""


@dataclass
class Jira:
    """A site, and the project that each backlog goes to.

    base: the site's address. token: of the user, an API token. fields: further fields that a project asks for, as Jira
    names them. search_lag_seconds: how long its search may lag behind writes; poll_seconds: how often it is asked.
    """

    base: Place
    user: str
    token: str = field(repr=False)
    projects: Mapping[str, str]
    deliverer: Deliverer
    address: str
    issue_type: str = "Task"
    fields: Mapping[str, Any] = field(default_factory=dict)
    search_lag_seconds: float = 300
    poll_seconds: float = 15
    name: str = "jira"
    knows_issues: bool = True

    def destination(self, backlog: str) -> str:
        """The site and the project."""
        return f"{self.base.origin} {self.projects[backlog]}"

    def find(
        self, backlog: str, keys: Sequence[str], doubtful: Mapping[str, datetime], known: Sequence[Remote]
    ) -> Mapping[str, Sequence[Remote]]:
        """Issues by their labels; of doubtful ones asked again until found, or until the index must have them."""
        found = self._search(backlog, keys, known)
        while True:
            open_doubts = [since for key, since in doubtful.items() if key not in found]
            if not open_doubts:
                return found
            sure_at = max(open_doubts) + timedelta(seconds=self.search_lag_seconds + STILL_ON_ITS_WAY)
            left = (sure_at - self.deliverer.clock.now()).total_seconds()
            if left > 0:
                self.deliverer.clock.sleep(min(self.poll_seconds, left))
            found = self._search(backlog, keys, known)
            if left <= 0:
                return found

    def create(self, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Make the issue with its labels and, as a property, the whole key."""
        issue = issue_of(item, weeks, self.address)
        document = {
            "fields": {
                **self.fields,
                "project": {"key": self.projects[item.backlog]},
                "issuetype": {"name": self.issue_type},
                "labels": [LABEL, label_of(item.key), f"{LABEL}-{item.backlog}"],
                **self._text(issue),
            },
            "properties": [{"key": LABEL, "value": {"key": item.key}}],
        }
        delivery = self._call("POST", "/rest/api/3/issue", document, repeatable=False)
        if delivery.outcome is not Outcome.DELIVERED:
            return sent(delivery, stops=delivery.answer is not None and delivery.answer.status in STOPPING)
        told = _read(delivery)
        if not isinstance(told.get("id"), str):
            # It was made; which one it is has to be looked up.
            return replace(sent(replace(delivery, outcome=Outcome.IN_DOUBT)), said="the answer names no issue")
        return sent(delivery, self._remote(told["id"], str(told.get("key", ""))))

    def update(self, remote: Remote | None, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Write title and text anew. Labels, status and all else are people's."""
        assert remote is not None
        looked = self._call("GET", f"/rest/api/3/issue/{remote.id}?fields=status", None)
        if looked.answer is not None and looked.answer.status in (404, 410):
            return self._gone(item, looked)
        if looked.outcome is not Outcome.DELIVERED:
            return sent(looked, stops=True) if looked.outcome is Outcome.PUT_OFF else sent(looked)
        told = _read(looked)
        text = self._text(issue_of(item, weeks, self.address))
        delivery = self._call("PUT", f"/rest/api/3/issue/{remote.id}", {"fields": text})
        if delivery.answer is not None and delivery.answer.status in (404, 410):
            return self._gone(item, delivery)
        is_closed = (told.get("fields") or {}).get("status", {}).get("statusCategory", {}).get("key") == "done"
        done = sent(delivery, replace(self._remote(remote.id, str(told.get("key", remote.name))), is_closed=is_closed))
        return replace(done, said="it is closed there, and stays so") if done.outcome == DONE and is_closed else done

    def _gone(self, item: Item, delivery: Delivery) -> Sent:
        """An issue is gone only where its project can still be seen: Jira answers 404 for want of rights too."""
        project = self._call("GET", f"/rest/api/3/project/{self.projects[item.backlog]}", None)
        return gone(delivery) if project.outcome is Outcome.DELIVERED else sent(delivery, stops=True)

    def _text(self, issue: Issue) -> dict[str, Any]:
        return {"summary": issue.title, "description": adf_of(issue)}

    def _remote(self, identifier: str, key: str) -> Remote:
        return Remote(identifier, key, f"{self.base.origin}/browse/{key}" if key else "")

    def _search(self, backlog: str, keys: Sequence[str], known: Sequence[Remote]) -> dict[str, list[Remote]]:
        by_label = {label_of(key): key for key in keys}
        found: dict[str, dict[str, Remote]] = {}
        for start in range(0, len(keys), KEYS_PER_SEARCH):
            labels = list(by_label)[start : start + KEYS_PER_SEARCH]
            for told in self._pages(backlog, labels, known):
                remote = self._remote(told["id"], told.get("key", ""))
                for label in (told.get("fields") or {}).get("labels", []):
                    if label in by_label:
                        found.setdefault(by_label[label], {})[remote.id] = remote
        return {key: sorted(remotes.values(), key=lambda r: int(r.id)) for key, remotes in found.items()}

    def _pages(self, backlog: str, labels: Sequence[str], known: Sequence[Remote]) -> Iterator[dict[str, Any]]:
        quoted = ", ".join(f'"{label}"' for label in labels)
        question: dict[str, Any] = {
            "jql": f'project = "{self.projects[backlog]}" AND labels in ({quoted}) ORDER BY created ASC',
            "fields": ["labels"],
            "maxResults": PAGE,
            "reconcileIssues": [int(remote.id) for remote in known[-MOST_RECONCILED:]],
        }
        while True:
            delivery = self._call("POST", "/rest/api/3/search/jql", question)
            if delivery.outcome is not Outcome.DELIVERED:
                raise LookUpFailed(f"Jira does not say which issues there are: {delivery.said}.")
            told = _read(delivery)
            if not isinstance(told.get("issues"), list):
                raise LookUpFailed("Jira does not say which issues there are: its answer has no issues.")
            yield from told["issues"]
            if told.get("isLast", "nextPageToken" not in told):
                return
            question = {**question, "nextPageToken": told["nextPageToken"]}

    def _call(self, method: str, path: str, document: Any, repeatable: bool = True) -> Delivery:
        login = base64.b64encode(f"{self.user}:{self.token}".encode()).decode()
        body = b"" if document is None else json.dumps(document, ensure_ascii=False).encode()
        request = Request(
            method,
            replace(self.base, target=self.base.target.rstrip("/") + path),
            {"Authorization": f"Basic {login}", "Accept": "application/json", "Content-Type": "application/json",
             "User-Agent": LABEL},
            body,
            (self.token, login),
        )  # fmt: skip
        return self.deliverer.deliver(lambda now: request, repeatable=repeatable, untold_limit_seconds=30)


def label_of(key: str) -> str:
    """The label of an item's issue: labels hold no spaces and are at most 255 long, keys may be otherwise."""
    return f"{LABEL}-{hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()}"


def _read(delivery: Delivery) -> dict[str, Any]:
    return delivery.document if isinstance(delivery.document, dict) else {}
