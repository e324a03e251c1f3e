"""Segments of customers: who belongs to which and by what definition, how they feel, who moved, what was detected."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import streamlit as st

from dashboards import segments_cohorts, segments_queries, segments_views
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.figures import counted, whole
from dashboards.filters import tell_of_unknown
from dashboards.html_parts import nothing_here, section
from dashboards.page_end import end_page
from dashboards.segments_views import ALL
from dashboards.table_columns import number_column, time_column

RECENT = 28
"""Days before the moment looked at whose moves the cards count."""

answers = answers_of_page()
sources = answers.sql(segments_queries.SOURCES)["source"].to_list()
if not sources:
    nothing_here(
        "No source of this release defines segments. `loompin segments save` keeps a definition of your own, where a "
        "source has customers."
    )
    end_page()
scope = segments_views.put_scope(answers, sources)
names = answers.sql(segments_queries.NAMES, [scope.source])["segment_name"].to_list()
segments = answers.sql(segments_queries.SEGMENTS, [scope.source])
reconciled = answers.sql(segments_queries.RECONCILED, [scope.source])
unusable = segments.filter(pl.col("problem_count") > 0)
since = answers.info.as_of.date() - timedelta(days=RECENT)
moved = answers.ask(["segment_moves_in", "segment_moves_out"], (), scope.where, since, None).row(0, named=True)
wrong = int(reconciled["differing_count"].sum() or 0)

put_cards(
    [
        Card("Segments", whole(segments.filter("is_in_force").height), "Segments with a definition in force.",
             note=f"of {counted(segments.height, 'segment')}"),
        Card("Memberships", whole(answers.ask(["segment_members"], (), scope.where).item()),
             answers.definition("segment_members").description),
        Card("Moved in", whole(moved["segment_moves_in"] or 0), answers.definition("segment_moves_in").description,
             note=f"last {RECENT} days"),
        Card("Moved out", whole(moved["segment_moves_out"] or 0), answers.definition("segment_moves_out").description,
             note=f"last {RECENT} days"),
        Card("Reported otherwise", whole(wrong),
             "Sizes and feelings of all tenants that the platform reports and that definitions and answers give "
             "differently; the figures stand under Reported and computed.",
             note=f"of {counted(int(reconciled['figure_count'].sum() or 0), 'figure')}",
             is_alarm=wrong > 0),
        Card("Not usable", whole(int(segments["problem_count"].sum())),
             "Versions of definitions that cannot be used; the version before stays in force.",
             note=", ".join(unusable["segment_name"].to_list()), is_alarm=not unusable.is_empty()),
    ]
)  # fmt: skip

for row in unusable.iter_rows(named=True):
    st.warning(f"**{row['segment_name']}**: {row['problem']}", icon=":material/rule:")

section(
    "Who belongs to them",
    "The definition in force, its size as of the moment looked at, and the size that the platform reports, of all "
    "tenants; members of the tenant chosen stand beside it. Who has left is counted too, and told, where a definition "
    "does not say “has_left = false”.",
)
members = answers.ask(["segment_members"], ["segment_name"], scope.where)
sized = segments.join(members, on="segment_name", how="left").with_columns(pl.col("segment_members").fill_null(0))
put_download(answers, "CSV", "segments", lambda: sized, ["reporting.segments", *scope.words])
draw_columns(
    sized,
    segment_name=st.column_config.TextColumn("Segment", pinned=True),
    **({"segment_members": number_column("Members of the tenant")} if scope.tenant_name else {}),
    member_count=number_column("Members"),
    left_member_count=number_column("Of them left"),
    reported_size=number_column("Reported"),
    size_difference=st.column_config.NumberColumn("Members less reported", format="%+d"),
    definition=st.column_config.TextColumn("Definition in force", width="large"),
    change_reason=st.column_config.TextColumn("Why", width="medium"),
    version=number_column("Version"),
)
with st.expander("All versions of definitions, with who made them and why", icon=":material/history:"):
    versions = answers.sql(segments_queries.VERSIONS, [scope.source])
    put_download(answers, "CSV", "segment_versions", lambda: versions, ["reporting.segment_versions"])
    draw_columns(
        versions,
        segment_name=st.column_config.TextColumn("Segment", pinned=True),
        version=number_column("Version"),
        definition=st.column_config.TextColumn("Definition", width="medium"),
        author="By",
        reason=st.column_config.TextColumn("Why", width="medium"),
        valid_from=time_column("From"),
        valid_to=time_column("Until"),
        last_member_count=number_column("Members at last"),
        origin="Kept in",
        problem=st.column_config.TextColumn("Why it cannot be used", width="large"),
    )

segments_cohorts.put_reported(answers, scope, names)
traits = answers.sql(segments_queries.TRAITS, [scope.source, scope.tenant_id])
segments_views.put_perception(answers, scope, segments_cohorts.primary_traits(traits))
segments_cohorts.put_traits(answers, scope, traits)
tell_of_unknown("of_segment", "Segments", [ALL, *names])
segment = st.selectbox("Movements and rows of", [ALL, *names], key="of_segment", bind="query-params", width=420)
segments_views.put_moves(answers, scope, segment)
segments_views.put_rows(answers, scope, segment)
segments_cohorts.put_cohorts(answers, scope)
