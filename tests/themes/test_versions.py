"""Drafts, what is published, and the effect of a change before it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import duckdb
import polars as pl
import pytest

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT
from dagster_project.themes.effect import Quality, effect_of
from dagster_project.themes.record import record_taxonomies
from dagster_project.themes.taxonomy import Taxonomy, Topic
from dagster_project.themes.versions import SETBACKS, publish, read_draft, read_versions, write_draft

TOPICS = (
    Topic("t1", "Money"),
    Topic("t2", "Bill", "t1", 1.5, ("invoice", "price, or fee")),
    Topic("t3", "Seats", "t1", 1.0, ("seat",)),
)
TAXONOMY = Taxonomy.of(TOPICS)
NO_LABELS = pl.DataFrame(schema={"text_id": pl.Int64, "text": pl.String, "topic_label": pl.String})
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_a_draft_reads_as_it_was_written(tmp_path):
    file = tmp_path / "draft.csv"
    write_draft(file, TAXONOMY)
    assert read_draft(file) == TAXONOMY


HEAD = "topic_id,topic_label,parent_topic_id,weight,aliases\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("topic_id,topic_label\nt1,Money\n", "has no column parent_topic_id"),
        (HEAD, "has no topic"),
        (HEAD + "t1,,,1,\n", "line 2: a topic needs an id and a label"),
        (HEAD + "t1,A,,1,\nt1,B,,1,\n", "line 3: t1 stands in line 2 already"),
        (HEAD + "t1,A,,heavy,\n", "line 2: the weight is 'heavy'"),
        (HEAD + "t1,A,,-1,\n", "line 2: the weight is '-1'"),
        (HEAD + "t1,A,,nan,\n", "line 2: the weight is 'nan'"),
        (HEAD + "t1,Export,,1,\nt2,exports,,2,\n", "'Export' is a name of t1 (line 2) and t2 (line 3)"),
        (HEAD + "t1,A,,1,the bill\nt2,B,,1,c|The Bills\n", "'the bill' is a name of t1 (line 2) and t2 (line 3)"),
        (HEAD + "t1,Export,,1,\nt2,export,t1,2,\n", "line 3: 'export' is the label of t1 (line 2), too"),
        (HEAD + "t1,A,,1,\nt2,reopened,,1,\n", "line 3: 'reopened' is the label of what happens to a case"),
        (HEAD + "t1,A,t9,1,\n", "line 2: A lies below t9, which is not there"),
        (HEAD + "t1,A,t2,1,\nt2,B,t1,1,\n", "lies below itself"),
        (HEAD + "t0,A,,1,\n" + "".join(f"t{n},A{n},t{n - 1},1,\n" for n in range(1, 7)), "deeper than 6 levels"),
    ],
)
def test_a_draft_that_cannot_be_used_says_where(tmp_path, text, words):
    file = tmp_path / "draft.csv"
    file.write_text(text)
    with pytest.raises(UserError, match=r"draft\.csv") as refused:
        read_draft(file)
    assert words in str(refused.value)


def test_labels_of_setbacks_are_those_of_the_page_on_drivers():
    told = (DBT_PROJECT / "models" / "marts" / "drivers" / "driver_predictors.sql").read_text()
    assert sorted(re.findall(r"when '\w+' then '([^']+)'", told)) == sorted(SETBACKS)


def test_an_alias_may_be_the_word_of_a_setback(tmp_path):
    file = tmp_path / "draft.csv"
    file.write_text(HEAD + "t1,Cases opened again,,1,reopened\n")
    assert read_draft(file).topics["t1"].aliases == ("reopened",)


def test_versions_are_kept_with_who_and_why(tmp_path):
    file = tmp_path / "taxonomy.csv"
    assert read_versions(file) == []
    publish(file, TAXONOMY, "Ann", "first, of all", AT)
    with pytest.raises(UserError, match="version 1 says"):
        publish(file, TAXONOMY, "Bob", "again", AT)
    for who, why in (("", "no seats"), ("Bob", " ")):
        with pytest.raises(UserError, match="Who says so, and why"):
            publish(file, Taxonomy.of(TOPICS[:2]), who, why, AT)
    # An editor may have left the last line without an end.
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    publish(file, Taxonomy.of(TOPICS[:2]), "Bob", "no seats", AT)
    told = [(v.number, v.author, v.reason, v.published_at, len(v.taxonomy.topics)) for v in read_versions(file)]
    assert told == [(1, "Ann", "first, of all", AT, 3), (2, "Bob", "no seats", AT, 2)]
    assert read_versions(file)[0].taxonomy == TAXONOMY
    connection = duckdb.connect()
    record_taxonomies(connection, file)
    rows = connection.execute(
        "select version, topic_id, parent_topic_id, weight, aliases from ingestion.taxonomy_versions order by all"
    ).fetchall()
    assert rows[1] == (1, "t2", "t1", 1.5, "invoice|price, or fee")
    assert len(rows) == 5


def test_without_a_file_the_record_is_empty(tmp_path):
    connection = duckdb.connect()
    record_taxonomies(connection, tmp_path / "taxonomy.csv")
    assert connection.execute("select count(*) from ingestion.taxonomy_versions").fetchone() == (0,)


def test_the_effect_counts_events_that_gain_or_lose_a_topic():
    draft = Taxonomy.of([TOPICS[0], Topic("t2", "Bill", "t1", 1.5, ("invoice", "receipt")), Topic("t4", "Desk")])
    texts = ["an invoice", "my receipt", "my receipt", "a free seat", "the desk", "xyzzy"]
    found = effect_of(texts, NO_LABELS, TAXONOMY, draft)
    by_alias = {
        row["topic_id"]: (row["change"], row["draft_itself_count"], row["gained"], row["lost"])
        for row in found.topics.iter_rows(named=True)
    }
    assert found.events == 6
    assert by_alias["t2"][0] == "aliases"
    assert by_alias["t3"][:2] == ("gone", 0)
    assert by_alias["t4"] == ("new", 1, 1, 0)
    for row in found.topics.iter_rows(named=True):
        assert row["draft_itself_count"] == row["itself_count"] + row["gained"] - row["lost"]
    same = effect_of(texts, NO_LABELS, TAXONOMY, TAXONOMY)
    assert same.topics["gained"].sum() == same.topics["lost"].sum() == 0
    assert same.untold == same.draft_untold


def test_a_topic_above_others_counts_what_is_below_each_event_once():
    topics = (Topic("t1", "Money"), Topic("t2", "Bill", "t1", aliases=("invoice",)), Topic("t3", "Refund", "t1"),
              Topic("t4", "Late", "t2", aliases=("overdue",)))  # fmt: skip
    texts = ["an overdue invoice", "a refund of my invoice", "a refund", "overdue", "xyzzy"]
    draft = Taxonomy.of([*topics[:3], Topic("t4", "Late", None, aliases=("overdue",))])
    rows = effect_of(texts, NO_LABELS, Taxonomy.of(topics), draft).topics.rows_by_key("topic_id", named=True)
    assert {key: (row["itself_count"], row["with_below_count"], row["draft_with_below_count"]) for key, (row,) in
            rows.items()} == {"t1": (0, 4, 3), "t2": (2, 3, 2), "t3": (2, 2, 2), "t4": (2, 2, 2)}  # fmt: skip


def test_what_was_published_with_a_doubled_name_is_still_read(tmp_path):
    file = tmp_path / "taxonomy.csv"
    publish(file, Taxonomy.of([Topic("t1", "Export"), Topic("t2", "exports")]), "Ann", "before it was refused", AT)
    assert len(read_versions(file)[0].taxonomy.topics) == 2


def test_a_topic_above_others_may_share_a_name_with_one_below(tmp_path):
    file = tmp_path / "draft.csv"
    file.write_text(HEAD + "t1,Bills,,1,\nt2,Late,t1,1,bill|bills\n")
    assert len(read_draft(file).topics) == 2


def test_precision_and_recall_of_a_draft_are_told_beside_those_of_now():
    labelled = pl.DataFrame(
        {
            "text_id": [1, 2, 3, 4], "text": ["an invoice", "xyzzy", "a free seat", "an invoice of a seat"],
            "topic_label": ["Bill", "Bill", "Seats", "Seats"],
        }
    )  # fmt: skip
    draft = Taxonomy.of([TOPICS[0], Topic("t2", "Bill", "t1", 1.5, ("invoice", "xyzzy")), TOPICS[2]])
    found = effect_of([], labelled, TAXONOMY, draft)
    assert found.draft_quality == Quality(4, 5, 4, 4)
    assert (found.quality.texts, found.quality.labelled) == (4, 4)
    assert found.quality.right < 4
    assert effect_of([], NO_LABELS, TAXONOMY, draft).quality == Quality(0, 0, 0, 0)
