"""`loompin identities` as a person runs it: any table in, people out, and sentences for what is wrong."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from click.testing import CliRunner
from identity.febrl import febrl

from dagster_project.cli import loompin
from dagster_project.resources.errors import UserError

ROWS = """id,Full Name,E-Mail,truth
1,Robert Keller,robert.keller@acme.example,k
2,"Keller, Bob",ROBERT.KELLER@acme.example,k
3,Anna Weber,anna.weber@acme.example,w
"""


@pytest.fixture
def tell(tmp_path, monkeypatch):
    """Run a command in a folder with people.csv; standard output, and what was said beside it."""
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(ROWS)

    def run(*arguments: str) -> tuple[str, str]:
        result = CliRunner().invoke(loompin, ["identities", *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    return run


def test_a_file_is_linked_and_every_record_has_its_person(tell):
    out, said = tell("people.csv", "--id", "id", "--format", "csv")
    rows = {row["source_id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["1"]["canonical_id"] == rows["2"]["canonical_id"] != rows["3"]["canonical_id"]
    assert rows["1"]["source"] == "people"
    assert "3 records, 2 people" in said
    assert "default weights (fewer than 200 records" in said
    assert "Full Name as name, E-Mail as email" in said


@pytest.mark.parametrize("labels", ["truth", "truth.csv"])
def test_labels_from_a_column_or_a_file_give_precision_and_recall_with_n(tell, tmp_path, labels):
    (tmp_path / "truth.csv").write_text("id,person\n1,k\n2,k\n3,w\n")
    out, _ = tell("people.csv", "--id", "id", "--labels", labels)
    assert "against 3 labelled records" in out
    assert "precision  1.0000  (95 % interval 0.2065 to 1.0000, n = 1 pair)" in out
    assert "recall     1.0000" in out
    assert "F1         1.0000" in out


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv.gz"])
def test_other_forms_of_file_are_read_alike(tell, tmp_path, ending):
    frame = pl.read_csv(tmp_path / "people.csv", infer_schema=False)
    if ending == "parquet":
        frame.write_parquet(tmp_path / "people.parquet")
    elif ending == "jsonl":
        frame.write_ndjson(tmp_path / "people.jsonl")
    else:
        import gzip

        (tmp_path / "people.csv.gz").write_bytes(gzip.compress(ROWS.encode()))
    expected = tell("people.csv", "--id", "id", "--format", "json")[0]
    assert tell(f"people.{ending}", "--id", "id", "--format", "json")[0] == expected


def test_pairs_are_given_with_their_reasons_and_thresholds_move_them(tell):
    (linked,) = json.loads(tell("people.csv", "--id", "id", "--pairs", "--format", "json")[0])
    assert linked["decision"] == "linked"
    assert "e-mail equal +" in linked["explanation"]
    (asked,) = json.loads(
        tell("people.csv", "--id", "id", "--pairs", "--format", "json", "--threshold", "0.9999999")[0]
    )
    assert asked["decision"] == "review"


def test_febrl_is_linked_by_its_columns_names_alone(tell, tmp_path):
    febrl("1").write_csv(tmp_path / "febrl.csv")
    out, _ = tell("febrl.csv", "--id", "rec_id", "--labels", "label")
    assert "1,000 records, 50" in out
    assert "weights learned from the table" in out
    assert "n = 500 pairs" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.csv"], "there is no such file"),
        (["people.csv", "--id", "idd"], "Did you mean 'id'"),
        (["people.csv", "--columns", "Full Nam"], "Did you mean 'Full Name'"),
        (["people.csv", "--id", "truth"], "'k' stands 2 times in people"),
        (["people.csv", "--labels", "trut"], "Did you mean 'truth'"),
        (["people.csv", "--threshold", "1.5"], "between 0 and 1"),
        (["people.csv", "--corrections", "nowhere.csv"], "there is no such file"),
        (["numbers.csv"], "No column tells anything of a person"),
        (["correct", "crm:1", "desk:2", "--same", "--because", "x"], "Write SOURCE/PLATFORM:ID"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(tell, tmp_path, arguments, message):
    (tmp_path / "numbers.csv").write_text("amount,colour\n1,red\n")
    with pytest.raises(UserError, match=message):
        tell(*arguments)


def test_a_correction_is_kept_and_listed(tell, tmp_path):
    """Without a release there is nothing to look the records up in; the verdict waits for them."""
    records = ("demo/CRM:1", "demo/Support:2")
    out, _ = tell("correct", *records, "--same", "--by", "ada", "--because", "one phone")
    assert "holds from the next `loompin run` on" in out
    tell("correct", *records, "--different", "--by", "bo", "--because", "father and son")
    kept = json.loads(tell("corrections", "--format", "json")[0])
    assert [(row["verdict"], row["decided_by"], row["holds"]) for row in kept] == [
        ("same", "ada", False), ("different", "bo", True),
    ]  # fmt: skip
    assert (tmp_path / "home" / "identity_corrections.csv").exists()


@pytest.mark.parametrize(
    ("pair", "verdict", "people"),
    [(("1", "2"), "different", 3), (("3", "2"), "same", 1), (("1", "2"), "withdrawn", 2)],
)
def test_links_of_a_file_are_corrected_by_a_file(tell, tmp_path, pair, verdict, people):
    (tmp_path / "mine.csv").write_text(
        "left_source,left_source_id,right_source,right_source_id,verdict,decided_by,reason,decided_at\n"
        f"people,{pair[0]},people,{pair[1]},{verdict},ann,asked them,2026-11-28T10:00:00Z\n"
    )
    out, _ = tell("people.csv", "--id", "id", "--corrections", "mine.csv", "--format", "csv")
    assert len({row["canonical_id"] for row in csv.DictReader(io.StringIO(out))}) == people


def test_columns_that_play_no_part_are_told_with_what_to_do(tell, tmp_path):
    (tmp_path / "kontakte.csv").write_text(
        "Nr,Vorname,Nachname,Ort,Mail,Tel,Notiz\n"
        "1,Jörg,Weber,Bonn,j.weber@acme.example,0228 555111,x\n"
        "2,Joerg,Weber,Bonn,,0228 555111,y\n"
    )
    _, said = tell("kontakte.csv", "--id", "Nr", "--format", "csv")
    assert "2 records, 1 person" in said
    assert "Vorname as given_name, Nachname as surname, Ort as city, Mail as email, Tel as phone" in said
    assert "do not tell what they hold: Notiz. " in said
    assert "a role first: --columns given_name=Notiz,…" in said
    _, said = tell("kontakte.csv", "--columns", "first_name=Vorname,Mail,Tel", "--format", "csv")
    assert "since --columns does not name them: Nachname, Ort, Notiz" in said
    assert "if Nr is the record's id, name it: --id Nr" in said
    _, said = tell("kontakte.csv", "--format", "csv")
    assert "if Nr is the record's id, name it: --id Nr" in said
    assert "do not tell what they hold: Notiz. " in said
    assert "given_name=Notiz,…" in said
    _, said = tell("kontakte.csv", "--id", "Nr", "--format", "csv")
    assert "is the record's id" not in said
    _, said = tell("people.csv", "--id", "id", "--labels", "truth", "--format", "csv")
    assert "not compared" not in said


def test_records_that_were_compared_with_nobody_are_told(tell, tmp_path):
    towns = "".join(f"{number},,+49 170 555 1000,Town {number}\n" for number in range(101))
    (tmp_path / "shared.csv").write_text("id,name,phone,city\n" + towns)
    _, said = tell("shared.csv", "--id", "id", "--format", "csv")
    assert "101 records compared with nobody" in said
    (tmp_path / "equal.csv").write_text("name,email\n" + "Zoe Quill,zoe.quill@acme.org\n" * 300)
    _, said = tell("equal.csv", "--format", "csv")
    assert "300 records, 1 person; 299 pairs linked" in said
    assert "compared with nobody" not in said
