"""GitHub as far as issues go: a listing by label that is consistent and holds pull requests, and limits on writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from exports.emulators.clock import TestClock
from exports.emulators.loopback import Call, Emulator, Fault, Reply


class GitHubIssues(Emulator):
    """`issues` holds issues and pull requests in order. per_minute: contents that may be made in a minute."""

    repository = "example/product"

    def __init__(self, clock: TestClock, faults: Iterable[Fault] = (), per_minute: int = 80) -> None:
        super().__init__(clock, faults)
        self.per_minute = per_minute
        self.limit_says_when = True
        self.drops_labels = False
        self.is_visible = True
        self.issues: list[dict[str, Any]] = []
        self.removed: set[int] = set()
        self.made_at: list[datetime] = []
        self.creates = self.updates = self.limited = 0
        # A pull request that quotes an issue of ours, with its label: it is none.
        self._add(
            "Fix the export", "<!-- loompin:key=demo:docs:topic:t1 -->", ["loompin"], {"pull_request": {"url": "…"}}
        )

    def _add(self, title: str, body: str, labels: list[str], more: dict[str, Any] | None = None) -> dict[str, Any]:
        number = len(self.issues) + 1
        issue = {
            "number": number, "title": title, "body": body, "state": "open",
            "labels": [{"name": label} for label in labels], "html_url": f"https://github.test/{number}",
            **(more or {}),
        }  # fmt: skip
        self.issues.append(issue)
        return issue

    def texts(self) -> dict[str, list[int]]:
        """First line of the text → numbers of the issues that begin so; pull requests left out."""
        found: dict[str, list[int]] = {}
        for issue in self.issues:
            if "pull_request" not in issue and issue["number"] not in self.removed:
                found.setdefault(issue["body"].split("\n")[0], []).append(issue["number"])
        return found

    def limit(self, call: Call) -> Reply | None:
        if call.method != "POST":
            return None
        now = self.clock.now()
        self.made_at = [moment for moment in self.made_at if now - moment < timedelta(minutes=1)]
        if len(self.made_at) < self.per_minute:
            return None
        self.limited += 1
        wait = int((self.made_at[0] + timedelta(minutes=1) - now).total_seconds()) + 1
        said = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
        return Reply(403, said, {"Retry-After": str(wait)} if self.limit_says_when else {})

    def is_create(self, call: Call) -> bool:
        return call.method == "POST"

    def serve(self, call: Call) -> Reply:
        if not call.headers.get("authorization", "").startswith("Bearer "):
            return Reply(401, {"message": "Requires authentication"})
        base = f"/repos/{self.repository}"
        if not self.is_visible or not call.path.startswith(base):
            return Reply(404, {"message": "Not Found"})
        if call.path == base:
            return Reply(200, {"full_name": self.repository})
        if call.path == f"{base}/issues" and call.method == "POST":
            return self._create(call.document)
        if call.path == f"{base}/issues" and call.method == "GET":
            return self._list(call.query)
        number = int(call.path.rsplit("/", 1)[1])
        if number in self.removed:
            return Reply(410, {"message": "This issue was deleted"})
        if not 0 < number <= len(self.issues):
            return Reply(404, {"message": "Not Found"})
        if call.method == "PATCH":
            self.issues[number - 1].update(call.document)
            self.updates += 1
        return Reply(200, self.issues[number - 1])

    def _create(self, document: dict[str, Any]) -> Reply:
        if len(document["title"]) > 256 or len(document["body"]) > 65_536:
            return Reply(422, {"message": "Validation Failed"})
        self.made_at.append(self.clock.now())
        labels = [] if self.drops_labels else document["labels"]
        issue = self._add(document["title"], document["body"], labels)
        self.creates += 1
        return Reply(201, issue)

    def _list(self, query: dict[str, str]) -> Reply:
        asked = {label for label in query.get("labels", "").split(",") if label}
        found = [
            issue
            for issue in self.issues
            if asked <= {label["name"] for label in issue["labels"]} and issue["number"] not in self.removed
            and query.get("state", "open") in ("all", issue["state"])
        ]  # fmt: skip
        if query.get("direction", "desc") == "desc":
            found.reverse()
        size, page = int(query.get("per_page", "30")), int(query.get("page", "1"))
        return Reply(200, found[(page - 1) * size : page * size])
