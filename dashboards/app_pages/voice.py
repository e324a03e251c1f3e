"""What customers say: would they recommend, how satisfied are they, about what, in which surveys."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, voice_charts, voice_queries
from dashboards.answers import answers_of_page
from dashboards.cards import FEW, Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.durations import share
from dashboards.figures import MISSING, counted, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.page_end import end_page
from dashboards.table_columns import interval_columns, number_column, time_column

PERCENT = {"format": "percent"}
TWO_PLACES = {"format": "%.2f"}

answers = answers_of_page()
if answers.sql(voice_queries.ANY).is_empty():
    nothing_here("No source of this release has customer events.")
    end_page()
totals = answers.ask(
    ["nps", "nps_low", "nps_high", "nps_answers", "feedback_csat", "feedback_csat_low", "feedback_csat_high",
     "rated_feedback", "average_sentiment", "average_sentiment_low", "average_sentiment_high", "scored_feedback",
     "feedback_events", "nps_response_rate", "nps_response_rate_low", "nps_response_rate_high", "nps_asked",
     "win_rate", "win_rate_low", "win_rate_high", "deals_decided"]
).row(0, named=True)  # fmt: skip
reconciled = answers.sql(voice_queries.RECONCILED)
wrong = reconciled.filter(pl.col("differing_count") > 0)


def rate_card(label: str, metric: str, n: str) -> Card:
    """A share with its interval."""
    return Card(
        label, share(totals[metric]), answers.definition(metric).description, rate=totals[metric],
        interval=(totals[f"{metric}_low"], totals[f"{metric}_high"]) if totals[metric] is not None else None,
        n=totals[n],
    )  # fmt: skip


def between(metric: str, form: str) -> str:
    """The interval of a score that is no share."""
    low, high = totals[f"{metric}_low"], totals[f"{metric}_high"]
    return MISSING if low is None else f"{low:{form}} to {high:{form}}"


nps, tone = totals["nps"], totals["average_sentiment"]
put_cards(
    [
        Card("NPS", None if nps is None else f"{nps:+.0f}", answers.definition("nps").description,
             note=f"{between('nps', '+.0f')} · n {whole(totals['nps_answers'])}"),
        rate_card("Answered", "nps_response_rate", "nps_asked"),
        rate_card("Satisfied", "feedback_csat", "rated_feedback"),
        Card("Tone", None if tone is None else f"{tone:+.2f}", answers.definition("average_sentiment").description,
             note=f"{between('average_sentiment', '+.2f')} · n {whole(totals['scored_feedback'])}"),
        rate_card("Deals won", "win_rate", "deals_decided"),
        Card("Reported otherwise", whole(wrong.height),
             "Measures of surveys and journeys that the platform reports and that its other tables give differently in "
             "places; see Data health, Reconciliation.",
             note=f"of {counted(reconciled.height, 'measure')}"),
    ]
)  # fmt: skip


def by_month(metric: str, n: str, most: float) -> pl.DataFrame:
    """A score by month with its interval, held within what the score can be, for the chart."""
    rows = answers.ask([metric, f"{metric}_low", f"{metric}_high", n], ["metric_time__month"]).drop_nulls()
    drawn = rows.select(
        month="metric_time__month", label=pl.col("metric_time__month").dt.strftime("%B %Y"), value=metric,
        low=pl.col(f"{metric}_low").clip(-most, most), high=pl.col(f"{metric}_high").clip(-most, most), n=n,
        is_few=pl.col(n) < FEW,
    ).sort("month")  # fmt: skip
    return voice_charts.with_runs(drawn, "month")


def table(rows: pl.DataFrame, name: str, columns: dict[str, object], drawn_from: str) -> None:
    """Rows with their download."""
    put_download(answers, "CSV", name, lambda: rows, [drawn_from])
    draw_columns(rows, **columns)


def put_scores() -> None:
    """NPS and tone by month, and the newest words."""
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("NPS by month", "Points from -100 to 100, with 95 % intervals; hollow where there are few answers.")
        charts.show(
            voice_charts.score_by_month(by_month("nps", "nps_answers", 100), "NPS"), "Net promoter score by month"
        )
    with right.container(border=True, height="stretch"):
        chart_title("Tone by month", "Mean sentiment score of what was said, from -1 to 1, with 95 % intervals.")
        tones = by_month("average_sentiment", "scored_feedback", 1)
        charts.show(voice_charts.score_by_month(tones, "Mean tone"), "Average sentiment by month")
    section("What was said last", "The newest words of customers, the last two hundred.")
    table(
        answers.sql(voice_queries.SAID), "customer_events",
        {
            "occurred_at": time_column("When"), "event_type": "What", "tenant_name": "Tenant",
            "sentiment_score": st.column_config.NumberColumn("Tone", format="%+.2f"),
            "csat_score": number_column("Score"), "summary": st.column_config.TextColumn("Words", width="large"),
        },
        "reporting.customer_events",
    )  # fmt: skip


def put_topics() -> None:
    """What is talked about, and in which tone."""
    themes = answers.sql(voice_queries.THEMES)
    dots = themes.filter((pl.col("scored_count") > 1) & pl.col("parent_label").is_not_null()).sort("average_sentiment")
    with st.container(border=True):
        chart_title("Tone by topic", "Mean sentiment score of events assigned to the topic, with 95 % intervals.")
        drawn = dots.select(
            topic="topic_label", value="average_sentiment", low="average_sentiment_low", high="average_sentiment_high",
            n="scored_count", label=pl.col("topic_label") + "\nn " + pl.col("scored_count").cast(pl.String),
        )  # fmt: skip
        charts.show(voice_charts.tone_dots(drawn), "Mean tone by topic, with 95 % intervals")
    section(
        "Topics",
        "As the platform assigned them; topics above others hold what is below them, each event once. Impact is the "
        "platform's own figure, in no unit that it names.",
    )
    table(
        themes, "themes",
        {
            "topic_label": "Topic", "parent_label": "Part of", "event_count": number_column("Events"),
            "customer_count": number_column("Customers"),
            "average_sentiment": st.column_config.NumberColumn("Tone", format="%+.2f"),
            "average_csat": st.column_config.NumberColumn("Mean score", **TWO_PLACES),
            "rated_count": number_column("Scores"),
            "reported_impact_score": st.column_config.NumberColumn("Impact, reported", format="%+.2f"),
            "reported_trend": "Trend, eight weeks",
            "survey_impact_score": st.column_config.NumberColumn("Impact in surveys, reported", format="%+.2f"),
            "survey_trend": "Trend, reported", "alias_count": number_column("Other words"),
            "asking_survey_count": number_column("Surveys that ask"),
        },
        "reporting.themes",
    )  # fmt: skip


def put_surveys() -> None:
    """Who asks what, and what comes back."""
    section("Surveys", "Satisfied are answers of 4 and 5. Feelings are the platform's scores of each answer, 0 to 1.")
    table(
        answers.sql(voice_queries.SURVEYS), "surveys",
        {
            "survey_title": "Survey", "tenant_name": "Tenant", "status": "Status",
            "answer_count": number_column("Answers"),
            **interval_columns("satisfied_rate", "Satisfied", **PERCENT),
            "average_csat": st.column_config.NumberColumn("Mean score", **TWO_PLACES),
            "average_sentiment": st.column_config.NumberColumn("Tone", format="%+.2f"),
            "average_joy": st.column_config.NumberColumn("Joy", **TWO_PLACES),
            "average_anger": st.column_config.NumberColumn("Anger", **TWO_PLACES),
            "average_fear": st.column_config.NumberColumn("Fear", **TWO_PLACES),
            "topic_count": number_column("Topics"), "last_answered_at": time_column("Last answer"),
        },
        "reporting.surveys",
    )  # fmt: skip


def put_segments() -> None:
    """Groups of customers as the platform states them."""
    section("Segments", "As the platform states them: the definition in force, size, and how members are said to feel.")
    table(
        answers.sql(voice_queries.SEGMENTS), "segments",
        {
            "segment_name": "Segment", "reported_size": number_column("Size, reported"), "primary_trait": "Trait",
            "definition": st.column_config.TextColumn("Definition in force", width="medium"),
            "version": number_column("Version"), "changed_by": "By", "change_reason": "Why",
            "valid_from": time_column("Since"),
            "reported_sentiment": st.column_config.NumberColumn("Tone", format="%+.2f"),
            "reported_sentiment_change": st.column_config.NumberColumn("Change", format="%+.2f"),
            "reported_joy": st.column_config.NumberColumn("Joy", **TWO_PLACES),
            "reported_anger": st.column_config.NumberColumn("Anger", **TWO_PLACES),
            "reported_fear": st.column_config.NumberColumn("Fear", **TWO_PLACES),
        },
        "reporting.segments",
    )  # fmt: skip


def put_identities() -> None:
    """Where else customers are known."""
    section(
        "Identities", "Records of other platforms that are linked to customers. Doubtful is a confidence below 0.8."
    )
    platforms = answers.sql(voice_queries.PLATFORMS)
    st.caption(f"{counted(platforms.height, 'platform')} with linked records.")
    table(
        platforms, "identity_platforms",
        {
            "source_platform": "Platform", "record_count": number_column("Records"),
            "customer_count": number_column("Customers"),
            "coverage_rate": st.column_config.NumberColumn("Of all customers", **PERCENT),
            "average_confidence": st.column_config.NumberColumn("Mean confidence", **TWO_PLACES),
            "doubtful_count": number_column("Doubtful"),
            "doubtful_rate": st.column_config.NumberColumn("Share doubtful", **PERCENT),
            "doubled_customer_count": number_column("Customers with several"),
            "dangling_count": number_column("Linked to nobody"),
        },
        "reporting.identity_platforms",
    )  # fmt: skip


SECTIONS = {
    "Scores": put_scores, "Topics": put_topics, "Surveys": put_surveys,
    "Segments": put_segments, "Identities": put_identities,
}  # fmt: skip
shown = st.segmented_control(
    "Look into", list(SECTIONS), default="Scores", required=True, key="section", bind="query-params"
)
SECTIONS[shown]()
