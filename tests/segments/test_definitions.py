"""Versions of definitions: which can be used, from when to when, and what becomes of a file of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dagster_project.resources.errors import UserError
from dagster_project.segments import definitions
from dagster_project.segments.definitions import OWN, PLATFORM, DefinitionRow, append_own, judge, read_own


def row(version: int, definition: str | None, since: datetime | None = None, **told) -> DefinitionRow:
    told = {"source": "desk", "origin": PLATFORM, "segment_id": "seg_1", "segment_name": "One", **told}
    return DefinitionRow(version=version, definition=definition, valid_from=since, **told)


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def test_a_version_holds_until_the_next_one():
    judged = judge([row(2, "arr_usd > 2", day(5)), row(1, "arr_usd > 1"), row(3, "arr_usd > 3", day(9))])
    assert [(v.row.version, v.valid_to) for v in judged] == [(1, day(5)), (2, day(9)), (3, None)]
    assert all(v.problem is None for v in judged)


def test_a_version_that_cannot_be_used_leaves_the_one_before_in_force():
    judged = judge([row(1, "arr_usd > 1"), row(2, "arr_usd > many", day(5)), row(3, " ", day(6))])
    assert [v.valid_to for v in judged] == [None, None, None]
    assert [v.compiled_sql is None for v in judged] == [False, True, True]
    assert judged[1].problem.startswith("character 11:")
    assert "No definition is told" in judged[2].problem


def test_the_time_decides_and_not_the_number():
    judged = judge([row(1, "arr_usd > 1", day(9)), row(2, "arr_usd > 2", day(5))])
    assert [(v.row.version, v.valid_to) for v in judged] == [(1, None), (2, day(9))]


def test_segments_and_sources_do_not_end_each_other():
    judged = judge([row(1, "arr_usd > 1"), row(2, "arr_usd > 2", day(5), segment_id="seg_2"),
                    row(2, "arr_usd > 2", day(5), source="other")])  # fmt: skip
    assert {v.valid_to for v in judged} == {None}


def test_an_id_of_the_platform_cannot_be_taken():
    ours = row(1, "arr_usd > 5", origin=OWN)
    judged = judge([row(1, "arr_usd > 1"), ours])
    assert [(v.row.segment_id, v.problem is None) for v in judged] == [("seg_1", True), (f"{OWN}: seg_1", False)]


def test_no_two_segments_of_a_source_have_one_name():
    named = {
        "seg_1": (PLATFORM, "Enterprise"), "seg_2": (PLATFORM, "Loyal"), "seg_3": (PLATFORM, "Loyal"),
        "ent": (OWN, "Enterprise"), "new": (OWN, "New"), "newer": (OWN, "New"),
    }  # fmt: skip
    rows = [
        row(1, "arr_usd > 1", origin=origin, segment_id=segment_id, segment_name=name)
        for segment_id, (origin, name) in named.items()
    ]
    for order in (rows, [*rows[3:], *rows[:3]]):
        elsewhere = replace(order[-1], source="other")
        judged = {v.row.segment_id: v for v in judge([*order, elsewhere]) if v.row.source == "desk"}
        assert {segment_id: v.row.segment_name for segment_id, v in judged.items()} == {
            "seg_1": "Enterprise", "seg_2": "Loyal (seg_2)", "seg_3": "Loyal (seg_3)",
            "ent": "segments.csv: ent", "new": "New", "newer": "segments.csv: newer",
        }  # fmt: skip
        assert {segment_id for segment_id, v in judged.items() if v.problem} == {"ent", "newer"}
        assert judged["ent"].problem == "The segment seg_1 has this name: give this one another."
        assert judged["ent"].compiled_sql is None


def test_a_further_version_keeps_the_name_of_its_segment():
    ours = {"origin": OWN, "segment_id": "ours", "segment_name": "Ours"}
    judged = judge([row(1, "arr_usd > 1", **ours), row(2, "arr_usd > 2", day(5), **ours)])
    assert [(v.row.segment_name, v.problem) for v in judged] == [("Ours", None), ("Ours", None)]


def test_rows_of_our_own_are_kept_and_read_again(tmp_path):
    file = tmp_path / "segments.csv"
    first = DefinitionRow("", OWN, "ours", 'Ours, "all"', 1, 'plan = "a"', "ann", "a start, no more", day(3), "t1")
    second = DefinitionRow("", OWN, "ours", 'Ours, "all"', 2, 'plan = "b"', "ben", "better")
    for nobody in (replace(first, author=" "), replace(first, reason="")):
        with pytest.raises(UserError, match="Who says so, and why"):
            append_own(file, nobody)
    assert not file.exists()
    append_own(file, first)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    append_own(file, second)
    assert read_own(file) == [first, second]
    assert read_own(tmp_path / "none.csv") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,rule\na,b\n", "no column definition"),
        ("id,definition\n,plan = 'a'\n", "id is empty"),
        ("id,definition,valid_from\na,plan = 'a',soon\n", "valid_from is 'soon'"),
        (b"id,definition\na,\xff\xfe\n", "UTF-8"),
        ("id,definition\na,country in ('DE', 'FR')\n", "Line 2: it has 3 values"),
        ("", "no column id"),
    ],
)
def test_a_file_that_is_wrong_says_why_and_stops_nothing(tmp_path, text, words):
    file = tmp_path / "segments.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    judged = judge(read_own(file))
    assert words in judged[0].problem


def test_a_file_without_a_column_for_who_why_and_since_gets_them(tmp_path):
    file = tmp_path / "segments.csv"
    file.write_text("id,definition,note\nold,arr_usd > 1,mine\n")
    told = DefinitionRow("", OWN, "old", "Old", 2, "arr_usd > 2", "ann", "because", day(3), "t1")
    append_own(file, told)
    first, second = read_own(file)
    assert second == told
    assert (first.definition, first.author, first.valid_from) == ("arr_usd > 1", None, None)
    assert "old,arr_usd > 1,mine," in file.read_text()


def test_a_definition_that_we_fail_on_is_told_and_stops_nothing(monkeypatch):
    def broken(text: str):
        if text == "arr_usd > 2":
            raise TypeError("no order")
        return compile_definition(text)

    compile_definition = definitions.compile_definition
    monkeypatch.setattr(definitions, "compile_definition", broken)
    judged = judge([row(1, "arr_usd > 1"), row(2, "arr_usd > 2", day(5))])
    assert [(v.compiled_sql is None, v.valid_to) for v in judged] == [(False, None), (True, None)]
    assert "fault of its own" in judged[1].problem and "no order" in judged[1].problem
