"""Records that are compared with nobody are named, not only counted."""

from __future__ import annotations

import duckdb
import polars as pl

from dagster_project.identity.linking import crowded_of
from dagster_project.identity.warehouse import grouped_records
from dashboards.identity_frames import grade_rows, grades


def test_records_behind_one_shared_number_are_named():
    records = pl.DataFrame(
        {
            "source": "crm", "source_id": [f"p{n:03}" for n in range(103)],
            "name": [None] * 101 + ["Zoe Quill", "Zoe Quill"], "phone": ["+49 170 555 1000"] * 102 + [None],
            "city": [f"Town {n}" for n in range(103)], "partition": pl.Series([None] * 103, dtype=pl.String),
        }
    )  # fmt: skip
    crowded = crowded_of(records, {"name": "name", "phone": "phone", "city": "city"})
    assert crowded.uncompared == tuple(range(101))
    assert crowded.records == 101


def test_the_warehouse_marks_them(monkeypatch, tmp_path):
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    records = pl.DataFrame(
        {
            "source": "demo", "platform": ["Shop"] * 102 + ["Account"], "source_id": [f"p{n}" for n in range(103)],
            "tenant_id": None, "anchor_rank": 1, "person_name": [None] * 102 + ["Zoe Quill"], "email": None,
            "phone": ["+49 170 555 1000"] * 102 + [None], "city": [f"Town {n}" for n in range(103)], "country": None,
        },
        schema_overrides=dict.fromkeys(("tenant_id", "person_name", "email", "phone", "country"), pl.String),
    )  # fmt: skip
    sides = [f"{side}_{name}" for side in ("left", "right") for name in ("source", "platform", "source_id")]
    pairs = pl.DataFrame(schema={**dict.fromkeys(sides, pl.String), "probability": pl.Float64, "decision": pl.String})
    members = pl.from_arrow(grouped_records(duckdb.from_arrow(records.to_arrow()), duckdb.from_arrow(pairs.to_arrow())))
    assert members.filter("is_uncompared")["platform"].to_list() == ["Shop"] * 102
    assert set(members["uncompared_count"]) == {102}


def test_grades_of_an_explanation():
    told = "name given name and surname swapped +9.7, e-mail different -2.5, city equal +1.1; start -4.3"
    assert grades(told) == {
        "name": ("near: given name and surname swapped", 9.7), "e-mail": ("different", -2.5), "city": ("equal", 1.1),
    }  # fmt: skip
    rows = grade_rows(told)
    assert rows["grade"].to_list() == [
        "near: given name and surname swapped", "different", "not in both", "equal", "not in both",
    ]  # fmt: skip
    assert rows["bits"].to_list() == [9.7, -2.5, None, 1.1, None]


def test_a_grade_may_hold_a_comma():
    told = (
        "name surname equal, another given name -4.2, e-mail alike +2.0, city equal, as in a household +0.0; start -4.3"
    )
    assert grades(told) == {
        "name": ("near: surname equal, another given name", -4.2), "e-mail": ("near: alike", 2.0),
        "city": ("equal: as in a household", 0.0),
    }  # fmt: skip


def test_an_explanation_of_a_hand_has_no_grades():
    assert grades("decided by hand; the model finds no likeness") == {}
