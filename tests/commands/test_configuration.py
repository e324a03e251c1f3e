"""Which sources there are: a configuration that is not what a person meant is told, never passed over."""

from __future__ import annotations

import pytest
from installation import EXAMPLE_MAPPING, Installation

from dagster_project.publishing.release_files import make_current, release_file
from dagster_project.resources.paths import Home

from .test_bad_input import HEADER, row, write


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[source.x]\ntype = "event_log"\n', "'source' is not known here"),
        ('[source.x]\ntype = "event_log"\n', "Did you mean [sources.…]?"),
        ('type = "event_log"\n', "Every section is [sources.NAME]."),
        ("sources = 5\n", "'sources' is no section"),
    ],
)
@pytest.mark.parametrize("command", ["ingest", "run"])
def test_a_section_that_is_unknown_is_no_reason_to_take_the_demo_company(installation, command, text, told):
    installation.home.mkdir(parents=True)
    (installation.home / "loompin.toml").write_text(text)
    finished = installation.loompin(command)
    assert finished.code == 1
    assert told in finished.err
    assert not list((installation.home / "lake").rglob("*.parquet"))


def test_a_file_that_loompin_config_names_must_be_there(installation: Installation, tmp_path):
    finished = installation.loompin("ingest", LOOMPIN_CONFIG=tmp_path / "nope.toml")
    assert finished.code == 1
    assert "nope.toml: LOOMPIN_CONFIG names this file, and it is not there." in finished.err


def test_an_import_says_that_the_demo_company_will_go_and_how_to_keep_it(installation: Installation, tmp_path):
    file = write(tmp_path, HEADER + "".join(row(number) for number in range(3)))
    publish_demo_company(Home(installation.home))
    first = installation.loompin("import", file, "--mapping", EXAMPLE_MAPPING)
    assert "the current release holds the demo company" in first.out
    assert '[sources.demo_company]\n    type = "demo_company"' in first.out

    written = (installation.home / "loompin.toml").read_text()
    (installation.home / "loompin.toml").write_text(written + '\n[sources.demo_company]\ntype = "demo_company"\n')
    second = installation.loompin("import", file, "--mapping", EXAMPLE_MAPPING)
    assert "the demo company" not in second.out


def publish_demo_company(home: Home) -> None:
    """A release with as much in it as the command looks at."""
    import duckdb

    home.create()
    with duckdb.connect(str(release_file(home, "1"))) as connection:
        connection.execute("create schema release")
        connection.execute(
            "create table release.info as select '1' as release_id, now() as published_at, now() as as_of"
        )
        connection.execute("create table release.sources as select 'demo_company' as source")
        connection.execute("create table release.semantic_manifest as select '{}' as manifest")
    make_current(home, "1")
