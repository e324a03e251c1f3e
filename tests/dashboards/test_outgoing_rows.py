"""Downloads pass the gate: no personal data in texts, nothing of a source that a policy denies, all else as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl
import pytest
from dbt_builds import parsed_project
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

OF_OURS = {"governance_policies", "desk_case_links", "desk_figures", "desk_comparisons", "desk_guidance",
           "sla_configuration_problems", "alerts"}  # fmt: skip
"""Tables whose column subject says what a row is about, in words of a list and not of a person."""


def marks() -> Iterator[tuple[str, str, str]]:
    """Table, column and mark of every column that people may read."""
    for node in json.loads((parsed_project() / "manifest.json").read_text())["nodes"].values():
        if node["resource_type"] == "model" and node["schema"] == "reporting":
            for name, column in node["columns"].items():
                yield node["alias"], name, column.get("config", {}).get("meta", {}).get("pii", "none")


def free_text_of(*tables: str) -> frozenset[str]:
    return frozenset(name for table, name, pii in marks() if pii == "free_text" and table in tables)


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


def test_what_people_wrote_of_fixes_leaves_without_addresses_and_numbers() -> None:
    marked = free_text_of("forecast_outcomes", "outcome_ledger", "outcome_decisions")
    assert marked == {"note", "reason"}
    written = {
        "note": "Call ann@x.com about +49 30 1234567", "reason": "mail kunde@firma.example",
        "decision": "Verified by ann@x.com although +49 30 1234567", "title": "Outage at kunde@firma.example",
        "verified_although": "told +49 30 1234567",
    }  # fmt: skip
    told = pl.DataFrame([{"source": "desk", "entry_id": "FRC-1", **written}])
    rows, _ = rows_that_may_leave(told, Gate(Policies(), marked))
    assert rows.row(0, named=True) == {
        "source": "desk", "entry_id": "FRC-1", "note": "Call [e-mail] about [phone]", "reason": "mail [e-mail]",
        "decision": "Verified by [e-mail] although [phone]", "title": "Outage at [e-mail]",
        "verified_although": "told [phone]",
    }  # fmt: skip


def test_titles_stay_where_texts_are_withheld() -> None:
    row = PolicyRow("desk", "POL-9", "Privacy", None, "redact(passport)")
    closed = Policies((AppliedPolicy(row, "cannot be applied", "", withholds_texts=True),))
    told = pl.DataFrame({"source": ["desk"], "title": ["Exports"], "subject": ["slow"]})
    rows, _ = rows_that_may_leave(told, Gate(closed, FREE))
    assert rows.row(0) == ("desk", "Exports", "[withheld: the policy POL-9 cannot be read]")


def test_what_is_free_text_of_cases_is_marked_wherever_it_stands() -> None:
    of_cases = free_text_of("cases")
    assert "subject" in of_cases
    here = [(table, name, pii) for table, name, pii in marks() if name in of_cases and table not in OF_OURS]
    assert ("opportunity_cases", "subject", "free_text") in here
    assert [one for one in here if one[2] != "free_text"] == []


def test_who_decided_and_who_froze_is_a_name() -> None:
    people = {(table, name) for table, name, pii in marks() if pii == "name"}
    assert people >= {("forecast_outcomes", "frozen_by"), ("outcome_ledger", "decided_by"),
                      ("outcome_decisions", "decided_by")}  # fmt: skip


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
