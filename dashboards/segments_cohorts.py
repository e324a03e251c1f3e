"""Parts of the page on segments: what marks their members, cohorts that were detected, and what is reported of them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import segments_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, draw_rows, put_count
from dashboards.figures import whole
from dashboards.html_parts import nothing_here, section
from dashboards.interval_words import share_words, with_interval
from dashboards.segments_views import ALL, Scope, column_words, put_table
from dashboards.table_columns import number_column

NO_TRAIT = "none stands out"
FIGURES = {
    "segments.size": "Size", "segment_perception.sentiment_score": "Tone", "segment_perception.joy": "Joy",
    "segment_perception.anger": "Anger", "segment_perception.fear": "Fear",
}  # fmt: skip
"""Figures that a platform reports of a segment, in words."""


def primary_traits(traits: pl.DataFrame) -> pl.DataFrame:
    """The largest mark of each segment with its n, or NO_TRAIT (segment_name, primary_trait); traits as of TRAITS."""
    marked = traits.filter("is_mark").sort(pl.col("difference").abs(), descending=True)
    of_each = marked.unique("segment_name", keep="first", maintain_order=True).select(
        "segment_name", primary_trait=pl.format("{}, n {}", "trait", "member_count")
    )
    names = traits.select("segment_name").unique(maintain_order=True)
    return names.join(of_each, on="segment_name", how="left").with_columns(pl.col("primary_trait").fill_null(NO_TRAIT))


def put_traits(answers: Answers, scope: Scope, traits: pl.DataFrame) -> None:
    """What the primary trait is read from, of the customers of the tenant or of all."""
    with st.expander("What a trait is read from", icon=":material/info:"):
        st.caption(
            "Mean of members less mean of the other customers, in pooled standard deviations (Cohen 1988), with the "
            "95 % interval of Hedges and Olkin (1985). A trait is the largest that is at least 0.2, of ten or more "
            "members and others, beyond chance for all eight attributes together (Bonferroni), and not asked for by "
            "the definition itself. "
            f"Of the customers of {scope.tenant_name or 'all tenants'}; attributes are as of the moment looked at, and "
            "their names say of how many days they are."
        )
        if traits.is_empty():
            nothing_here("No segment has two members and two others of whom something is known.")
            return
        put_table(
            answers,
            traits.with_columns(
                words=with_interval("difference", "+.2f"),
                members=pl.format("{}, n {}", pl.col("member_mean").round(2), "member_count"),
                others=pl.format("{}, n {}", pl.col("other_mean").round(2), "other_count"),
            ),
            "segment_traits",
            {
                "segment_name": st.column_config.TextColumn("Segment", pinned=True), "attribute": "Attribute",
                "trait": "As a word", "words": st.column_config.TextColumn("Difference, sd (95 %)"),
                "members": st.column_config.TextColumn("Mean of members", alignment="right"),
                "others": st.column_config.TextColumn("Mean of others", alignment="right"),
                "is_in_definition": "In the definition", "is_mark": "A mark",
            },
            ["reporting.segment_traits", *scope.words],
        )  # fmt: skip
        left, right = st.columns(2, vertical_alignment="bottom", gap="small")
        name = left.selectbox(
            "Customers behind", traits["segment_name"].unique().sort().to_list(), key="trait_of", bind="query-params"
        )
        attribute = right.selectbox(
            "and their", traits["attribute"].unique().sort().to_list(), key="trait_attribute", bind="query-params"
        )
        rows = answers.sql(segments_queries.TRAIT_ROWS, [scope.source, scope.tenant_id, name, attribute])
        about = [f"segment: {name}", f"attribute: {attribute}", *scope.words]
        put_download(answers, "CSV", "segment_trait_rows", lambda: rows, about)
        put_count(rows, "customer", "first")
        draw_columns(
            rows.head(DRAWN), customer_id="Customer", tenant_name="Tenant", is_member="Member",
            value=st.column_config.NumberColumn(attribute.replace("_", " ").capitalize(), format="localized"),
        )  # fmt: skip


def put_reported(answers: Answers, scope: Scope, names: list[str]) -> None:
    """Every figure that the platform reports of its segments, beside the one computed."""
    section(
        "Reported and computed",
        "Sizes and feelings that the platform reports, beside those that definitions and answers give; those that "
        "differ first. They agree within what is tolerated: of a size one customer, a hundredth of it, or as many as "
        "moved in and out since the Monday before last, whichever is most, since the platform counts up to a week "
        "earlier; of a feeling 0.01. What the platform reports is of all customers of a "
        "segment, whatever tenant is chosen above.",
    )
    left, right = st.columns([2, 3], vertical_alignment="bottom", gap="small")
    name = left.selectbox("Figures of", [ALL, *names], key="reported_of", bind="query-params")
    rows = answers.sql(segments_queries.REPORTED, [scope.source, name])
    shown = right.segmented_control(
        "that", [ALL, *rows["verdict"].unique(maintain_order=True)], default=ALL, required=True, key="verdict",
        bind="query-params",
    )  # fmt: skip
    kept = rows if shown == ALL else rows.filter(pl.col("verdict") == shown)
    put_download(
        answers,
        "CSV",
        "segment_reconciliations",
        lambda: kept,
        ["reporting.segment_reconciliations", f"segment: {name}"],
    )
    put_count(kept, "figure", "first")
    draw_columns(
        kept.with_columns(figure=pl.col("measure").replace(FIGURES)), segment_name="Segment",
        figure="What is reported",
        reported_value=st.column_config.NumberColumn("Reported", format="localized"),
        computed_value=st.column_config.NumberColumn("Computed", format="localized"),
        computed_less_reported=st.column_config.NumberColumn("Computed less reported", format="%+.3f"),
        tolerance=st.column_config.NumberColumn("Tolerated", format="localized"), verdict="Verdict",
        period_date=st.column_config.DateColumn("Ninety days before", format="D MMM YYYY"),
    )  # fmt: skip


def put_cohorts(answers: Answers, scope: Scope) -> None:
    """Groups that nobody defined, and a definition to begin with."""
    cohorts = answers.sql(segments_queries.COHORTS, [scope.source, scope.tenant_id])
    section(
        "Detected cohorts",
        "Groups of like customers, found by k-means on standardised numbers as of the moment looked at: those of all "
        "tenants, since few customers make no groups. "
        "Stability is the mean Jaccard similarity over 40 bootstrap samples (Hennig 2007): stable from 0.75 on, a "
        "pattern from 0.6 on, doubtful below. The silhouette (Rousseeuw 1987) chose how many there are."
        + (
            f" How many customers of {scope.tenant_name} are in each stands beside it, with their share of its "
            f"{whole(cohorts['customers_here'].max() or 0)} customers and Wilson's interval; its members below are "
            "theirs."
            if scope.tenant_name
            else ""
        ),
    )
    if cohorts.is_empty():
        nothing_here(
            "There are too few customers (fewer than 50), or too little is known of them, to look for cohorts."
        )
        return
    st.caption(
        f"n {whole(cohorts['clustered_count'].max())} customers were clustered by {cohorts['features'][0]}; "
        "any further ones went to the nearest centre."
    )
    here = (
        {"members_here": number_column("Of the tenant"), "share_here": st.column_config.TextColumn("Share (95 %, n)")}
        if scope.tenant_name
        else {}
    )
    put_table(
        answers, cohorts.with_columns(share_here=share_words(cohorts, "members_here", "customers_here")),
        "detected_cohorts",
        {
            "cohort_number": number_column("Cohort"), **here, "member_count": number_column("Customers of all"),
            "marks": st.column_config.TextColumn("What marks it", width="large"),
            "stability": st.column_config.NumberColumn("Stability", format="%.2f"), "verdict": "Which is",
            "silhouette": st.column_config.NumberColumn("Silhouette", format="%.2f"),
            "definition_size": number_column("Meet the draft"),
            "definition_precision": st.column_config.NumberColumn("Of them in it", format="percent"),
            "definition_recall": st.column_config.NumberColumn("Of it meet it", format="percent"),
        },
        ["reporting.detected_cohorts", "reporting.cohort_members", *scope.words],
    )  # fmt: skip
    number = st.selectbox(
        "Look into cohort", cohorts["cohort_number"].to_list(), key="cohort", bind="query-params", width=220
    )
    draft = cohorts.row(by_predicate=pl.col("cohort_number") == number, named=True)["definition"]
    if draft:
        st.caption("The draft as a command that keeps it; it is asked from the next run on.")
        quoted = draft.replace("'", "'\\''")
        st.code(f"loompin segments save cohort_{number} '{quoted}' --author YOU --reason 'detected cohort'", "bash")
    else:
        nothing_here("No condition tells this cohort from the other customers.")
    members = answers.sql(segments_queries.COHORT_MEMBERS, [scope.source, number, scope.tenant_id])
    put_download(
        answers,
        "CSV",
        "cohort_members",
        lambda: members,
        ["reporting.cohort_members", f"cohort: {number}", *scope.words],
    )
    put_count(members, "customer", "first")
    draw_rows(
        members.head(DRAWN),
        {**column_words(members), "customer_id": st.column_config.TextColumn("Customer", pinned=True)},
    )
