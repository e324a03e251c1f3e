"""Rules as rows: what each kind refuses, which are unusable and why, and that tenants' own hold for them alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import duckdb
import polars as pl
import pytest

from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import held_rows, merge_table
from dagster_project.ingestion.validation_rules.book import rule_book
from dagster_project.ingestion.validation_rules.parsing import parse_rule
from dagster_project.ingestion.validation_rules.record import record_rules, unusable_rules
from dagster_project.ingestion.validation_rules.rule import RuleRow, Unusable
from data_contracts.platform.supply import SupplyOrders
from data_contracts.platform.tenancy import Users
from data_contracts.platform.validation import ValidationRules

ACME, GLOBAL = "550e8400-e29b-41d4-a716-446655440000", "671f9511-f30c-4874-a690-349023450000"
DOTTED = r"^.+@.+\..+$"


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def rule(entity: str, field: str, kind: str, params: str | None = "{}", tenant: str | None = None, active=None) -> dict:
    return {
        "entity_type": entity, "field_name": field, "rule_type": kind, "params": params, "tenant_id": tenant,
        "is_active": active,
    }  # fmt: skip


def user(number: int, email: str | None = None, tenant: str | None = ACME, **more) -> dict:
    return {
        "id": f"u{number}",
        "tenant_id": tenant,
        "email": email or f"u{number}@acme.example",
        "name": "N",
        "role": "User",
    } | more


def batch(contract, rows: list[dict], *, replaces: bool = True, size: int = 1000, origin: str = "file") -> Batch:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    chunks = [Chunk(frame[start : start + size], start + 1) for start in range(0, frame.height, size)]
    return Batch("platform", contract, origin, repr(rows), lambda: iter(chunks), replaces_source=replaces)


def set_rules(lake: Lake, *rules: dict) -> None:
    schema = ValidationRules.dtypes()
    frame = pl.DataFrame(list(rules), schema=schema)
    land(
        Batch("platform", ValidationRules, "rules", repr(rules), lambda: iter([Chunk(frame, 1)]), replaces_source=True),
        lake,
    )


def refused(lake: Lake, note) -> dict[str, list[str]]:
    """Key of each rejected row → what was expected of it."""
    if not note.rows_rejected:
        return {}
    rows = pl.read_parquet(lake.rejected_file(note)).sort("row_number")
    return {row["record_key"]: [r["expected"] for r in row["reasons"]] for row in rows.iter_rows(named=True)}


GOOD = [user(number, team="T", created_at="2026-02-01T00:00:00Z") for number in range(100, 160)]

# A rule, rows beside thirty good ones, and the ids of those that it refuses.
KINDS = [
    (rule("user", "email", "regex", DOTTED), [user(1, "a@b"), user(2, "a@b.c")], ["u1"]),
    (rule("user", "email", "regex", json.dumps({"pattern": DOTTED})), [user(1, "a@b")], ["u1"]),
    (rule("user", "team", "not_null", None), [user(1, team=None)], ["u1"]),
    (rule("user", "created_at", "range", '{"min": "2026-01-01"}'),
     [user(1, created_at="2025-12-31T23:59:59Z"), user(2, created_at="2026-01-01T00:00:00Z")], ["u1"]),
    (rule("user", "email", "unique", '{"scope": "tenant"}'),
     [user(1, "x@y.z"), user(2, "x@y.z"), user(3, "x@y.z", GLOBAL)], ["u2"]),
    (rule("user", "email", "unique", '{"scope": "global"}'),
     [user(1, "x@y.z"), user(2, "x@y.z"), user(3, "x@y.z", GLOBAL)], ["u2", "u3"]),
    (rule("user", "email", "unique"), [user(1, "x@y.z", None), user(2, "x@y.z", None)], ["u2"]),
    (rule("user", "email", "regex", DOTTED, ACME),
     [user(1, "a@b"), user(2, "a@b", GLOBAL), user(3, "a@b", None)], ["u1"]),
    (rule("user", "email", "unique", "{}", GLOBAL), [user(1, "x@y.z"), user(2, "x@y.z")], []),
    (rule("user", "email", "regex", DOTTED, active=False), [user(1, "a@b")], []),
    (rule("users", "email", "regex", DOTTED), [user(1, "a@b")], ["u1"]),
    (rule("platform.users", "email", "regex", DOTTED), [user(1, "a@b")], ["u1"]),
    (rule("user", "email", "regex", DOTTED, "acme_1"), [user(1, "a@b")], ["u1"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule_row", "rows", "expected"), KINDS)
def test_a_rule_refuses_what_breaks_it_and_nothing_else(lake, rule_row, rows, expected):
    set_rules(lake, rule_row)
    many = [*GOOD, *rows]
    note = land(batch(Users, many), lake).note
    assert sorted(refused(lake, note)) == sorted(expected)
    assert note.rows_read == len(many) == note.rows_accepted + len(expected)


@pytest.mark.parametrize(
    ("kind", "params", "quantities", "refused_ones"),
    [
        ("positive", "{}", [0, 1, 5], [0]),
        ("range", '{"min": 2, "max": 4}', [1, 2, 3, 4, 5], [1, 5]),
        ("range", '{"max": 4.5}', [4, 5], [5]),
    ],
)
def test_rules_on_numbers(lake, kind, params, quantities, refused_ones):
    set_rules(lake, rule("order", "quantity", kind, params))
    rows = [{"id": f"o{q}", "node_id": "n", "sku": "s", "quantity": q, "status": "Draft"} for q in quantities]
    note = land(batch(SupplyOrders, rows), lake).note
    assert sorted(refused(lake, note)) == [f"o{q}" for q in refused_ones]


UNUSABLE = [
    (rule("spaceship", "email", "not_null"), "no table is known for the entity 'spaceship'"),
    (rule("user", "e_mail", "not_null"), "platform.users has no column 'e_mail'"),
    (rule("user", "email", "looks_nice"), "known are regex, not_null, range, unique, positive"),
    (rule("user", "email", "regex", "(unclosed"), "does not compile"),
    (rule("user", "email", "regex", "(?=ahead)"), "does not compile"),
    (rule("user", "email", "regex", ""), "gives no pattern"),
    (rule("user", "email", "positive"), "needs a column of numbers"),
    (rule("user", "email", "range", '{"min": 1}'), "needs a column of numbers"),
    (rule("order", "quantity", "range", "{}"), "a range needs min, max or both"),
    (rule("order", "quantity", "range", '{"min": 5, "max": 1}'), "no value could keep it"),
    (rule("order", "quantity", "range", '{"min": "five"}'), "is no number"),
    (rule("order", "quantity", "range", "5 to 9"), "no JSON"),
    (rule("order", "quantity", "range", "[5]"), "no JSON object"),
    (rule("user", "created_at", "range", '{"min": 5}'), "is no ISO time"),
    (rule("user", "email", "unique", '{"scope": "planet"}'), "the scope 'planet' is not known"),
    (rule("order", "quantity", "positive", "{}", ACME), "has no tenants"),
    (rule("validation_rules", "params", "not_null"), "no table is known"),
]


@pytest.mark.parametrize(("rule_row", "reason"), UNUSABLE)
def test_a_rule_that_makes_no_sense_says_why(rule_row, reason):
    found = parse_rule(RuleRow(**rule_row))
    assert isinstance(found, Unusable)
    assert reason in found.reason


def test_an_unusable_rule_stops_nothing_and_is_written_down(lake):
    bad = rule("user", "email", "regex", "(unclosed")
    set_rules(lake, bad, rule("user", "email", "regex", DOTTED))
    note = land(batch(Users, [*GOOD, user(1, "a@b")]), lake).note
    assert list(refused(lake, note)) == ["u1"]
    connection = duckdb.connect()
    record_rules(connection, {"platform": rule_book(lake, "platform")})
    told = connection.execute(
        "select params, table_name, problem is not null from ingestion.validation_rules order by params"
    ).fetchall()
    assert told == [("(unclosed", None, True), (DOTTED, "users", False)]
    (line,) = unusable_rules({"platform": rule_book(lake, "platform")})
    assert line.startswith("platform, regex of user.email cannot be used: ")


def test_a_rule_holds_for_its_own_source_only(lake):
    set_rules(lake, rule("user", "email", "regex", DOTTED))
    other = batch(Users, [*GOOD, user(1, "a@b")])
    note = land(Batch("elsewhere", Users, "f", "x", other.chunks, replaces_source=True), lake).note
    assert note.rows_rejected == 0


def test_uniqueness_looks_across_chunks(lake):
    set_rules(lake, rule("user", "email", "unique"))
    note = land(batch(Users, [*GOOD, user(1, GOOD[0]["email"])], size=7), lake).note
    assert list(refused(lake, note)) == ["u1"]


def test_a_row_that_is_refused_anyway_takes_no_value(lake):
    set_rules(lake, rule("user", "email", "unique"), rule("user", "role", "regex", "^[A-Z]"))
    note = land(batch(Users, [*GOOD, user(1, "x@y.z", role="user"), user(2, "x@y.z")]), lake).note
    assert list(refused(lake, note)) == ["u1"]


def test_uniqueness_looks_at_what_is_held(lake):
    """A batch that adds rows is held against those that are there; a row may change its own value."""
    connection = duckdb.connect()
    set_rules(lake, rule("user", "email", "unique"))

    def load(rows: list[dict], origin: str):
        landed = land(
            batch(Users, rows, replaces=False, origin=origin), lake,
            lambda source, columns: held_rows(connection, Users, lake, source, columns),
        )  # fmt: skip
        merge_table(connection, Users, lake)
        return landed.note

    at = {"updated_at": datetime(2026, 1, 2, tzinfo=UTC)}
    assert load(GOOD, "first").rows_rejected == 0
    taken = load([user(1, GOOD[0]["email"]), user(2), *GOOD[:1]], "second")
    assert list(refused(lake, taken)) == ["u1"]
    moved = load([GOOD[0] | {"email": "new@acme.example"} | at, user(1, GOOD[0]["email"], **at)], "third")
    assert refused(lake, moved) == {}
    assert connection.execute("select count(*) from rejected.platform__users").fetchone() == (0,)


def test_a_changed_rule_judges_the_same_file_again(lake):
    rows = [*GOOD, user(1, "a@b")]
    assert land(batch(Users, rows), lake).note.rows_rejected == 0
    assert land(batch(Users, rows), lake).unchanged
    set_rules(lake, rule("user", "email", "regex", DOTTED))
    assert land(batch(Users, rows), lake).note.rows_rejected == 1
    assert land(batch(Users, rows), lake).unchanged
    set_rules(lake, rule("order", "quantity", "positive"))
    assert land(batch(Users, rows), lake).note.rows_rejected == 0


def test_a_column_that_the_source_does_not_have_is_not_judged(lake):
    set_rules(lake, rule("user", "team", "not_null"))
    without = [{name: value for name, value in row.items() if name != "team"} for row in GOOD]
    assert land(batch(Users, without), lake).note.rows_rejected == 0
    assert land(batch(Users, [row | {"team": None} for row in GOOD]), lake).note.rows_rejected == len(GOOD)


def test_a_rule_that_nothing_keeps_refuses_rows_and_not_the_load(lake):
    set_rules(lake, rule("user", "email", "regex", "^never$", ACME))
    note = land(batch(Users, [*GOOD, user(1, tenant=GLOBAL)]), lake).note
    assert (note.rows_accepted, note.rows_rejected) == (1, len(GOOD))
