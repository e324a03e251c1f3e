"""The part of the page on planning that judges A/B tests by their events."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import planning_charts, planning_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.table_columns import number_column

SHARE = {"format": "percent"}


def put_tests(answers: Answers) -> None:
    """Differences, splits, and the reported winner beside what the events say."""
    tests = answers.sql(planning_queries.TESTS)
    if tests.is_empty():
        nothing_here("No source of this release has A/B tests.")
        return
    section(
        "A/B tests",
        "Counted from events: a user belongs to the variant they were shown first, who saw both is left out, and only "
        "conversions after that count. A running test is a look in between, not a result.",
    )
    with st.container(border=True):
        chart_title(
            "Conversion of B less that of A",
            "With 95 % intervals (Newcombe). Under each name: the reported winner, and what the events say of it.",
        )
        keys(planning_charts.VERDICTS)
        drawn = tests.filter(pl.col("difference").is_not_null()).with_columns(
            label=pl.col("test_name")
            + "\n"
            + pl.when(pl.col("reported_winner").is_null())
            .then(pl.lit("no winner reported"))
            .otherwise("winner " + pl.col("reported_winner") + ": " + pl.col("verdict"))
        )
        show(planning_charts.difference_dots(drawn), "Difference of conversion of each test, with its 95 % interval")
    _put_verdicts(answers, tests)
    _put_splits(answers, tests)
    _put_variants(answers)


def _put_verdicts(answers: Answers, tests: pl.DataFrame) -> None:
    put_download(answers, "CSV", "ab_tests", lambda: tests, ["reporting.ab_tests"])
    draw_rows(
        tests.select(
            "test_name", "status", "reported_winner", "finding", "verdict", "variant_a_name", "variant_b_name",
            "a_rate", "b_rate", "difference", "difference_low", "difference_high", "p_value", "detectable_difference",
            "ended_on",
        ),
        {
            "test_name": "Test", "status": "Status", "reported_winner": "Reported winner", "finding": "Events say",
            "verdict": "Verdict", "variant_a_name": "A", "variant_b_name": "B",
            "a_rate": st.column_config.NumberColumn("A converts", **SHARE),
            "b_rate": st.column_config.NumberColumn("B converts", **SHARE),
            "difference": st.column_config.NumberColumn("B less A", **SHARE),
            "difference_low": st.column_config.NumberColumn("95 % from", **SHARE),
            "difference_high": st.column_config.NumberColumn("95 % to", **SHARE),
            "p_value": st.column_config.NumberColumn("p", format="%.2g", help="Two-sided, of the pooled z test."),
            "detectable_difference": st.column_config.NumberColumn(
                "Could show", **SHARE, help="Difference that a test of this size shows in 80 of 100 tries."
            ),
            "ended_on": st.column_config.DateColumn("Ended", format="D MMM YYYY"),
        },
    )  # fmt: skip


def _put_splits(answers: Answers, tests: pl.DataFrame) -> None:
    section(
        "Splits, and what is left out",
        "A split that chance makes less often than once in a thousand times is off: something decides who is counted, "
        "and the test cannot be judged.",
    )
    splits = tests.select(
        "test_name", "is_split_off", "planned_a_rate", "a_share", "split_p_value", "a_user_count", "b_user_count",
        "both_variants_user_count", "converted_before_user_count", "outside_event_count",
    )  # fmt: skip
    put_download(answers, "CSV", "ab_test_splits", lambda: splits, ["reporting.ab_tests"])
    draw_rows(
        splits,
        {
            "test_name": "Test", "is_split_off": st.column_config.CheckboxColumn("Off"),
            "planned_a_rate": st.column_config.NumberColumn("A planned", **SHARE),
            "a_share": st.column_config.NumberColumn("A got", **SHARE),
            "split_p_value": st.column_config.NumberColumn("p", format="%.2g", help="Chi-square, 1 degree of freedom."),
            "a_user_count": number_column("Users of A"), "b_user_count": number_column("Users of B"),
            "both_variants_user_count": number_column("Saw both", "Users who saw both variants; left out."),
            "converted_before_user_count": number_column(
                "Converted before", "Users whose only conversion came before they were shown a variant; not counted."
            ),
            "outside_event_count": number_column("Events outside", "Before the start or after the end; left out."),
        },
    )  # fmt: skip


def _put_variants(answers: Answers) -> None:
    variants = answers.sql(planning_queries.VARIANTS)
    section("Variants", "Users and conversions, with 95 % intervals (Wilson).")
    put_download(answers, "CSV", "ab_test_variants", lambda: variants, ["reporting.ab_test_variants"])
    draw_rows(
        variants,
        {
            "test_name": "Test", "variant": "Variant", "variant_name": "Called",
            "user_count": number_column("Users"), "converted_count": number_column("Converted"),
            "conversion_rate": st.column_config.NumberColumn("Rate", **SHARE),
            "conversion_rate_low": st.column_config.NumberColumn("95 % from", **SHARE),
            "conversion_rate_high": st.column_config.NumberColumn("95 % to", **SHARE),
            "planned_rate": st.column_config.NumberColumn("Planned share", **SHARE),
        },
    )  # fmt: skip
