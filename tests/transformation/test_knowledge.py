"""Documents, files, reports, drafts and twins on rows by hand: each rule at its edges."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from transformation.desk import Desk, at

AS_OF = at("2026-06-01 12:00:00")
EMBEDDED, CHANGED = "2026-04-01", "2026-05-01"


def add_documents(desk: Desk) -> None:
    """One document per state. A chunk is (index, model, dimensions)."""
    new, old = [(0, "new", 8), (1, "new", 8)], [(0, "old", 4), (1, "old", 4)]
    documents = {
        "ready": ("PDF", "published", new, "2026-03-01"),
        "none": ("PDF", "published", [], "2026-03-01"),
        "picture": ("PNG", "published", [], "2026-03-01"),
        "read picture": ("PNG", "published", new, "2026-03-01"),
        "gap": ("pdf", "published", [(0, "new", 8), (2, "new", 8)], "2026-03-01"),
        "mixed": ("PDF", "published", [(0, "new", 8), (1, "old", 4)], "2026-03-01"),
        "two lengths": ("PDF", "published", [(0, "new", 8), (1, "new", 16)], "2026-03-01"),
        "old": ("PDF", "published", old, "2026-03-01"),
        "changed": ("PDF", "published", new, CHANGED),
        "same second": ("PDF", "published", new, EMBEDDED),
        "gone": ("PDF", "archived", new, "2026-03-01"),
        "draft": ("PDF", "draft", [], "2026-03-01"),
    }
    for name, (sort, status, chunks, changed) in documents.items():
        desk.add("documents", id=name, title=name, type=sort, status=status, size="1 MB",
                 url=f"https://x.example/{name}/", published_at="2025-01-01", content_changed_at=changed,
                 updated_at=changed,
                 reviewed_at="2025-06-01 12:00:00" if name == "ready" else "2025-05-31 12:00:00")  # fmt: skip
        for index, model, dimensions in chunks:
            desk.add("knowledge_embeddings", document_id=name, chunk_index=index, model_version=model,
                     dim_count=dimensions, embedded_at="2026-03-15" if model == "old" else EMBEDDED)  # fmt: skip
    desk.add("macros", macro_id="m", title="m", category="login", self_serve_url="https://X.example/none",
             is_active=True, updated_at="2025-01-01")  # fmt: skip
    for number, used in enumerate(("2026-05-31", "2026-03-03 12:00:00", "2026-03-03 11:59:59", "2026-06-02")):
        desk.add("case_macro_uses", macro_use_id=f"u{number}", case_id="c", tenant_id="t", macro_id="m", used_at=used)


def add_files(desk: Desk) -> None:
    for name, path, ending, content, provider in (
        ("right", "s3://b/2026/r1.pdf", ".pdf", "application/pdf", "AWS"),
        ("with charset", "gs://b/x.html", ".html", "text/html; charset=utf-8", "GCP"),
        ("wrong type", "s3://b/x.pdf", ".pdf", "image/png", "AWS"),
        ("wrong ending", "s3://b/x.pdf", ".csv", "text/csv", "AWS"),
        ("wrong cloud", "gs://b/y.csv", ".csv", "text/csv", "AWS"),
        ("unknown ending", "az://b/y.xyz", ".xyz", "foo/bar", "AZURE"),
    ):
        desk.add("omni_files", id=name, bucket_path=path, file_ext=ending, content_type=content, provider=provider)


def add_reports(desk: Desk) -> None:
    """Eight weekly ones each; `late` by 3.5 days and a second, `in time` by a second less; one without a rhythm."""
    for name, late in (("late", timedelta(days=3.5, seconds=1)), ("in time", timedelta(days=3.5, seconds=-1))):
        last = AS_OF - timedelta(days=7) - late
        for number in range(8):
            add_report(desk, name, last - timedelta(days=7 * number))
    for days in (20, 21, 40, 100, 101, 102, 103):
        add_report(desk, "irregular", AS_OF - timedelta(days=days))
    for days in (50, 57, 64, 71, 78):
        add_report(desk, "too few", AS_OF - timedelta(days=days))
    desk.add("reports", id="lost", report_type="once", format="PDF", generated_by="ann", url="/s3/2026/r2.pdf")
    desk.add("reports", id="found", report_type="once", format="PDF", generated_by="ann", url="/s3/2026/r1.pdf")


def add_report(desk: Desk, name: str, made) -> None:
    desk.add("reports", id=f"{name} {made}", report_type=name, format="CSV", generated_by="system",
             url="/s3/2026/r1.pdf", generated_at=made.isoformat())  # fmt: skip


def add_drafts(desk: Desk) -> None:
    for key, texts in {
        "reply_same": ("Hello", "Hello"),
        "reply_further": ("Hello", "Hello there"),
        "reply_anew": ("Hello there", "Hello"),
        "reply_alone": ("Hello",),
    }.items():
        for number, text in enumerate(texts):
            member = "body" if number else "text"
            desk.add(
                "mobile_drafts", user_id="ann", device_id=f"d{number}", draft_key=key,
                content_json=f'{{"{member}": "{text}"}}', updated_at=f"2026-05-{10 + number} 10:00:00",
            )  # fmt: skip


def add_twins(desk: Desk) -> None:
    """Thirty small steps of one attribute, then a leap of five times their size; one state that is no JSON."""
    for number in range(31):
        health = 50 + 2 * (number % 2) if number < 30 else 62
        desk.add("twin_history", twin_id="tw_cust_c_1", event_trigger="WEEKLY", confidence=0.9,
                 state_snapshot=f'{{"health": {health}, "mood": "calm", "more": {{"x": 1}}}}',
                 recorded_at=f"2026-05-{1 + number:02} 00:00:00")  # fmt: skip
    desk.add("twin_history", twin_id="tw_node_n", event_trigger="WEEKLY", confidence=1, state_snapshot="{broken}",
             recorded_at="2026-05-01")  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    desk = Desk()
    for add in (add_documents, add_files, add_reports, add_drafts, add_twins):
        add(desk)
    desk.add("users", id="ann", email="ann@loompin.example", name="Ann", role="Agent", is_active=True)
    select = "+documents +missing_files +stored_files +report_types +mobile_draft_conflicts +twin_states"
    connection = desk.build(tmp_path_factory.mktemp("knowledge"), AS_OF, select)
    yield connection
    connection.close()


def test_each_document_is_in_the_worst_state_that_holds_of_it(warehouse):
    states = dict(warehouse.execute("select document_id, embedding_state from marts.documents").fetchall())
    assert states == {
        "ready": "ready", "none": "not embedded", "picture": "no text", "read picture": "ready",
        "gap": "chunks missing", "mixed": "mixed models", "two lengths": "mixed models", "old": "old model",
        "changed": "changed since", "same second": "ready", "gone": "still embedded", "draft": "not published",
    }  # fmt: skip


def test_a_review_is_overdue_after_365_days_and_only_where_it_can_be_found(warehouse):
    overdue = warehouse.execute("select document_id from marts.documents where is_review_overdue").fetchall()
    assert {name for (name,) in overdue} == {
        "none", "picture", "read picture", "gap", "mixed", "two lengths", "old", "changed", "same second",
    }  # fmt: skip


def test_uses_of_a_macro_are_those_of_the_page_it_points_to(warehouse):
    """However the address is written; 90 days back to the second, and nothing after the time looked at."""
    used = "select document_id, use_count, recent_use_count from marts.documents where macro_count > 0"
    assert warehouse.execute(used).fetchall() == [("none", 3, 2)]


def test_files_that_contradict_themselves(warehouse):
    flaws = dict(warehouse.execute("select file_id, flaw from marts.stored_files").fetchall())
    assert flaws == {
        "right": None, "with charset": None, "wrong type": "type contradicts ending",
        "wrong ending": "ending contradicts path", "wrong cloud": "provider contradicts path", "unknown ending": None,
    }  # fmt: skip


def test_a_file_is_found_without_its_bucket_and_a_missing_one_is_told(warehouse):
    assert warehouse.execute("select referrer_id from marts.missing_files").fetchall() == [("lost",)]
    claimed = warehouse.execute("select file_id from marts.stored_files where not is_unreferenced").fetchall()
    assert claimed == [("right",)]


def test_a_report_is_overdue_by_its_own_rhythm(warehouse):
    told = warehouse.execute("select report_type, has_rhythm, is_overdue from marts.report_types").fetchall()
    assert {name: (rhythm, overdue) for name, rhythm, overdue in told} == {
        "late": (True, True), "in time": (True, False), "irregular": (False, False), "too few": (False, False),
        "once": (False, False),
    }  # fmt: skip


def test_drafts_conflict_where_texts_differ_and_a_longer_one_loses_nothing(warehouse):
    told = warehouse.execute(
        "select draft_key, newest_device_id, is_written_further, hours_apart from marts.mobile_draft_conflicts"
    ).fetchall()
    assert sorted(told) == [("reply_anew", "d1", False, 24.0), ("reply_further", "d1", True, 24.0)]


def test_a_leap_is_big_against_the_usual_steps(warehouse):
    big = "select attribute, change, times_usual from marts.twin_changes where is_big_change"
    assert warehouse.execute(big).fetchall() == [("health", 10.0, 5.0)]


def test_a_state_that_is_no_json_keeps_its_twin_without_attributes(warehouse):
    assert warehouse.execute("select twin_id, big_change_count from marts.twin_states order by 1").fetchall() == [
        ("tw_cust_c_1", 1), ("tw_node_n", 0),
    ]  # fmt: skip
    values = "select attribute, value_text, value from marts.twin_changes where recorded_at = '2026-05-31' order by 1"
    assert warehouse.execute(values).fetchall() == [
        ("health", "62", 62.0), ("mood", "calm", None), ("more", '{"x":1}', None),
    ]  # fmt: skip
