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
from dagster_project.commands.drivers import MEANINGS
from dagster_project.drivers.result import Driver
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


@pytest.mark.parametrize(
    ("yes", "no", "rest"),
    [
        ("yes", "no", ""),
        ("Yes", "NO", "n/a"),
        ("true", "false", ""),
        ("y", "n", "-"),
        ("ja", "nein", ""),
        ("sí", "no", ""),
    ],
)
def test_yes_and_no_are_1_and_0_and_it_says_so(tmp_path, yes, no, rest):
    spoken, numbers = tmp_path / "spoken.csv", tmp_path / "numbers.csv"
    rows = [(4 - i % 2 + (i % 7) / 10, i % 2) for i in range(120)]
    spoken.write_text("score,late\n" + "".join(f"{s},{yes if x else no}\n" for s, x in rows) + f"3,{rest}\n")
    numbers.write_text("score,late\n" + "".join(f"{s},{x}\n" for s, x in rows) + "3,\n")
    for options in ((), ("--predictors", "late")):
        of_words, of_numbers = (
            json.loads(run(file, "--outcome", "score", *options, "--format", "json")) for file in (spoken, numbers)
        )
        assert of_words.pop("yes_and_no") == ["late"]
        assert of_numbers.pop("yes_and_no") == []
        assert of_words == of_numbers
    assert "Taken as 1 for yes or true and 0 for no or false: late." in run(spoken, "--outcome", "score")
    assert "Taken as" not in run(numbers, "--outcome", "score")


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        (("late", "early"), "Write 1 for 'early' and 0 for 'late'"),
        (("yes", "no", "perhaps"), "make a column for each that matters, such as one with 1 where it is 'no'"),
        (("yes", "no", "0"), "Write it in one way in all rows, 1 and 0 or yes and no: it has '0', 'no', 'yes'"),
        (("3,522", "4,1", "-0,5", "1.200,5"), "Write numbers with a decimal point and nothing between thousands"),
        (("yes", "true"), "Write 1 for 'true' and 0 for 'yes'"),
    ],
)
def test_other_texts_are_refused_with_what_to_do(tmp_path, values, hint):
    file = tmp_path / "answers.csv"
    file.write_text("score;when\n" + "".join(f"{4 - i % 2};{values[i % len(values)]}\n" for i in range(60)))
    with pytest.raises(UserError, match=hint):
        run(file, "--outcome", "score", "--predictors", "when")
    with pytest.raises(UserError, match=hint):
        run(file, "--outcome", "score")


def test_numbers_with_a_comma_are_told_as_such_where_they_are_passed_over(answers, tmp_path):
    file = tmp_path / "answers.csv"
    rows = pl.read_csv(answers).with_columns(hours=pl.col("hours").cast(pl.String).str.replace(".", ",", literal=True))
    rows.write_csv(file)
    text = run(file, "--outcome", "score")
    assert "since a comma stands in their numbers: hours. " in text
    assert "No numbers, and so no predictors: segment, words, empty. " in text
    assert "a comma stands" not in run(answers, "--outcome", "score")


def test_nothing_is_explained_where_no_predictor_varies(answers):
    text = run(answers, "--outcome", "score", "--predictors", "always")
    assert "R² –, adjusted R² –" in text.splitlines()[0]
    found = json.loads(run(answers, "--outcome", "score", "--predictors", "always", "--format", "json"))
    assert [found[name] for name in ("r_squared", "r_squared_low", "adjusted_r_squared")] == [None] * 3


@pytest.mark.parametrize(
    ("name", "value", "is_left_out"),
    [
        ("answer_id", lambda i: i, True), ("id", lambda i: 1000 - i, True), ("AnswerId", lambda i: i, True),
        ("Row No", lambda i: i * 3, True), ("customer_id", lambda i: i % 50, False), ("hours", lambda i: i, False),
        ("paid", lambda i: i, False), ("score_id", lambda i: i + 0.5, False),
    ],
)  # fmt: skip
def test_a_running_number_is_no_predictor_unless_it_is_named(tmp_path, name, value, is_left_out):
    file = tmp_path / "answers.csv"
    file.write_text(f"score,late,{name}\n" + "".join(f"{4 - i % 2},{i % 3 % 2},{value(i)}\n" for i in range(120)))
    found = json.loads(run(file, "--outcome", "score", "--format", "json"))
    assert (found["running_numbers"] == [name]) is is_left_out
    assert (name in found["predictors"]) is not is_left_out
    assert (f"only numbers the rows: {name}." in run(file, "--outcome", "score")) is is_left_out
    asked = json.loads(run(file, "--outcome", "score", "--predictors", f"late,{name}", "--format", "json"))
    assert asked["predictors"] == ["late", name]


def test_flags_that_occur_are_explained_and_no_others(answers, tmp_path):
    few = tmp_path / "few.csv"
    pl.read_csv(answers).head(50).write_csv(few)

    def explained(text: str) -> set[str]:
        return {line.split(":")[0] for line in text.splitlines() if line.split(":")[0] in MEANINGS}

    assert explained(run(answers, "--outcome", "score", "--predictors", "late")) == {"same rank"}
    text = run(few, "--outcome", "score", "--predictors", "late,late_too,always")
    assert {"below_floor", "not_separable", "constant"} <= explained(text)
    shown = text.split("\n\n")[0]
    assert all(flag == "same rank" or flag in shown for flag in explained(text))


def test_every_flag_of_the_analysis_has_its_words():
    documented = Driver.__doc__.split("status: ")[1]
    assert {"not_above_noise", "few_groups", "simpson", "impacts_disagree"} <= set(MEANINGS)
    assert all(flag in documented for flag in MEANINGS if flag != "same rank")


def test_constants_copies_and_few_rows_are_flagged(answers, tmp_path):
    few = tmp_path / "few.csv"
    pl.read_csv(answers).head(50).write_csv(few)
    text = run(few, "--outcome", "score", "--predictors", "late,late_too,always")
    assert "below_floor" in text.splitlines()[0]
    assert text.split("\n\n")[0].count("not_separable") == 2
    assert "constant" in text
    assert "∞" in text


def test_rows_with_a_missing_number_are_left_out_and_told(tmp_path):
    file = tmp_path / "gaps.csv"
    lines = [f"{4 - i % 2}.{i % 7},{i % 2}" for i in range(60)]
    file.write_text("\n".join(["score,late", *lines, ",1", "3,", "2,n/a"]) + "\n")
    text = run(file, "--outcome", "score")
    assert "score: n 60," in text
    assert "3 of 63 rows left out" in text


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
        ("empty.csv", "score,late\n", "no row that can be read"),
        ("nothing.csv", "", "the file is empty"),
        ("table.xlsx", "PK\x00\x01", "neither CSV nor Parquet"),
        ("broken.parquet", "no parquet", "not a complete Parquet file"),
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


ROWS = "".join(f"{4 - i % 2}.{i % 7},{i % 2},{i % 5}\n" for i in range(120))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"y,a,b\n{ROWS}1,2,3,4\n", "row 121: '1,2,3,4'"),
        (f"y,a,a\n{ROWS}", "'a' stands more than once"),
        (f"y,a, a \n{ROWS}", "'a' stands more than once"),
        (f"y,a,b\n{ROWS}1,2,1e300\n", r"b is 1e\+300 in row 121"),
        (f"y,größe,b\n{ROWS}".encode("latin-1"), "not UTF-8"),
        (f"y,a,b\n{ROWS}".encode("utf-16"), "binary data"),
        ("y,a,b\n", "no row"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_wrong_gets_a_sentence(tmp_path, content, words):
    file = tmp_path / "answers.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UserError, match=words):
        run(file, "--outcome", "y")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_names_may_have_spaces_around_and_any_separator_between(tmp_path, mark, separator):
    file = tmp_path / "answers.csv"
    file.write_text(mark + f' y ,"a",größe \n{ROWS}'.replace(",", separator), encoding="utf-8")
    found = json.loads(run(file, "--outcome", "y", "--format", "json"))
    assert (found["n"], found["predictors"]) == (120, ["a", "größe"])


def test_large_numbers_close_together_vary_and_tiny_ones_too(tmp_path):
    rng = np.random.default_rng(3)
    x = rng.integers(0, 200, 300).astype(float)
    frame = pl.DataFrame({"y": (x / 50 + rng.standard_normal(300)).round(6), "x": x})
    figures = []
    for name, column in (("plain", x), ("large", 1e15 + x), ("tiny", x * 1e-200)):
        file = tmp_path / f"{name}.parquet"
        frame.with_columns(x=pl.Series(column)).write_parquet(file)
        (driver,) = json.loads(run(file, "--outcome", "y", "--format", "json"))["drivers"]
        assert driver["status"] == "driver"
        figures.append((driver["weight"], driver["correlation"]))
    for one in figures[1:]:
        assert one == pytest.approx(figures[0], rel=1e-9)


def test_more_predictors_than_rows_can_tell_apart_are_flagged(tmp_path):
    file = tmp_path / "noise.csv"
    pl.DataFrame(np.random.default_rng(5).standard_normal((100, 61)), schema=[f"c{i}" for i in range(61)]).write_csv(
        file
    )
    text = run(file, "--outcome", "c0")
    assert "too_many_predictors" in text.splitlines()[0]
    assert "adjusted R²" in text.splitlines()[0]
    assert text.split("\n\n")[0].count("too_many_predictors") == 61
    assert "Fewer than 10 rows for each predictor" in text
    found = json.loads(run(file, "--outcome", "c0", "--predictors", "c1,c2", "--format", "json"))
    assert found["too_many_predictors"] is False
