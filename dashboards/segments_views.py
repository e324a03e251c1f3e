"""Parts of the page on segments: how members feel, who moved, what was detected, and the rows behind a number."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards import charts, segments_charts, segments_queries
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, draw_rows, put_count
from dashboards.figures import MISSING, counted, day, whole
from dashboards.filters import tell_of_unknown
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.sentiment_scope import FLOOR
from dashboards.table_columns import number_column, time_column

ALL = "all"
MEASURES = {
    "NPS": ("nps", "+.0f", "Net promoter score (Reichheld 2003), points from -100 to 100; normal interval."),
    "CSAT": ("csat", ".0%", "Share of scores of 4 and 5; Wilson interval (Wilson 1927)."),
    "Tone": ("sentiment", "+.2f", "Mean tone of what was said, from -1 to 1; normal interval."),
    "Joy": ("joy", ".2f", "Mean joy in answers to surveys, from 0 to 1; normal interval."),
    "Anger": ("anger", ".2f", "Mean anger in answers to surveys, from 0 to 1; normal interval."),
    "Fear": ("fear", ".2f", "Mean fear in answers to surveys, from 0 to 1; normal interval."),
}
"""Label → column, how its numbers are written, what it is."""


@dataclass(frozen=True)
class Scope:
    """What the page is asked to show: a source, answers of so many days, and a tenant (its id and name) or all."""

    source: str
    days: int
    tenant_id: str = ALL
    tenant_name: str | None = None

    @property
    def where(self) -> dict[str, tuple[str, ...]]:
        """The filter as metrics take it."""
        return {"source": (self.source,), **({"tenant_name": (self.tenant_name,)} if self.tenant_name else {})}

    @property
    def words(self) -> list[str]:
        """The filter as it heads a download."""
        return [f"source: {self.source}", f"days of answers: {self.days}", f"tenant: {self.tenant_name or ALL}"]


def put_scope(answers: Answers, sources: list[str]) -> Scope:
    """Draw the filters. They act on everything on the page but definitions, which say so."""
    left, right, last = st.columns([1.2, 2, 3], vertical_alignment="bottom", gap="small")
    source = sources[0]
    if len(sources) > 1:
        source = last.selectbox("Source", sources, key="segment_source", bind="query-params", width=320)
    tenants = dict(answers.sql(segments_queries.TENANTS, [source]).select("tenant_name", "tenant_id").iter_rows())
    window = left.segmented_control(
        "Answers of the last", ["90 days", "365 days"], default="365 days", required=True, key="window",
        bind="query-params",
    )  # fmt: skip
    tell_of_unknown("tenant", "Tenants", [ALL, *tenants])
    tenant = right.selectbox("Tenant", [ALL, *tenants], key="tenant", bind="query-params")
    days = int(window.split()[0])
    return Scope(source, days) if tenant == ALL else Scope(source, days, tenants[tenant], tenant)


def put_table(answers: Answers, rows: pl.DataFrame, name: str, columns: dict[str, object], about: list[str]) -> None:
    put_download(answers, "CSV", name, lambda: rows, about)
    draw_columns(rows, **columns)


def column_words(rows: pl.DataFrame) -> dict[str, object]:
    """Names of attributes as headings; dates without a time."""
    return {
        name: st.column_config.DateColumn(label, format="D MMM YYYY") if kind == pl.Date else label
        for name, kind in rows.schema.items()
        for label in [name.replace("_", " ").capitalize()]
    }


def put_perception(answers: Answers, scope: Scope, traits_here: pl.DataFrame) -> None:
    """How members of today feel, by segment, with intervals and n. traits_here: segment_name, primary_trait."""
    felt = answers.sql(segments_queries.PERCEPTION, [scope.source, scope.tenant_id, scope.days])
    section(
        "How they feel",
        f"What members of today said in the {scope.days} days before the moment looked at. Every figure with its n and "
        f"95 % interval, none below n {FLOOR}; answers are taken as independent of each other. Differences are "
        "associated with a segment, not caused by it. "
        + ("What the platform reports is of all tenants and stands here when all are chosen." if scope.tenant_name
           else "What the platform reports is of answers to surveys of its own ninety days."),
    )  # fmt: skip
    if felt.is_empty():
        nothing_here("Nobody of these segments said anything in these days.")
        return
    name = st.segmented_control(
        "Measure", list(MEASURES), default="NPS", required=True, key="measure", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    column, form, meaning = MEASURES[name]
    enough = felt.filter(pl.col(f"{column}_count") >= FLOOR).drop_nulls(f"{column}_low")
    drawn = enough.sort(column).select(
        group="segment_name", value=column, low=f"{column}_low", high=f"{column}_high", n=f"{column}_count",
        is_few=pl.col(f"{column}_count") < FEW,
        label=pl.col("segment_name") + "\nn " + pl.col(f"{column}_count").map_elements(whole, return_dtype=pl.String),
    )  # fmt: skip
    with st.container(border=True):
        chart_title(
            f"{name} by segment",
            f"{meaning} Not drawn below n {FLOOR}, hollow below {FEW}; the lowest first.",
        )
        if drawn.is_empty():
            nothing_here(f"No segment has {FLOOR} answers.")
        else:
            charts.show(segments_charts.score_dots(drawn, name, form), f"{name} by segment, with 95 % intervals")
            if drawn.height < felt.height:
                st.caption(
                    f"Not enough answers (fewer than {FLOOR}) in {counted(felt.height - drawn.height, 'segment')}."
                )
    put_download(
        answers, "CSV", "segment_perception", lambda: felt, ["reporting.segment_perception", *scope.words]
    )  # fmt: skip
    worded = felt.with_columns(_with_intervals(measured, form) for measured, form, _ in MEASURES.values())
    worded = worded.drop("primary_trait").join(traits_here, on="segment_name", how="left", maintain_order="left")
    is_of_all = scope.tenant_name is None
    draw_columns(
        worded,
        segment_name=st.column_config.TextColumn("Segment", pinned=True), primary_trait="Trait (n members)",
        **({"reported_trait": "Trait, reported"} if is_of_all else {}),
        answering_customer_count=number_column("Who said something"),
        **_measured(("NPS", "CSAT", "Tone"), is_of_all=is_of_all),
    )  # fmt: skip
    with st.expander("Joy, anger and fear in answers to surveys", icon=":material/mood:"):
        draw_columns(
            worded, segment_name="Segment", **_measured(("Joy", "Anger", "Fear"), is_of_all=is_of_all)
        )  # fmt: skip


def _measured(labels: tuple[str, ...], *, is_of_all: bool) -> dict[str, object]:
    """Columns of measures in words, each with what the platform reports of it, which is of all tenants."""
    columns: dict[str, object] = {}
    for label in labels:
        measured = MEASURES[label][0]
        columns[f"{measured}_words"] = st.column_config.TextColumn(f"{label} (95 %, n)")
        if is_of_all and measured not in ("nps", "csat"):
            columns[f"reported_{measured}"] = st.column_config.NumberColumn(f"{label}, reported", format="%.2f")
    return columns


def _with_intervals(measured: str, form: str) -> pl.Expr:
    """A figure and its interval in words, as <measured>_words; no figure below the floor."""

    def words(row: dict) -> str:
        value, low, high, n = (row[f"{measured}{end}"] for end in ("", "_low", "_high", "_count"))
        if value is None or low is None or (n or 0) < FLOOR:
            return f"{MISSING}, n {n or 0:,}"
        return f"{value:{form}} ({low:{form}} to {high:{form}}), n {n:,}"

    parts = [f"{measured}{end}" for end in ("", "_low", "_high", "_count")]
    return pl.struct(parts).map_elements(words, return_dtype=pl.String).alias(f"{measured}_words")


def put_moves(answers: Answers, scope: Scope, segment: str) -> None:
    """Sizes by week, and who came and left."""
    where = {**scope.where, **({"segment_name": (segment,)} if segment != ALL else {})}
    section(
        "Who moved",
        "Segments are asked every Monday 00:00 UTC of half a year, and at the moment looked at, each time by the "
        "definition in force and by what was known of customers then; who moved since the Monday before is seen on the "
        "next. A new definition moves people too, and is told as the cause.",
    )
    moved = answers.ask(["segment_moves_in", "segment_moves_out"], ["metric_time__week"], where)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("In and out by week", "Customers who came, above the line, and who left, below it.")
        keys(segments_charts.DIRECTIONS)
        drawn = _drawn_moves(moved)
        if drawn.is_empty():
            nothing_here("Nobody moved in half a year.")
        else:
            charts.show(segments_charts.moves_by_week(drawn), "Customers who moved in and out by week")
    with right.container(border=True, height="stretch"):
        of = scope.tenant_name or "all tenants"
        chart_title("Members by week", f"By the definition in force at each time; of {of}.")
        sizes = answers.sql(segments_queries.SIZES, [scope.source, scope.tenant_id, segment])
        charts.show(segments_charts.sizes_by_week(sizes), "Members of segments by week")
    rows = answers.sql(segments_queries.MOVES, [scope.source, scope.tenant_id, segment])
    if rows.is_empty():
        return
    st.caption(f"{counted(rows.height, 'move')}, the newest first.")
    put_table(
        answers, rows, "segment_moves",
        {
            "seen_at": time_column("Seen"), "segment_name": "Segment", "customer_id": "Customer",
            "tenant_name": "Tenant", "direction": "Direction", "cause": "What had changed",
            "version": number_column("By version"),
        },
        ["reporting.segment_moves", f"segment: {segment}", *scope.words],
    )  # fmt: skip


def _drawn_moves(moved: pl.DataFrame) -> pl.DataFrame:
    parts = [
        moved.select(
            week="metric_time__week", label=pl.col("metric_time__week").map_elements(day, return_dtype=pl.String),
            kind=pl.lit(kind), value=pl.col(metric).fill_null(0), drawn=sign * pl.col(metric).fill_null(0),
        )
        for kind, metric, sign in (
            (segments_charts.IN, "segment_moves_in", 1), (segments_charts.OUT, "segment_moves_out", -1)
        )
    ]  # fmt: skip
    return pl.concat(parts).filter(pl.col("value") > 0)


def put_rows(answers: Answers, scope: Scope, segment: str) -> None:
    """The members and the answers that the numbers above are made of."""
    section(
        "The rows behind", "Members of today and what they said, of the tenant, the days and the segment chosen above."
    )
    members, said = st.tabs(["Members", "Answers"])
    with members:
        rows = answers.sql(segments_queries.MEMBERS, [scope.source, scope.tenant_id, segment])
        about = ["reporting.segment_memberships", f"segment: {segment}", *scope.words]
        put_download(answers, "CSV", "segment_members", lambda: rows, about)
        put_count(rows, "membership", "first")
        pinned = {
            name: st.column_config.TextColumn(label, pinned=True)
            for name, label in (("segment_name", "Segment"), ("customer_id", "Customer"))
        }
        draw_rows(rows.head(DRAWN), {**column_words(rows), **pinned, "valid_from": time_column("Member since")})
    with said:
        told = answers.sql(segments_queries.ANSWERS, [scope.source, scope.tenant_id, segment, scope.days])
        about = ["reporting.segment_answers", f"segment: {segment}", *scope.words]
        put_download(answers, "CSV", "segment_answers", lambda: told, about)
        put_count(told, "answer")
        draw_rows(
            told.head(DRAWN),
            {
                "answered_on": st.column_config.DateColumn("Day", format="D MMM YYYY"), "segment_name": "Segment",
                "customer_id": "Customer", "tenant_name": "Tenant", "event_type": "What",
                "nps_score": number_column("Would recommend"), "csat_score": number_column("Score"),
                "sentiment_score": st.column_config.NumberColumn("Tone", format="%+.2f"),
                "joy": st.column_config.NumberColumn("Joy", format="%.2f"),
                "anger": st.column_config.NumberColumn("Anger", format="%.2f"),
                "fear": st.column_config.NumberColumn("Fear", format="%.2f"),
                "summary": st.column_config.TextColumn("Words", width="large"),
            },
        )  # fmt: skip
