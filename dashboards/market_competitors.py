"""Competitors on the page on the market: their share of voice and its tone, their moves, and their figures."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import market_queries
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, day, whole
from dashboards.grid_charts import SERIES, banded_line
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.market_charts import SIGNIFICANCE, moves_over_time, voice_by_week
from dashboards.table_columns import number_column, time_column

TONE, PERCENT = {"format": "%+.2f"}, {"format": "percent"}
DATE = {"format": "D MMM YYYY"}


def put_competitors(answers: Answers) -> None:
    """The part on competitors."""
    competitors = answers.sql(market_queries.COMPETITORS)
    if competitors.is_empty():
        nothing_here("No source of this release follows competitors.")
        return
    weeks = answers.sql(market_queries.WEEKS)
    moves = answers.sql(market_queries.MOVES)
    figures = answers.sql(market_queries.FIGURES)
    _put_cards(competitors, weeks, figures)
    if weeks.height:
        _put_voice(weeks)
    if moves.height:
        with st.container(border=True):
            chart_title("Changes on their sites", "The larger the dot, the more the change matters.")
            keys(SIGNIFICANCE)
            words = moves.with_columns(words=pl.format("{}: {}", "change_type", pl.col("summary").fill_null("–")))
            show(moves_over_time(words), "Changes on competitors' sites over time, by significance")
    _put_tables(answers, competitors, moves, figures)


def _put_cards(competitors: pl.DataFrame, weeks: pl.DataFrame, figures: pl.DataFrame) -> None:
    loudest = competitors.row(0, named=True)
    unusual = weeks.filter(pl.col("is_tone_unusual"))
    movers = competitors.filter(pl.col("has_moved_prices"))
    unread, apart = figures.filter(~pl.col("is_readable")), figures.filter(pl.col("is_apart"))
    put_cards(
        [
            Card("Loudest", loudest["competitor"] if loudest["post_count"] else MISSING,
                 "Whose share of all posts of the last 28 days is largest, with the 95 % interval of that share.",
                 rate=loudest["share_of_voice"],
                 interval=(loudest["share_of_voice_low"], loudest["share_of_voice_high"])
                 if loudest["post_count"] else None,
                 n=loudest["all_post_count"] or None, note=share(loudest["share_of_voice"])),
            Card("Weeks of unusual tone", whole(unusual.height),
                 "Weeks of a competitor, of 10 posts or more, whose tone is apart from that of its other weeks by more "
                 "than the whole width of the 95 % interval of that difference.",
                 note=", ".join(f"{name}, {day(week)}" for name, week in
                                unusual.sort("week", descending=True).select("competitor", "week").head(2).iter_rows()),
                 is_alarm=not unusual.is_empty()),
            Card("Moved prices", whole(movers.height),
                 "Competitors who changed prices in the last 30 days, seen as of high significance.",
                 note=", ".join(f"{name}: {high} high, usually {usual:.1f}" for name, high, usual in
                                movers.select("competitor", "recent_high_count", "usual_high_count").head(2)
                                .iter_rows()),
                 is_alarm=not movers.is_empty()),
            Card("Figures not readable", whole(unread.height),
                 "Figures whose text is no number with a unit; they are kept and listed.",
                 note=f"of {whole(figures.height)}"),
            Card("Changes that differ", whole(apart.height),
                 "Reported changes that are not the difference of the figures, as far as their digits can tell.",
                 note=f"of {whole(figures['is_apart'].drop_nulls().len())}", is_alarm=not apart.is_empty()),
        ]
    )  # fmt: skip


def _put_voice(weeks: pl.DataFrame) -> None:
    left, right = st.columns(2, gap="small")
    names = weeks["competitor"].unique().sort().to_list()[: len(SERIES)]
    labelled = weeks.with_columns(label=pl.col("week").dt.strftime("%-d %b"))
    with left.container(border=True, height="stretch"):
        chart_title("Share of voice by week", "Posts about each as a share of the posts about all.")
        keys(dict(zip(names, SERIES, strict=False)))
        drawn = labelled.filter(pl.col("competitor").is_in(names)).with_columns(n="all_post_count")
        show(voice_by_week(drawn, names), "Share of voice by week and competitor")
    with right.container(border=True, height="stretch"):
        unusual = weeks.filter(pl.col("is_tone_unusual"))["competitor"]
        first = unusual[-1] if unusual.len() and unusual[-1] in names else names[0]
        name = st.selectbox("Tone of posts about", names, index=names.index(first), key="competitor",
                            bind="query-params")  # fmt: skip
        chart_title(
            "Tone by week",
            "Mean from -1 to 1 with its 95 % interval, which few posts make wide. Orange: unlike its other weeks.",
        )
        tone = labelled.filter(pl.col("competitor") == name).select(
            place="label", label=pl.format("{}, {}", pl.col("label"), pl.lit(name)), value="tone",
            low=pl.col("tone_low").fill_null(pl.col("tone")), high=pl.col("tone_high").fill_null(pl.col("tone")),
            n="post_count", is_marked="is_tone_unusual",
        )  # fmt: skip
        show(banded_line(tone, "+.1f", title="Tone", height=200), f"Tone of posts about {name} by week, with intervals")


def _put_tables(
    answers: Answers, competitors: pl.DataFrame, moves: pl.DataFrame, figures: pl.DataFrame
) -> None:  # fmt: skip
    section("Competitors", "Posts of the last 28 days beside the 28 before; changes on sites of the last 30 days.")
    put_download(answers, "CSV", "competitors", lambda: competitors, ["reporting.competitors"])
    draw_rows(
        competitors.drop("all_post_count"),
        {
            "competitor": "Competitor", "post_count": number_column("Posts"),
            "share_of_voice": st.column_config.NumberColumn("Share of voice", **PERCENT),
            "share_of_voice_low": st.column_config.NumberColumn("95 % from", **PERCENT),
            "share_of_voice_high": st.column_config.NumberColumn("95 % to", **PERCENT),
            "tone": st.column_config.NumberColumn("Tone", **TONE),
            "tone_low": st.column_config.NumberColumn("95 % from", **TONE),
            "tone_high": st.column_config.NumberColumn("95 % to", **TONE),
            "tone_change": st.column_config.NumberColumn("Change of tone", **TONE),
            "tone_change_low": st.column_config.NumberColumn("95 % from", **TONE),
            "tone_change_high": st.column_config.NumberColumn("95 % to", **TONE),
            "recent_change_count": number_column("Changes on site"), "recent_high_count": number_column("Of them high"),
            "usual_high_count": st.column_config.NumberColumn("Usually", format="%.1f"),
            "has_moved_prices": "Moved prices",
        },
    )  # fmt: skip
    if moves.height:
        section("Changes on their sites", "The newest first.")
        put_download(answers, "CSV", "competitor_moves", lambda: moves, ["reporting.competitor_moves"])
        draw_rows(
            moves.drop("days_ago"),
            {
                "detected_at": time_column("Seen"), "competitor": "Competitor", "change_type": "What",
                "significance": "Significance", "summary": "Change", "page_url": "Page",
            },
        )  # fmt: skip
    section(
        "Figures",
        "Number and unit as read from the text. A change in per cent of a share is meant in points, of anything else "
        "relative to the figure before.",
    )
    put_download(answers, "CSV of all", "competitor_figures", lambda: figures, ["reporting.competitor_figures"])
    left, right = st.columns(2, gap="small")
    with left:
        latest = figures.filter(pl.col("is_latest") & pl.col("is_readable"))
        draw_rows(
            latest.select("competitor", "metric_name", "value_text", "value_number", "value_unit", "delta_text",
                          "computed_change", "observed_on"),
            {
                "competitor": "Competitor", "metric_name": "Figure", "value_text": "As written",
                "value_number": st.column_config.NumberColumn("Number", format="localized"), "value_unit": "Unit",
                "delta_text": "Change as written",
                "computed_change": st.column_config.NumberColumn("Computed", format="localized"),
                "observed_on": st.column_config.DateColumn("On", **DATE),
            },
        )  # fmt: skip
    with right:
        odd = figures.filter(~pl.col("is_readable") | pl.col("is_apart").fill_null(False)).select(
            "competitor", "metric_name", "observed_on", "value_text", "delta_text", "computed_change",
            why=pl.when(pl.col("is_readable")).then(pl.lit("change differs")).otherwise(pl.lit("no figure")),
        )  # fmt: skip
        if odd.is_empty():
            nothing_here("Every figure could be read, and every change is that of its figures.")
        else:
            draw_rows(
                odd,
                {
                    "competitor": "Competitor", "metric_name": "Figure", "value_text": "As written",
                    "observed_on": st.column_config.DateColumn("On", **DATE), "delta_text": "Change",
                    "computed_change": st.column_config.NumberColumn("Computed", format="localized"), "why": "Why here",
                },
            )  # fmt: skip
