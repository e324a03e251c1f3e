"""Which targets the backlogs are sent to, by `loompin.toml`. Without a section for it there is no such target.

[export]
dashboards_url = "https://loompin.example.com"    # in links to the rows; http://localhost:8501 if left away

[export.jira]
url = "https://example.atlassian.net"
user = "loompin@example.com"
token_env = "JIRA_TOKEN"                # the NAME of the variable
project = "REL"                         # or projects = {reliability = "REL", product = "PROD", docs = "DOCS"}
issue_type = "Task"
fields = {}                             # what the project asks for besides, as Jira names it
search_lag_seconds = 300                # how long its search may lag behind writes

[export.github]
repository = "example/product"          # or repositories = {reliability = …, product = …, docs = …}
token_env = "GITHUB_TOKEN"
labels = ["voice-of-customer"]          # besides loompin and loompin-<backlog>
url = "https://api.github.com"          # of an Enterprise server otherwise

[export.webhook]                        # see exports/settings.py
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dagster_project.exports.backlogs.files import Files
from dagster_project.exports.backlogs.github import GitHub
from dagster_project.exports.backlogs.jira import Jira
from dagster_project.exports.backlogs.target import Target
from dagster_project.exports.backlogs.webhook import WebhookTarget
from dagster_project.exports.backlogs.week import BACKLOGS
from dagster_project.exports.delivery.retrying import Deliverer
from dagster_project.exports.settings import PLACE_KEYS, Section, place_of, webhook_of
from dagster_project.resources.configuration import section_beside_sources
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

FILES = "files"
OVER_HTTP = ("jira", "github", "webhook")
NAMES = (FILES, *OVER_HTTP)

JIRA_KEYS = (*PLACE_KEYS, "user", "token_env", "project", "projects", "issue_type", "fields", "search_lag_seconds")
GITHUB_KEYS = (*PLACE_KEYS, "repository", "repositories", "token_env", "labels")
REPOSITORY = re.compile(r"^[\w.-]+/[\w.-]+$")


def configured(environment: Environment) -> list[str]:
    """Targets that there are: files always, others where they have a section."""
    sections = section_beside_sources(environment, "export")
    return [FILES, *(name for name in OVER_HTTP if name in sections)]


def files_of(environment: Environment) -> Files:
    """The folder of files in the data folder."""
    return Files(Home(environment.home).backlog_files, dashboards_address(environment))


def target_of(environment: Environment, name: str, deliverer: Deliverer | None = None) -> Target:
    """A target over HTTP. Raises UserError where it has no section, or one that makes no sense."""
    sections = section_beside_sources(environment, "export")
    where = f"{environment.config}, [export.{name}]"
    if name not in sections:
        raise UserError(f"{where}: there is no such section.", f"Describe the target there, or leave away --to {name}.")
    if not isinstance(sections[name], dict):
        raise UserError(f"{where}: this is no section.", f"Write [export.{name}], and keys below it.")
    section = Section(where, sections[name])
    make = {"jira": _jira, "github": _github, "webhook": _webhook}[name]
    return make(section, deliverer or Deliverer(), dashboards_address(environment))


def dashboards_address(environment: Environment) -> str:
    """Where the dashboards are, for links."""
    section = Section(f"{environment.config}, [export]", section_beside_sources(environment, "export"))
    return section.text("dashboards_url", f"http://localhost:{environment.dashboard_port}")


def _jira(section: Section, deliverer: Deliverer, address: str) -> Target:
    section.only(*JIRA_KEYS)
    fields = section.values.get("fields", {})
    if not isinstance(fields, dict):
        raise UserError(f"{section.where}: fields is {fields!r}.", "Write [export.jira.fields], and fields below it.")
    return Jira(
        base=_base(section),
        user=section.text("user"),
        token=section.secret("token_env"),
        projects=_per_backlog(section, "project", "projects"),
        deliverer=deliverer,
        address=address,
        issue_type=section.text("issue_type", "Task"),
        fields=fields,
        search_lag_seconds=_seconds(section, "search_lag_seconds", 300),
    )


def _github(section: Section, deliverer: Deliverer, address: str) -> Target:
    section.only(*GITHUB_KEYS)
    repositories = _per_backlog(section, "repository", "repositories")
    for repository in repositories.values():
        if not REPOSITORY.match(repository):
            raise UserError(f"{section.where}: {repository!r} is no repository.", "Write owner/name.")
    labels = section.values.get("labels", [])
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise UserError(f"{section.where}: labels is {labels!r}.", 'Write a list: labels = ["voice-of-customer"].')
    return GitHub(
        base=_base(section, "https://api.github.com"),
        token=section.secret("token_env"),
        repositories=repositories,
        deliverer=deliverer,
        address=address,
        labels=labels,
    )


def _webhook(section: Section, deliverer: Deliverer, address: str) -> Target:
    return WebhookTarget(webhook_of(section), deliverer, address)


def _base(section: Section, default_url: str | None = None) -> Any:
    place = place_of(section, default_url)
    return replace(place, target=place.target.rstrip("/") or "/")


def _per_backlog(section: Section, one: str, several: str) -> Mapping[str, str]:
    if several not in section.values:
        return dict.fromkeys(BACKLOGS, section.text(one))
    told = section.values[several]
    if not isinstance(told, dict) or set(told) != set(BACKLOGS) or not all(isinstance(v, str) for v in told.values()):
        named = ", ".join(f'{backlog} = "…"' for backlog in BACKLOGS)
        raise UserError(f"{section.where}: {several} is {told!r}.", f"Name all three: {several} = {{{named}}}.")
    return told


def _seconds(section: Section, key: str, default: float) -> float:
    value = section.values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UserError(f"{section.where}: {key} is {value!r}.", "Write a number of seconds.")
    return float(value)
