"""The file of corrections: what is kept, what of it holds, and what cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dagster_project.identity.corrections import in_force, keep_correction, make_correction, read_corrections
from dagster_project.resources.errors import UserError

ONE, OTHER = ("crm", "1"), ("desk", 'a "quoted", one')
WHEN = datetime(2026, 6, 30, 12, tzinfo=UTC)


def test_who_when_and_why_are_kept_and_either_way_round_is_the_same_pair(tmp_path):
    file = tmp_path / "new folder" / "identity_corrections.csv"
    first = make_correction(OTHER, ONE, "same", "ada", "one phone", WHEN)
    last = make_correction(ONE, OTHER, "different", "bo", "father\nand son", WHEN)
    keep_correction(file, first)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    keep_correction(file, last)
    assert read_corrections(file) == [first, last]
    assert first.decided_at == "2026-06-30T12:00:00Z"
    assert in_force([first, last]) == {(ONE, OTHER): last}
    assert in_force([first, last, make_correction(ONE, OTHER, "withdrawn", "ada", "unclear", WHEN)]) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((ONE, ONE, "same", "ada", "why"), "named twice"),
        ((ONE, OTHER, "equal", "ada", "why"), "no verdict"),
        ((ONE, OTHER, "same", "ada", "  "), "Who says so, and why"),
    ],
)
def test_a_correction_that_says_nothing_is_told(arguments, message):
    with pytest.raises(UserError, match=message):
        make_correction(*arguments)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "no column left_source"),
        ("{head}\ncrm,1,desk,a,perhaps,ada,why,2026-06-30T12:00:00Z\n", "line 2: this is no correction"),
        ("{head}\ncrm,1,desk,a,same,ada,one phone, one name,2026-06-30T12:00:00Z\n", "line 2: this is no correction"),
        ('{head}\ncrm,1,desk,a,same,ada,"why,2026-06-30T12:00:00Z\n', "not closed"),
        ("{head}\n\ncrm,1,desk\n", "line 3: this is no correction"),
    ],
)
def test_a_file_that_a_hand_spoilt_is_told_and_not_written_to(tmp_path, text, message):
    file = tmp_path / "identity_corrections.csv"
    head = "left_source,left_source_id,right_source,right_source_id,verdict,decided_by,reason,decided_at"
    file.write_text(text.format(head=head))
    before = file.read_text()
    with pytest.raises(UserError, match=message):
        keep_correction(file, make_correction(ONE, OTHER, "same", "ada", "why"))
    assert file.read_text() == before
