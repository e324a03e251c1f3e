"""Jira Cloud as far as issues go: its search lags behind writes, pages by token, and knows no totals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from exports.emulators.clock import TestClock
from exports.emulators.loopback import Call, Emulator, Fault, Reply

JQL = re.compile(r'project = "(\w+)" AND labels in \(([^)]*)\)')


class JiraCloud(Emulator):
    """`issues` holds every issue by its id. lag_seconds: until a search sees what was written."""

    page = 3

    def __init__(
        self,
        clock: TestClock,
        faults: Iterable[Fault] = (),
        lag_seconds: float = 60,
        projects: Iterable[str] = ("REL",),
    ) -> None:
        super().__init__(clock, faults)
        self.lag = timedelta(seconds=lag_seconds)
        self.projects = set(projects)
        self.required: set[str] = set()
        self.issues: dict[str, dict[str, Any]] = {}
        self.visible_at: dict[str, datetime] = {}
        self.creates = self.updates = 0

    def texts(self) -> dict[str, list[str]]:
        """Key of an item → ids of its issues."""
        found: dict[str, list[str]] = {}
        for issue in self.issues.values():
            found.setdefault(issue["properties"]["loompin"]["key"], []).append(issue["id"])
        return found

    def is_create(self, call: Call) -> bool:
        return (call.method, call.path) == ("POST", "/rest/api/3/issue")

    def serve(self, call: Call) -> Reply:
        if not call.headers.get("authorization", "").startswith("Basic "):
            return Reply(401, {"errorMessages": ["not signed in"]})
        if (call.method, call.path) == ("POST", "/rest/api/3/issue"):
            return self._create(call.document)
        if (call.method, call.path) == ("POST", "/rest/api/3/search/jql"):
            return self._search(call.document)
        if call.path.startswith("/rest/api/3/project/"):
            return Reply(200, {}) if call.path.rsplit("/", 1)[1] in self.projects else Reply(404, {})
        issue = self.issues.get(call.path.rsplit("/", 1)[1])
        if not call.path.startswith("/rest/api/3/issue/") or issue is None:
            return Reply(404, {"errorMessages": ["Issue does not exist or you do not have permission to see it."]})
        if call.method == "GET":
            status = {"statusCategory": {"key": issue["status"]}}
            return Reply(200, {"id": issue["id"], "key": issue["key"], "fields": {"status": status}})
        if call.method == "PUT":
            if errors := self._errors(call.document["fields"], needed=set()):
                return Reply(400, {"errors": errors})
            issue["fields"].update(call.document["fields"])
            self.updates += 1
            return Reply(204)
        return Reply(405, {})

    def _create(self, document: dict[str, Any]) -> Reply:
        fields = document["fields"]
        project = fields["project"]["key"]
        if project not in self.projects:
            return Reply(404, {"errors": {"project": "valid project is required"}})
        if errors := self._errors(fields, {"summary", "issuetype", *self.required}):
            return Reply(400, {"errors": errors})
        number = len(self.issues) + 1
        issue = {
            "id": str(10_000 + number), "key": f"{project}-{number}", "fields": fields, "status": "new",
            "properties": {told["key"]: told["value"] for told in document.get("properties", [])},
        }  # fmt: skip
        self.issues[issue["id"]] = issue
        self.visible_at[issue["id"]] = self.now() + self.lag
        self.creates += 1
        return Reply(
            201, {"id": issue["id"], "key": issue["key"], "self": f"{self.url}/rest/api/3/issue/{issue['id']}"}
        )

    def _errors(self, fields: dict[str, Any], needed: set[str]) -> dict[str, str]:
        errors = {name: f"{name} is required" for name in needed if name not in fields}
        if "\n" in fields.get("summary", "") or len(fields.get("summary", "")) > 255:
            errors["summary"] = "The summary must be one line of at most 255 characters."
        description = fields.get("description", {"type": "doc", "version": 1, "content": [{}]})
        if not isinstance(description, dict) or (description.get("type"), description.get("version")) != ("doc", 1):
            errors["description"] = "Operation value must be an Atlassian Document"
        if any(" " in label or len(label) > 255 for label in fields.get("labels", [])):
            errors["labels"] = "The label can't contain spaces."
        return errors

    def _search(self, question: dict[str, Any]) -> Reply:
        told = JQL.match(question["jql"])
        if told is None or len(question.get("reconcileIssues", [])) > 50:
            return Reply(400, {"errorMessages": ["Error in the JQL Query"]})
        labels = set(re.findall(r'"([^"]*)"', told.group(2)))
        sure = {str(number) for number in question.get("reconcileIssues", [])}
        found = [
            issue
            for issue in self.issues.values()
            if issue["fields"]["project"]["key"] == told.group(1) and labels & set(issue["fields"]["labels"])
            and (issue["id"] in sure or self.visible_at[issue["id"]] <= self.clock.now())
        ]  # fmt: skip
        start = int(question.get("nextPageToken", "0"))
        page = found[start : start + min(self.page, question.get("maxResults", 50))]
        document: dict[str, Any] = {
            "issues": [{"id": i["id"], "key": i["key"], "fields": {"labels": i["fields"]["labels"]}} for i in page],
            "isLast": start + len(page) >= len(found),
        }
        if not document["isLast"]:
            document["nextPageToken"] = str(start + len(page))
        return Reply(200, document)
