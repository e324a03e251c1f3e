"""`loompin import FOLDER --as ...` and what may stand in loompin.toml, as a person meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from installation import Installation
from transformation.zendesk_desk import Ticket, ZendeskDesk

from dagster_project.resources.configuration import SourceSettings, configured_sources
from dagster_project.resources.environment import Environment


@pytest.fixture
def export(tmp_path) -> Path:
    desk = ZendeskDesk()
    desk.add_ticket(Ticket(1, "2025-06-02 14:00:00", (("2025-06-02 15:00:00", "reply"),)))
    return desk.write(tmp_path / "export")


def test_a_folder_is_landed_told_and_kept_as_a_source(export, installation: Installation):
    finished = installation.loompin(
        "import", export, "--as", "zendesk_fivetran", "--name", "desk", "--as-of-last-event"
    )
    assert finished.code == 0, finished.err
    assert "ticket_comment.csv: 2 rows read, 2 accepted, 0 rejected" in finished.out
    environment = Environment(installation.home, installation.home / "loompin.toml", "1GB", 2, 8501)
    assert configured_sources(environment) == (
        SourceSettings("desk", "zendesk_fivetran", {"as_of_last_event": True, "folder": str(export)}),
    )
    again = installation.loompin("import", export, "--as", "zendesk_fivetran", "--name", "desk")
    assert "ticket_comment.csv: landed before, nothing to do" in again.out
    # What the section said already goes on holding.
    assert configured_sources(environment)[0].settings["as_of_last_event"] is True


def test_a_folder_of_the_support_tables(tmp_path, installation: Installation):
    (tmp_path / "cases.csv").write_text(
        "case_id,tenant_id,channel,state,priority,sla_tier,is_created_privately,opened_at,updated_at\n"
        "1,t,web,New,P2,Standard,false,2026-01-01T09:00:00Z,2026-01-01T09:00:00Z\n"
    )
    (tmp_path / "case_state_transitions.csv").write_text(
        "transition_id,case_id,tenant_id,kind,to_state,actor_kind,occurred_at\n"
    )
    finished = installation.loompin("import", tmp_path, "--as", "support")
    assert finished.code == 0, finished.err
    assert "cases.csv: 1 rows read, 1 accepted" in finished.out
    assert "kept as source support" in finished.out


SPOILT = [
    ("half a Parquet file", lambda f: (f / "user.csv").rename(f / "user.parquet"), "not a complete Parquet file"),
    ("no tickets", lambda f: (f / "ticket.csv").unlink(), "the table 'ticket' is missing"),
    ("wrong types", lambda f: (f / "user.csv").write_text("id,role\n" + "seven,agent\n" * 30),
     "id is 'seven', expected a whole number"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "told"), [pytest.param(s, t, id=name) for name, s, t in SPOILT])
def test_a_folder_that_cannot_be_read_is_not_kept(export, installation: Installation, spoil, told):
    spoil(export)
    finished = installation.loompin("import", export, "--as", "zendesk_fivetran")
    assert finished.code == 1
    assert told in finished.err
    assert "Traceback" not in finished.err + finished.out
    assert not (installation.home / "loompin.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "nowhere", "--as", "zendesk_fivetran"], "nowhere: there is no such folder"),
        (["import", "nowhere"], "Say what it is"),
        (["import", "nowhere", "--as", "jira"], "'jira' is not one of"),
        (["import", "nowhere", "--as", "support", "--name", "My Desk"], "--name 'My Desk'"),
    ],
)
def test_a_wrong_import_gets_a_sentence(installation: Installation, arguments, told):
    finished = installation.loompin(*arguments)
    assert finished.code != 0
    assert told in finished.err
    assert "Traceback" not in finished.err + finished.out


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("", "is read from a folder or from a PostgreSQL schema"),
        ('schema = "zendesk"', "a PostgreSQL source needs url_env and schema"),
        ('schema = "zendesk"\nurl_env = "NO_SUCH_VARIABLE"', "the environment variable NO_SUCH_VARIABLE is not set"),
        ('folder = "x"\ntables = {tickets = "t"}', "tables names 'tickets'; expected one of audit_log"),
        ('folder = "x"\nstatuses = {Parked = "Asleep"}', "'Parked' is 'Asleep'; expected one of New"),
        ('folder = "x"\nas_of_last_event = "yes"', "as_of_last_event is 'yes'; expected true or false"),
    ],
)
def test_settings_that_make_no_sense_are_named(installation: Installation, section, told):
    installation.home.mkdir(parents=True)
    (installation.home / "loompin.toml").write_text(f'[sources.z]\ntype = "zendesk_fivetran"\n{section}\n')
    finished = installation.loompin("ingest")
    assert finished.code == 1
    assert told in finished.err
    assert "Traceback" not in finished.err + finished.out
