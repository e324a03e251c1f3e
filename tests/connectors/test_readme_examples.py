"""What README.md tells a newcomer to write is understood."""

from __future__ import annotations

import re
from pathlib import Path

from dagster_project.connectors.event_log.mapping_file import read_mapping
from dagster_project.resources.configuration import configured_sources
from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import PROJECT
from data_contracts.vocabulary import EVENT_KINDS

README = (PROJECT / "README.md").read_text()


def example(language: str) -> str:
    text, *_ = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return text


def test_the_mapping_is_read(tmp_path: Path):
    file = tmp_path / "desk.yaml"
    file.write_text(example("yaml"))
    mapping = read_mapping(file)
    assert mapping.calendar is not None
    assert mapping.states["Done"] == "Closed"


def test_the_configuration_keeps_both_sources(tmp_path: Path):
    (tmp_path / "loompin.toml").write_text(example("toml"))
    sources = configured_sources(Environment(tmp_path, tmp_path / "loompin.toml", "1GB", 1, 8501))
    assert [source.name for source in sources] == ["service_desk", "demo_company"]


def test_every_kind_that_a_log_can_carry_is_listed():
    (line,) = re.findall(r"^\| the kinds of `carries` \|(.*)\|$", README, re.MULTILINE)
    assert re.findall(r"`(\w+)`", line) == list(EVENT_KINDS)
