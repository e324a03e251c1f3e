"""The journal stays readable whatever stops in the middle of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.exports.delivery.journal import Journal
from dagster_project.resources.errors import UserError
from dagster_project.resources.whole_files import write_whole

RECORDS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=3), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(records=RECORDS, cut=st.integers(1, 40), more=RECORDS)
def test_a_line_that_was_cut_off_costs_that_line_alone(tmp_path_factory, records, cut, more):
    journal = Journal(tmp_path_factory.mktemp("journal") / "sent.jsonl")
    for record in records:
        journal.write(record)
    whole = journal.file.read_bytes()
    last = whole.rstrip(b"\n").rpartition(b"\n")[2]
    journal.file.write_bytes(whole[: len(whole) - min(cut, len(last))])
    for record in more:
        journal.write(record)
    kept = journal.read()
    assert kept[: len(records) - 1] == records[:-1]
    assert kept[-len(more) :] == more
    assert journal.broken_lines() <= 1


def test_a_journal_that_is_not_there_is_empty(tmp_path):
    assert Journal(tmp_path / "none.jsonl").read() == []


def test_two_exports_at_once(tmp_path):
    journal = Journal(tmp_path / "sent.jsonl")
    with journal.only_writer(), pytest.raises(UserError, match="another export is going on"), journal.only_writer():
        pass
    with journal.only_writer():
        pass


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    file = tmp_path / "week" / "items.csv"
    write_whole(file, b"old")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
