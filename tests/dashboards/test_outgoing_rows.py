"""Downloads pass the gate: no personal data in texts, nothing of a source that a policy denies, all else as it was."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.policies import AccessRule, AppliedPolicy, Policies, PolicyRow
from dashboards.answers import Answers, Sight
from dashboards.downloads import as_csv
from dashboards.outgoing_rows import Gate, drawing_that_may_leave, gate_of, rows_that_may_leave
from dashboards.reporting import Viewer

FREE = frozenset({"subject", "quotes"})
PEOPLE = KnownNames.of(["Ann Smith"])
ROWS = pl.DataFrame(
    {
        "source": ["desk", "log", "desk"],
        "case_id": ["D-1", "L-1", "D-2"],
        "subject": ["Ann Smith waits", None, "call +49 30 1234567"],
        "quotes": [["a@b.io", "slow"], [], None],
    }
)


def test_personal_data_is_taken_out_of_free_text_and_all_else_stays() -> None:
    rows, held = rows_that_may_leave(ROWS, Gate(Policies(people=PEOPLE), FREE))
    assert rows["subject"].to_list() == ["[name] waits", None, "call [phone]"]
    assert rows["quotes"].to_list() == [["[e-mail]", "slow"], [], None]
    assert_frame_equal(rows.drop(*FREE), ROWS.drop(*FREE))
    assert held == []


def test_rows_of_a_source_that_a_policy_denies_stay_and_the_file_says_so() -> None:
    denied = Policies(access=(AccessRule("desk", "REPORTS / EXPORT / OPS", "REPORTS", "EXPORT", "OPS", "Deny"),))
    rows, held = rows_that_may_leave(ROWS, Gate(denied, FREE))
    assert rows["case_id"].to_list() == ["L-1"]
    assert held == ["held back: 2 rows of desk. The access rule REPORTS / EXPORT / OPS says Deny."]
    # Nobody can say whose rows these are.
    assert rows_that_may_leave(ROWS.drop("source"), Gate(denied, FREE))[0].is_empty()


def test_texts_are_withheld_where_a_policy_about_them_cannot_be_read() -> None:
    row = PolicyRow("log", "POL-9", "Privacy", None, "redact(passport)")
    closed = Policies((AppliedPolicy(row, "cannot be applied", "", withholds_texts=True),))
    rows, _ = rows_that_may_leave(ROWS.with_columns(subject=pl.lit("slow")), Gate(closed, FREE))
    withheld = "[withheld: the policy POL-9 cannot be read]"
    assert rows["subject"].to_list() == ["slow", withheld, "slow"]


@pytest.mark.parametrize("form", ["SVG", "HTML"])
def test_a_drawing_leaves_as_it_is_unless_a_policy_of_its_source_denies_it(form: str) -> None:
    denied = Policies(access=(AccessRule("desk", "REPORTS / EXPORT / <OPS>", "REPORTS", "EXPORT", "OPS", "Deny"),))
    gate = Gate(denied, FREE)
    assert drawing_that_may_leave("<svg>7</svg>", form, "log", gate) == "<svg>7</svg>"
    for source in ("desk", None):
        instead = drawing_that_may_leave("<svg>7</svg>", form, source, gate)
        assert "held back: The access rule REPORTS / EXPORT / &lt;OPS&gt; says Deny." in instead
        assert ">7<" not in instead


@pytest.mark.parametrize("rows", [ROWS.clear(), ROWS.clear().drop("source")])
def test_no_rows_are_no_rows(rows: pl.DataFrame) -> None:
    assert_frame_equal(rows_that_may_leave(rows, Gate(Policies(), FREE))[0], rows)


def test_a_download_of_a_release_takes_known_people_out_of_its_texts(shared_home) -> None:
    answers = Answers(Sight(shared_home.root, "20260630T120000000", Viewer()))
    assert "subject" in gate_of(answers.sight).free_text
    rows = pl.DataFrame({"source": ["desk"], "subject": ["write to ann@example.com"], "n": [1]})
    assert as_csv(answers, rows, []).splitlines()[-1] == "desk,write to [e-mail],1"
