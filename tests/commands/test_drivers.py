"""`loompin drivers`: answers in three forms, and a sentence for whatever cannot be analysed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from dagster_project.cli import loompin
from dagster_project.resources.errors import UserError


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> Path:
    """Scores of two segments with two topics, one of them late and bad, and columns that are no predictors."""
    rng = np.random.default_rng(1)
    late, guide = rng.random(400) < 0.3, rng.random(400) < 0.3
    file = tmp_path_factory.mktemp("answers") / "answers.csv"
    pl.DataFrame(
        {
            "score": (4 - 1.2 * late + 0.2 * guide + 0.7 * rng.standard_normal(400)).round(3),
            "late": late, "guide": guide.astype(int), "hours": rng.exponential(5, 400).round(2),
            "segment": rng.choice(["Large", "Small"], 400), "words": ["thank you"] * 400, "empty": [None] * 400,
            "always": [1] * 400, "late_too": late.astype(int),
        }
    ).write_csv(file)  # fmt: skip
    return file


def run(*arguments: object) -> str:
    result = CliRunner().invoke(loompin, ["drivers", *map(str, arguments)])
    if result.exception:
        raise result.exception
    return result.output


PREDICTORS = ("--outcome", "score", "--predictors", "late,guide,hours")


def test_the_table_names_the_driver_first_and_says_how_it_was_done(answers):
    text = run(answers, *PREDICTORS)
    lines = text.splitlines()
    assert lines[0].startswith("score: n 400, mean ")
    assert lines[2].split()[:2] == ["1", "late"]
    assert "random predictor would weigh up to" in text
    assert "Johnson" in text and "no cause" in text


def test_json_holds_the_figures_by_name_and_adds_up(answers):
    found = json.loads(run(answers, *PREDICTORS, "--format", "json"))
    assert found["n"] == 400
    assert sum(found["johnson"].values()) == pytest.approx(found["r_squared"], abs=1e-12)
    assert sum(found["lmg"].values()) == pytest.approx(found["r_squared"], abs=1e-9)
    first = found["drivers"][0]
    assert (first["name"], first["rank"], first["flags"]) == ("late", 1, [])
    assert first["effect_low"] < -1.2 < first["effect_high"]
    assert found["correlation"]["late"] < 0


def test_csv_has_a_row_for_each_segment_and_predictor(answers):
    rows = list(csv.DictReader(io.StringIO(run(answers, *PREDICTORS, "--by", "segment", "--format", "csv"))))
    assert [(row["segment"], row["name"]) for row in rows if row["rank"] == "1"] == [
        ("all", "late"), ("Large", "late"), ("Small", "late"),
    ]  # fmt: skip
    assert len(rows) == 9


@pytest.mark.parametrize("ending", [".parquet", ".jsonl"])
def test_other_forms_of_the_same_table_give_the_same(answers, tmp_path, ending):
    frame = pl.read_csv(answers)
    other = tmp_path / f"answers{ending}"
    (frame.write_parquet if ending == ".parquet" else frame.write_ndjson)(other)
    of_csv, of_other = (json.loads(run(file, *PREDICTORS, "--format", "json")) for file in (answers, other))
    assert of_csv == of_other


def test_all_numbers_are_predictors_where_none_are_named(answers):
    found = json.loads(run(answers, "--outcome", "score", "--format", "json"))
    assert found["passed_over"] == ["segment", "words", "empty"]
    assert found["predictors"] == ["late", "guide", "hours", "always", "late_too"]


def test_constants_copies_and_few_rows_are_flagged(answers, tmp_path):
    few = tmp_path / "few.csv"
    pl.read_csv(answers).head(50).write_csv(few)
    text = run(few, "--outcome", "score", "--predictors", "late,late_too,always")
    assert "below_floor" in text.splitlines()[0]
    assert text.count("not_separable") == 2
    assert "constant" in text
    assert "∞" in text


def test_rows_with_a_missing_number_are_left_out_and_told(tmp_path):
    file = tmp_path / "gaps.csv"
    lines = [f"{4 - i % 2}.{i % 7},{i % 2}" for i in range(60)]
    file.write_text("\n".join(["score,late", *lines, ",1", "3,", "2,n/a"]) + "\n")
    text = run(file, "--outcome", "score")
    assert "score: n 60," in text
    assert "3 of 63 rows are left out" in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--outcome", "scores"], "no column 'scores'"),
        (["--outcome", "score", "--predictors", "late,nothing"], "no column 'nothing'"),
        (["--outcome", "score", "--predictors", "late,words"], "words is no number in row 1: 'thank you'"),
        (["--outcome", "words"], "words is no number"),
        (["--outcome", "score", "--predictors", "score"], "named twice"),
        (["--outcome", "always"], "always is 1 in every row"),
        (["--outcome", "score", "--predictors", "late,empty"], "no row has a number"),
        (["--outcome", "score", "--predictors", "late", "--by", "hours"], "at most 50 segments"),
    ],
)
def test_a_column_that_cannot_be_analysed_gets_a_sentence(answers, options, words):
    if "empty" in options[-1] or options == ["--outcome", "always"]:
        options = [*options] if "--predictors" in options else [*options, "--predictors", "late"]
    with pytest.raises(UserError, match=words):
        run(answers, *options)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", "score,late\n", "no rows"),
        ("nothing.csv", "", "cannot be read"),
        ("table.xlsx", "x", "must end in one of"),
        ("broken.parquet", "no parquet", "cannot be read"),
        ("one.csv", "score\n1\n2\n", "no column but the outcome"),
    ],
)
def test_a_file_that_cannot_be_analysed_gets_a_sentence(tmp_path, name, content, words):
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(UserError, match=words):
        run(file, "--outcome", "score")
    with pytest.raises(UserError, match="no such file"):
        run(tmp_path / "missing.csv", "--outcome", "score")
