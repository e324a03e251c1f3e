"""Targets as loompin.toml names them: off where nothing is said, and told in words where something makes no sense."""

from __future__ import annotations

import pytest

from dagster_project.exports.backlogs.exporting import unfinished_weeks
from dagster_project.exports.backlogs.settings import configured, target_of
from dagster_project.exports.delivery.journal import Journal
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

JIRA = 'url = "https://example.atlassian.net"\nuser = "bot@example.com"\ntoken_env = "TOKEN_OF_TEST"\n'
GITHUB = 'token_env = "TOKEN_OF_TEST"\n'


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.setenv("TOKEN_OF_TEST", "t0ken-of-test")

    def written(text: str) -> Environment:
        (tmp_path / "loompin.toml").write_text(text)
        return Environment(tmp_path, tmp_path / "loompin.toml", "1GB", 1, 8501)

    return written


def test_without_a_section_there_are_files_alone(environment):
    assert configured(environment("")) == ["files"]
    assert configured(environment(f'[export.jira]\n{JIRA}project = "REL"')) == ["files", "jira"]


def test_a_target_knows_where_each_backlog_goes(environment):
    one = target_of(environment(f'[export.jira]\n{JIRA}project = "REL"'), "jira")
    assert {one.destination(backlog) for backlog in ("reliability", "docs")} == {
        "https://example.atlassian.net:443 REL"
    }
    three = 'repositories = {reliability = "a/r", product = "a/p", docs = "a/d"}'
    several = target_of(environment(f"[export.github]\n{GITHUB}{three}"), "github")
    assert several.destination("docs") == "https://api.github.com:443 a/d"
    assert "t0ken-of-test" not in repr(one) + repr(several)


@pytest.mark.parametrize(
    ("name", "section", "said"),
    [
        ("jira", "", "there is no such section"),
        ("jira", f"[export.jira]\n{JIRA}", "project is missing"),
        ("jira", f'[export.jira]\n{JIRA}projects = {{reliability = "REL"}}', "Name all three"),
        ("jira", f'[export.jira]\n{JIRA}project = "REL"\ntoken = "abc"', "'token' is not known here"),
        ("jira", f'[export.jira]\n{JIRA}project = "REL"\nsearch_lag_seconds = "long"', "a number of seconds"),
        ("jira", '[export.jira]\nurl = "http://jira.example"\nuser = "a"\ntoken_env = "TOKEN_OF_TEST"\nproject = "R"',
         "over http"),
        ("github", f'[export.github]\n{GITHUB}repository = "product"', "no repository"),
        ("github", '[export.github]\ntoken_env = "NOT_SET"\nrepository = "a/b"', "NOT_SET is not set"),
        ("webhook", '[export.webhook]\nurl = "https://h.example/x"', "secret_env is missing"),
    ],
)  # fmt: skip
def test_sections_that_make_no_sense(environment, name, section, said):
    with pytest.raises(UserError, match=said):
        target_of(environment(section), name)


def test_weeks_that_an_export_left_are_known(tmp_path):
    journal = Journal(Home(tmp_path).backlog_ledger)
    told = [("a", "jira", "2026-W24", {"failed": 1}), ("b", "jira", "2026-W25", {"created": 3}),
            ("c", "github", "2026-W25", {"not tried": 2}), ("d", "jira", "2026-W26", None),
            ("e", "jira", "2026-W24", {"created": 1})]  # fmt: skip
    for run, target, week, counts in told:
        journal.write({"record": "run", "run": run, "target": target, "week": week})
        if counts is not None:
            journal.write({"record": "end", "run": run, "counts": counts, "problems": []})
    assert unfinished_weeks(Home(tmp_path), ["jira"]) == ["2026-W26"]
    assert unfinished_weeks(Home(tmp_path), ["jira", "github"]) == ["2026-W25", "2026-W26"]
