"""A clock's row with a word that no clock knows is refused with its place, before anything is built."""

from __future__ import annotations

import csv

import pytest

from dagster_project.resources.errors import UserError
from dagster_project.transformation.clock_rows import (
    CLOCK_ROWS,
    PLAIN_SIGNALS,
    WITH_PLACE,
    WORDS,
    refuse_unknown_words,
)
from dashboards.clock_grammar import QUALIFIED, SIGNALS, WINDOWS
from data_contracts.vocabulary import CLOCKS

HEAD = CLOCK_ROWS.read_text().splitlines()[0]
GOOD = "hand_over,Hand-over,escalated:engineering,,On-hold,state:Resolved,,each,escalated,,every window,7"

WRONG = [
    (
        "broken,Broken,creatd,,,state:Resolved,,one,,,every window,9",
        "starts_on holds 'creatd'",
        "Did you mean 'created'",
    ),
    ("broken,Broken,created,,Onhold,state:Resolved,,one,,,every window,9", "pauses_in holds 'Onhold'", "'On-hold'"),
    ("broken,Broken,created,,,acknowleged,,one,,,every window,9", "stops_on holds 'acknowleged'", "'acknowledged'"),
    ("broken,Broken,created,,,state:Done,,one,,,every window,9", "stops_on holds 'state:Done'", "state:Closed"),
    ("broken,Broken,escalated,,,,,one,,,every window,9", "starts_on holds 'escalated'", " escalated:engineering"),
    ("broken,Broken,customer_message,,,,,one,,,every window,9", "holds 'customer_message'", "message_after_reply"),
    ("broken,Broken,created,,escalated:sales,,,one,,,every window,9", "pauses_in holds 'escalated:sales'", "On-hold"),
    ("broken,Broken,created,,,,,sometimes,,,every window,9", "windows holds 'sometimes'", "one, each, resumed"),
    ("broken,Broken,created,,,,,,,,every window,9", "windows is empty", "one, each, resumed"),
    ("broken,Broken,,,,,,one,,,every window,9", "starts_on is empty", "nothing to count"),
    ("broken,Broken,created,,,,,one,public_answer,,every window,9", "needs holds 'public_answer'", "public_reply"),
    ("broken,Broken,created,,,,,one,,hand_ovr,every window,9", "targets_of holds 'hand_ovr'", "'hand_over'"),
    ("broken,Broken,created,,,,,one,,,each window,9", "source_target_serves holds 'each window'", "every window"),
    ("broken,Broken,created", "another number of columns", "commas"),
    (GOOD, "two rows of that name", "name of its own"),
]


@pytest.mark.parametrize(("row", "what", "advice"), WRONG)
def test_a_wrong_row_is_told_with_its_place(tmp_path, row, what, advice):
    file = tmp_path / "sla_clocks.csv"
    file.write_text(f"{HEAD}\n{GOOD}\n{row}\n")
    with pytest.raises(UserError) as told:
        refuse_unknown_words(file)
    text = str(told.value)
    assert what in text and advice in text
    assert "line 2" in text or "line 3" in text


def test_the_rows_that_are_there_are_right():
    refuse_unknown_words()


def test_every_word_of_the_grammar_is_put_into_words_on_pages():
    assert set(SIGNALS) == set(PLAIN_SIGNALS)
    assert set(QUALIFIED) == {"state", *WITH_PLACE}
    assert set(WINDOWS) == set(WORDS["windows"])


def test_every_clock_can_be_promised_by_a_policy():
    with CLOCK_ROWS.open(newline="") as rows:
        assert [row["clock"] for row in csv.DictReader(rows)] == list(CLOCKS)
