"""Files of JSON lines: values as text, numbers as written, bad lines as rejects with their numbers."""

from __future__ import annotations

import gzip

import pytest

from dagster_project.connectors.json_lines import json_columns
from dagster_project.connectors.table_files import read_chunks
from dagster_project.resources.errors import UserError

VALUES = [
    ('"a"', "a"), ("null", None), ("true", "true"), ("0.10", "0.10"), ("12345678901234567890", "12345678901234567890"),
    ("-1e3", "-1e3"), ('["x", 0.10, null]', '["x",0.10,null]'), ('{"min": -1.50}', '{"min":-1.50}'), ('""', ""),
    ('"é"', "é"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "text"), VALUES)
def test_a_value_is_the_text_that_was_written(tmp_path, written, text):
    file = tmp_path / "t.jsonl"
    file.write_text(f'{{"v": {written}}}\n', encoding="utf-8")
    (chunk,) = read_chunks(file)
    assert chunk.frame.to_dicts() == [{"v": text}]


def test_columns_are_those_of_all_lines_and_bad_lines_are_kept(tmp_path):
    file = tmp_path / "t.jsonl"
    file.write_text('{"a": 1}\n\n[1]\n{"b": 2\n{"b": 3}\n')
    assert json_columns(file) == ["a", "b"]
    (chunk,) = read_chunks(file)
    assert chunk.frame.to_dicts() == [{"a": "1", "b": None}, {"a": None, "b": "3"}]
    assert [(number, text) for number, _, text in chunk.unreadable] == [(3, "[1]"), (4, '{"b": 2')]


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    file = tmp_path / "t.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"a": 1}\n' * 100_000)[:-20])
    with pytest.raises(UserError, match="cut off"):
        list(read_chunks(file))
