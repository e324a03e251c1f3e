"""Bad input from the command line: a sentence that says what, where and what to do; no traceback; nothing lost."""

from __future__ import annotations

import fcntl
import gzip
import json
from pathlib import Path

import pytest
from installation import EXAMPLE_MAPPING, Installation

HEADER = (
    "number,incident_state,sys_mod_count,caller_id,opened_at,sys_updated_at,contact_type,impact,priority,"
    "assignment_group,assigned_to,resolved_at,closed_at,reopen_count,reassignment_count\n"
)


def row(number: int, state: str = "New", time: str = "29/2/2016 01:23") -> str:
    return f"INC{number},{state},0,Caller 1,29/2/2016 01:16,{time},Phone,2,3 - Moderate,Group 1,?,?,?,0,0\n"


def write(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


FILES = [
    ("not CSV", b"\x89PNG\r\n\x1a\n\x00\x00", ["log.csv: this is neither CSV nor Parquet"]),
    ("empty", b"", ["log.csv: the file is empty", "Export it again"]),
    (
        "prose",
        "Dear all, the log is attached.\n",
        [
            "under the first line, 'Dear all, the log is attached.', there is no row",
            "A table has a line of column names",
        ],
    ),
    (
        "cut off",
        gzip.compress(b"".join(row(i).encode() for i in range(5_000)), mtime=0)[:-2_000],
        ["log.csv: the gzip file is damaged or cut off", "Copy or export it again"],
    ),
    (
        "missing column",
        HEADER.replace("priority,", "urgency,") + row(1),
        ["log.csv: column 'priority' is missing; the file has number,"],
    ),
    (
        "unknown states",
        HEADER + row(1, "Lost") * 30,
        [
            "30 of 30 rows break the contract",
            "incident_state is 'Lost', expected one of the words",
            "first in row 1",
        ],
    ),
    (
        "times in another form",
        HEADER + row(1, time="2016-02-29 01:23") * 30,
        ["sys_updated_at is '2016-02-29 01:23', expected a time of the form %d/%m/%Y %H:%M"],
    ),
    (
        "times in another form, each different",
        HEADER + "".join(row(i, time=f"2016-02-29 01:{i}") for i in range(10, 40)),
        ["30 × sys_updated_at is '2016-02-29 01:10' (and 29 other values), expected a time of the form"],
    ),
]


@pytest.mark.parametrize(("content", "told"), [pytest.param(c, t, id=name) for name, c, t in FILES])
def test_a_bad_file_is_refused_with_what_where_and_what_to_do(tmp_path, installation: Installation, content, told):
    finished = installation.loompin("import", write(tmp_path, content), "--mapping", EXAMPLE_MAPPING)
    assert finished.code == 1
    for sentence in told:
        assert sentence in finished.err
    assert "Traceback" not in finished.err + finished.out
    assert not (installation.home / "loompin.toml").exists()
    assert not list((installation.home / "lake").rglob("*.parquet"))


def test_a_mapping_with_a_typo_names_its_line_and_the_nearest_word(tmp_path, installation: Installation):
    mapping = write(tmp_path, EXAMPLE_MAPPING.read_text().replace("columns:", "colums:"), "mapping.yaml")
    finished = installation.loompin("import", write(tmp_path, HEADER + row(1)), "--mapping", mapping)
    assert finished.code == 1
    assert "mapping.yaml, line" in finished.err
    assert "'colums' is not known here" in finished.err
    assert "Did you mean 'columns'?" in finished.err


def test_a_row_with_an_unknown_state_is_rejected_alone(tmp_path, installation: Installation):
    file = write(tmp_path, HEADER + "".join(row(i) for i in range(50)) + row(99, "Lost"))
    finished = installation.loompin("import", file, "--mapping", EXAMPLE_MAPPING)
    assert finished.code == 0
    assert "51 rows read, 50 accepted, 1 rejected" in finished.out
    assert "1 × incident_state is 'Lost', expected one of the words in servicenow_incident_log.yaml" in finished.out
    assert "(first in row 51)" in finished.out
    assert "all of them: page Data health" in finished.out
    again = installation.loompin("import", file, "--mapping", EXAMPLE_MAPPING)
    assert "landed before, nothing to do" in again.out
    # A later run lands nothing new, but the row is still missing from every figure.
    assert "1 × incident_state is 'Lost'" in installation.prepare().loompin("ingest").out


def test_a_second_run_beside_a_running_one_is_told_who_is_at_it(installation: Installation):
    installation.home.mkdir(parents=True)
    with (installation.home / "run.lock").open("w") as lock:
        json.dump({"pid": 4711, "purpose": "loompin warehouse", "since": "2026-01-01T00:00:00+00:00"}, lock)
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = installation.loompin("run")
    assert finished.code == 1
    assert "another run is going on (loompin warehouse, process 4711, since 2026-01-01" in finished.err
    assert "Nothing was changed." in finished.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sql", "select 1"], "nothing has been published yet"),
        (["receipt", "X"], "nothing has been published yet"),
        (["metrics", "query", "csat"], "nothing has been published yet"),
        (["releases", "rollback", "20260101"], "there is no release 20260101"),
        (["run", "--as-of", "soon"], "--as-of 'soon' is no moment"),
        (["run", "--cases", "5"], "1000<=x<=1000000"),
        (["import", "nowhere.csv", "--mapping", "m.yaml"], "nowhere.csv: there is no such file"),
        (["metrics", "query", "csat", "--where", "priority"], "expected a name, =, and one or more values"),
        (["frobnicate"], "No such command"),
        (["build"], "nothing has been ingested yet"),
        (["publish"], "nothing has been ingested yet"),
        (["import", ".", "--mapping", "m.yaml"], "this is a folder, not a file"),
    ],
)
def test_a_wrong_call_gets_a_sentence(installation: Installation, arguments, told):
    finished = installation.loompin(*arguments)
    assert finished.code != 0
    assert told in finished.err
    assert "Traceback" not in finished.err + finished.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sources.x\n", "this is not TOML"),
        ('[sources.x]\ntype = "csv"\n', "type is 'csv'; expected one of demo_company, event_log"),
        ('[sources.X]\ntype = "demo_company"\n', "a source's name is lower-case letters"),
        ('[sources.x]\ntype = "demo_company"\ncase = 5\n', "'case' is not a setting of a source of type demo_company"),
    ],
)
def test_a_configuration_that_makes_no_sense_is_named(installation: Installation, text, told):
    installation.home.mkdir(parents=True)
    (installation.home / "loompin.toml").write_text(text)
    finished = installation.loompin("ingest")
    assert finished.code == 1
    assert told in finished.err
    assert "Traceback" not in finished.err + finished.out


def test_cases_without_a_demo_company_is_told(installation: Installation):
    installation.home.mkdir(parents=True)
    (installation.home / "loompin.toml").write_text('[sources.x]\ntype = "event_log"\npaths = ["a"]\nmapping = "m"\n')
    finished = installation.loompin("run", "--cases", "1000")
    assert finished.code == 1
    assert "--cases sets the size of the demo company" in finished.err


def test_a_word_that_is_a_list_is_told_like_any_other(tmp_path, installation: Installation):
    mapping = write(tmp_path, EXAMPLE_MAPPING.read_text().replace("rows: events", "rows: [events]"), "mapping.yaml")
    finished = installation.loompin("import", write(tmp_path, HEADER + row(1)), "--mapping", mapping)
    assert finished.code == 1
    assert "rows is ['events']; expected events or cases" in finished.err


@pytest.mark.parametrize("command", [["run"], ["sql", "select 1"], ["releases", "list"], ["metrics", "list"]])
def test_a_data_folder_that_cannot_be_one_is_told(tmp_path, command):
    home = write(tmp_path, "I am a file.", "home")
    finished = Installation(home).loompin(*command)
    assert finished.code != 70
    assert "Traceback" not in finished.err
    assert finished.code == 0 or str(home) in finished.err


def test_a_fault_without_a_place_for_its_log_is_still_a_sentence(monkeypatch, capsys):
    from dagster_project import cli

    monkeypatch.setenv("LOOMPIN_HOME", "/proc/nope")
    with pytest.raises(SystemExit) as ended:
        cli._tell_fault(RuntimeError("the reason"))
    assert ended.value.code == 70
    told = capsys.readouterr().err
    assert "the reason" in told
    assert "no log of it can be written" in told


def test_a_step_that_fails_is_told_once_and_in_its_own_words(tmp_path, installation: Installation):
    file = write(tmp_path, HEADER + "".join(row(i) for i in range(50)))
    assert installation.loompin("import", file, "--mapping", EXAMPLE_MAPPING).code == 0
    file.write_text("")
    finished = installation.prepare().loompin("ingest")
    assert finished.code == 1
    assert finished.err.count("the file is empty") == 1
    assert "UserError" not in finished.err


def test_releases_are_listed_although_the_current_one_is_missing(installation: Installation):
    """The error that says so tells to choose another, and this is where they are listed."""
    releases = installation.home / "releases"
    releases.mkdir(parents=True)
    (releases / "20260101T000000000.duckdb").write_bytes(b"")
    (releases / "current").write_text("20260102T000000000")
    finished = installation.loompin("releases", "list")
    assert "20260101T000000000" in finished.out
    assert "the current release 20260102T000000000 is missing" in finished.err
    assert "loompin releases rollback ID" in finished.err
