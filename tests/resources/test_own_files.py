"""The one reader and appender of files of a person's own words: nothing that was there is lost, nor what is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.resources.errors import UserError
from dagster_project.resources.own_files import OwnFile

COLUMNS, NEEDED = ("id", "text", "why"), ("id", "text")
ONE, OTHER = {"id": "1", "text": 'a, "b"\nc', "why": "x"}, {"id": "2", "text": " é ", "why": ""}


def values(file: OwnFile) -> list[dict[str, str]]:
    return [dict(row.values) for row in file.read()]


@pytest.fixture
def file(tmp_path) -> OwnFile:
    return OwnFile(tmp_path / "new" / "own.csv", COLUMNS, NEEDED)


def test_what_is_added_is_read_again_after_what_was_there(file):
    assert file.read() == []
    file.append([ONE, OTHER])
    file.append([OTHER])
    assert values(file) == [ONE, OTHER, OTHER]
    assert [row.line for row in file.read()] == [2, 4, 5]
    assert [path.name for path in file.path.parent.iterdir()] == ["own.csv"]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\r", b"\n\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("header", [b"id,text,why", b"why,text, id ,more", b"id,text"])
def test_whatever_editor_wrote_it(file, end, mark, header):
    row = {b"id,text,why": b"7,seven,x", b"why,text, id ,more": b"x,seven,7,y", b"id,text": b"7,seven"}[header]
    file.path.parent.mkdir()
    file.path.write_bytes(mark + header + (end or b"\n") + row + end)
    (before,) = values(file)
    file.append([ONE])
    assert (before["id"], before["text"]) == ("7", "seven")
    assert values(file) == [before, ONE]


@given(st.lists(st.fixed_dictionaries({name: st.text(st.characters(codec="utf-8"), max_size=6) for name in COLUMNS})))
def test_any_text_comes_back(tmp_path_factory, rows):
    file = OwnFile(tmp_path_factory.mktemp("own") / "own.csv", COLUMNS, NEEDED)
    for row in rows:
        file.append([row])
    assert values(file) == rows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column id"),
        (b"id,why\n", "no column text"),
        (b"id;text;why\n", "no column id"),
        (b"id,text,why,text\n", "column text twice"),
        (b"id,text\n1,\xff\n", "UTF-8"),
        ("id,text\n".encode("utf-16"), "UTF-8"),
        (b'id,text,why\n1,"never ends,x\n', "not closed"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_and_left_as_it_is(file, content, words):
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        file.append([ONE])
    assert file.path.read_bytes() == content


def test_a_row_that_has_too_much_says_so(file):
    file.path.parent.mkdir()
    file.path.write_text("id,text,why\n1,a,b,c\n\n2\n")
    assert [(row.line, row.problem) for row in file.read()] == [
        (2, "it has 4 values, and the first line 3 columns"), (4, None)
    ]  # fmt: skip
    assert values(file)[1] == {"id": "2", "text": "", "why": ""}
