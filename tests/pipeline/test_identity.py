"""Identity in the demo company: customers who are written down differently elsewhere are found, and no others."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import NamedTuple

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from dagster_project.commands.identities import identities_group
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.identity.corrections import keep_correction, make_correction
from dagster_project.identity.warehouse import grouped_records, linked_pairs
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards import identity_queries
from dashboards.drawn_rows import DRAWN
from dashboards.identity_frames import FIELDS, UNKNOWN, with_agreement


@pytest.fixture(scope="module")
def summary(demo_release) -> dict:
    return demo_release.sql("select * from reporting.identity_summary").row(0, named=True)


def test_what_is_surely_one_customer_is_found(summary):
    """A link that the platform is sure of is right by construction, and so is every requester's own customer."""
    assert summary["method"] == "trained"
    assert summary["true_pair_count"] > 1000
    assert summary["precision_rate"] >= 0.995
    assert summary["recall_rate"] >= 0.88


def test_strangers_and_namesakes_are_no_customers(demo_release):
    """They are in no link of the platform's: hardly one of them may end at a customer."""
    strangers, taken_in = demo_release.sql(
        "select count(*), count(customer_id) from reporting.identity_graph "
        "where platform in ('Salesforce', 'Zendesk', 'Intercom', 'HubSpot') and stated_customer_id is null"
    ).row(0)
    assert strangers > 50
    assert taken_in / strangers <= 0.05


def test_links_that_name_somebody_else_are_disagreed_with(demo_release):
    """Only doubtful links may be wrong, and a planted share of them is."""
    other, doubtful = demo_release.sql(
        "select count(case when verdict <> 'agrees' then 1 end), count(*) from reporting.identity_graph "
        "where stated_confidence < 0.8"
    ).row(0)
    assert abs(other / doubtful - planted("wrong_links").size) < 0.3
    (wrong,) = demo_release.sql(
        "select count(*) from reporting.identity_graph where verdict = 'another customer' and stated_confidence >= 0.8"
    ).row(0)
    assert wrong == 0


def test_every_record_is_one_person_with_one_anchor(demo_release):
    records, keys, people, anchors = demo_release.sql(
        "select count(*), count(distinct (source, platform, source_id)), count(distinct canonical_id), "
        "count(case when is_anchor then 1 end) from reporting.identity_graph"
    ).row(0)
    assert records == keys
    assert people == anchors


def test_no_person_is_of_two_tenants(demo_release):
    mixed = demo_release.sql(
        "select canonical_id from reporting.identity_graph group by 1 having count(distinct tenant_id) > 1"
    )
    assert mixed.is_empty()


def test_what_waits_is_in_the_band_and_asked_once(demo_release):
    low, high, rows, questions = demo_release.sql(
        "select min(probability), max(probability), count(*), count(distinct (least(left_canonical_id, "
        "right_canonical_id), greatest(left_canonical_id, right_canonical_id))) from reporting.identity_review"
    ).row(0)
    assert 0.5 <= low <= high < 0.95
    assert rows == questions > 0


def test_addresses_and_numbers_leave_the_warehouse_masked(demo_release):
    unmasked = demo_release.sql(
        "select count(*) from reporting.identity_graph where not regexp_full_match(email_hint, '.…@.+') "
        "or not regexp_full_match(phone_hint, '….{3}')"
    ).item()
    assert unmasked == 0


NOTHING_BUILT = SimpleNamespace(schema="intermediate", identifier="int_identity_pairs")


@pytest.fixture
def build(demo_warehouse, tmp_path, monkeypatch):
    """What dbt's two Python models do, on the demo company's records, with corrections in a folder of the test's own.

    Gives pairs and members; `earlier` is a table of pairs that stands in the warehouse already.
    """
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)

    def built(earlier: pl.DataFrame | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
        with duckdb.connect(Home(demo_warehouse.home).warehouse, read_only=True) as warehouse, duckdb.connect() as own:
            records = warehouse.sql("select * from intermediate.int_identity_records")
            this = NOTHING_BUILT
            if earlier is not None:
                own.execute("create table int_identity_pairs as select * from earlier")
                this = ThisTable("main", "int_identity_pairs")
            pairs = pl.from_arrow(linked_pairs(records, own, this))
            return pairs, pl.from_arrow(grouped_records(records, own.sql("select * from pairs")))

    return built


class ThisTable(NamedTuple):
    """A table as dbt names it."""

    schema: str
    identifier: str

    def __str__(self) -> str:
        return f'"{self.schema}"."{self.identifier}"'


def test_a_correction_sticks_in_every_build_and_the_last_one_holds(build, demo_release, tmp_path):
    """A pair that waits is said to be one person: it is, whether built from nothing or after an earlier build."""
    left_platform, left_id, right_platform, right_id = demo_release.sql(
        "select left_platform, left_source_id, right_platform, right_source_id from reporting.identity_review "
        "order by probability desc, left_source_id, right_source_id limit 1"
    ).row(0)
    pair = (f"demo_company/{left_platform}", left_id), (f"demo_company/{right_platform}", right_id)

    def people(members: pl.DataFrame) -> int:
        places = pl.concat_str("source", pl.lit("/"), "platform", pl.lit(":"), "source_id")
        return members.filter(places.is_in([":".join(record) for record in pair]))["canonical_id"].n_unique()

    pairs, members = build()
    assert people(members) == 2
    keep_correction(Home(tmp_path).identity_corrections, make_correction(*pair, "same", "ada", "asked them"))
    corrected, members = build(pairs)
    assert people(members) == 1
    assert people(build()[1]) == 1
    keep_correction(Home(tmp_path).identity_corrections, make_correction(*pair, "different", "bo", "father and son"))
    assert people(build(corrected)[1]) == 2


def test_what_has_not_changed_is_not_scored_again(build, monkeypatch):
    pairs, members = build()
    monkeypatch.setattr("dagster_project.identity.warehouse.link_records", None)
    again, members_again = build(pairs)
    assert_frame_equal(again, pairs)
    assert_frame_equal(members_again, members)


def test_a_correction_of_a_record_that_is_not_there_is_refused(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    arguments = ["correct", "demo_company/Support:RQ0000001", "demo_company/Salesforce:nobody", "--same"]
    with pytest.raises(UserError, match="no record demo_company/Salesforce:nobody"):
        CliRunner().invoke(identities_group, [*arguments, "--because", "x"], catch_exceptions=False)
    assert not Home(demo_warehouse.home).identity_corrections.exists()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Review", "loompin identities correct"),
        ("People", "Why they are linked"),
        ("Compared with nobody", "Every record has a key that few enough others share."),
        ("Agreement", "Where we disagree"),
        ("Method and proofs", "Fellegi and Sunter"),
    ],
)
def test_the_page_shows_its_sections(open_page, section, words):
    app = open_page("identity", section=section)
    assert not app.exception
    told = [element.proto.body for element in app.get("html")]
    told += [element.value for element in (*app.markdown, *app.code)]
    assert words in "".join(told)


def test_counts_of_the_page_are_the_published_ones(demo_release, summary):
    counts = demo_release.sql(identity_queries.COUNTS, [[]]).row(0, named=True)
    assert counts == {name: summary[name] for name in counts}
    platforms = with_agreement(demo_release.sql(identity_queries.AGREEMENT, [[]])).sort("platform")
    published = demo_release.sql("select * from reporting.identity_agreement order by platform")
    assert_frame_equal(platforms, published.select(platforms.columns))


def test_counts_of_tenants_add_up(demo_release):
    tenants = demo_release.sql(identity_queries.TENANTS)["tenant_id"].to_list()
    parts = pl.concat(demo_release.sql(identity_queries.COUNTS, [[tenant]]) for tenant in tenants).drop(
        "platform_count"
    )
    whole = demo_release.sql(identity_queries.COUNTS, [tenants]).drop("platform_count")
    assert parts.sum().row(0) == whole.row(0)


def test_pairs_behind_precision_and_recall_are_as_many_as_they_count(demo_release, summary, open_page):
    pairs = demo_release.sql(identity_queries.PAIRS, [[]])
    assert pairs["is_linked"].sum() == summary["linked_pair_count"]
    assert pairs["is_one"].sum() == summary["true_pair_count"]
    assert (pairs["is_linked"] & pairs["is_one"]).sum() == summary["right_pair_count"]
    app = open_page("identity", section="Pairs")
    assert not app.exception
    assert f"{summary['linked_count']:,} pairs" in "".join(caption.value for caption in app.caption)


def test_the_command_of_a_review_is_that_of_the_chosen_pair(demo_release, open_page):
    review = demo_release.sql(identity_queries.REVIEW, [[]])
    app = open_page("identity", pair="2")
    assert not app.exception
    command = app.code[0].value
    assert f'"{review["left_record"][1]}" "{review["right_record"][1]}"' in command


def test_every_pair_of_a_review_tells_how_each_field_compares(demo_release, open_page):
    review = demo_release.sql(identity_queries.REVIEW, [[]])
    app = open_page("identity")
    drawn = next(table.value for table in app.dataframe if "e-mail" in table.value.columns)
    assert len(drawn) == min(review.height, DRAWN)
    for field in FIELDS:
        words = drawn[field].str.partition(":")[0]
        assert set(words) <= {"equal", "near", "different", UNKNOWN}
        # What was compared is in no word of it.
        assert not drawn[field].str.contains("@").any()
    compared = [sum(drawn[field][place] != UNKNOWN for field in FIELDS) for place in range(len(drawn))]
    told = [len(re.findall(r"[+-]\d+\.\d", text.partition(";")[0])) for text in review["explanation"].head(DRAWN)]
    assert compared == told
