"""What satisfaction, tone and recommendation are associated with: how much, how surely, and where it is heading."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.drivers.result import Interval
from dagster_project.drivers.tables import first_week
from dashboards import charts, drivers_charts, drivers_frames, drivers_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.drivers_analysis import Part, analysis_of, cells_of, history_of
from dashboards.drivers_views import put_answers_behind, put_every_figure, put_method
from dashboards.durations import share
from dashboards.figures import MISSING, counted, day, whole
from dashboards.filters import put_multiselect
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.interval_words import with_interval
from dashboards.kept_choices import keep, remember
from dashboards.page_end import end_page
from dashboards.table_columns import number_column

OUTCOMES = {
    "product_csat": ("Product score", "1 to 5, of surveys and reviews about the product"),
    "support_csat": ("Support score", "1 to 5, of surveys after a case"),
    "sentiment": ("Tone", "-1 to 1, of everything that customers said"),
    "nps": ("Recommendation", "0 to 10, how likely they are to recommend"),
}
PERIODS = {"13 weeks": 13, "26 weeks": 26, "52 weeks": 52, "All": None}

answers = answers_of_page()
parts = answers.sql(drivers_queries.PARTS)
if parts.is_empty():
    nothing_here("No source of this release has answers with a score, a tone or a recommendation.")
    end_page()


def put_choices() -> Part:
    """Which answers are looked at."""
    defaults = {"outcome": None, "weeks": "52 weeks", "driver_segments": [], "driver_tenants": []}
    sources = parts["source"].unique().sort().to_list()
    source = sources[0]
    if len(sources) > 1:
        source = st.selectbox("Source", sources, key="driver_source", bind="query-params", width=320)
    known = set(parts.filter(pl.col("source") == source)["outcome"])
    names = {label: outcome for outcome, (label, _) in OUTCOMES.items() if outcome in known}
    remember({**defaults, "outcome": next(iter(names))})
    left, middle, right, last = st.columns([2.4, 2, 1.3, 1.3], vertical_alignment="bottom", gap="small")
    label = left.segmented_control(
        "Outcome", list(names), default=next(iter(names)), required=True, key="outcome", bind="query-params"
    )
    period = middle.segmented_control(
        "Period", list(PERIODS), default="52 weeks", required=True, key="weeks", bind="query-params"
    )
    outcome = names[label]
    cells = cells_of(answers, source, outcome)
    segments = put_multiselect(
        right, "Segments", list(cells.segments), key="driver_segments", placeholder="All segments"
    )
    tenants = dict(
        answers.sql(drivers_queries.TENANTS, [source, outcome]).select("tenant_name", "tenant_id").iter_rows()
    )
    chosen = put_multiselect(last, "Tenants", list(tenants), key="driver_tenants", placeholder="All tenants")
    keep(defaults)
    until = answers.sources()[source].date()
    weeks = PERIODS[period]
    since = first_week(until, weeks) if weeks else None
    return Part(source, outcome, tuple(segments), tuple(tenants[name] for name in chosen), since, until)


part = put_choices()
cells = cells_of(answers, part.source, part.outcome)
analysis = analysis_of(answers, part)
history = history_of(answers, part)
rows = drivers_frames.driver_rows(analysis, {p.predictor: p for p in cells.predictors})
ranked = drivers_frames.ranked(rows)
name, unit = OUTCOMES[part.outcome]
about = [
    f"outcome: {name}, {unit}", f"answers: {analysis.n}",
    f"period: {day(part.since) if part.since else 'all'} to {day(part.until)}",
    *([f"segments: {', '.join(part.segments)}"] if part.segments else []),
    *([f"tenants: {', '.join(part.tenants)}"] if part.tenants else []),
    f"method: {analysis.method}",
]  # fmt: skip
latest = history.filter(pl.col("week_start") == pl.col("week_start").max())
moved = latest.filter(pl.col("trend") == "worsening")
turned = rows.filter(pl.col("sign_words") != "")
mean, r2 = analysis.outcome_mean, analysis.r_squared
few = analysis.is_below_floor


adjusted = MISSING if analysis.adjusted_r_squared is None else share(analysis.adjusted_r_squared)


def between(low: float | None, high: float | None, form: str) -> str:
    """An interval in words."""
    return MISSING if low is None or high is None else f"{low:{form}} to {high:{form}}"


def in_percent(figure: Interval) -> str:
    """The interval of a share in words."""
    return between(*(None if bound is None else 100 * bound for bound in (figure.low, figure.high)), ".0f")


put_cards(
    [
        Card(f"Mean {name.lower()}", None if few else f"{mean.value:.2f}", f"Mean of the outcome: {unit}.",
             note=f"{between(mean.low, mean.high, '.2f')} · n {whole(analysis.n)}" if not few
             else f"{counted(analysis.n, 'answer')}, fewer than 100"),
        Card("Explained", None if few or r2.value is None else share(r2.value),
             "R²: the share of the outcome's variance that goes with all predictors together, within kinds of answer. "
             "Adjusted: less what as many random predictors would explain.",
             note="too few answers" if few else "no predictor with 30 answers" if r2.value is None else
             f"{in_percent(r2)} % · adjusted {adjusted} · n {whole(analysis.n)}"),
        Card("Above noise", whole(ranked["is_above_noise"].sum()),
             "Predictors whose weight exceeds that of a random predictor in all but 2.5 % of draws.",
             note=f"of {counted(rows.height, 'predictor')}"),
        Card("Worsening", whole(moved.height),
             "Predictors whose adjusted impact fell since the window before, by more than chance explains.",
             note=", ".join(moved["label"]) or "none in the newest window", is_alarm=not moved.is_empty()),
        Card("Signs that turn", whole(turned.height),
             "Predictors whose association alone (r) has one sign and the other within segments (Simpson 1951), or "
             "once other predictors, segments and kinds are taken into account (points). The table tells which, and "
             "whether by more than chance.",
             note=", ".join(turned["label"]) or f"of {counted(ranked.height, 'predictor')}"),
    ]
)  # fmt: skip
if few or ranked.is_empty():
    nothing_here(
        f"{counted(analysis.n, 'answer')} in this part, and no figures: they are given from 100 answers on, and for "
        "predictors that 30 of them name. Choose a longer period or more segments."
    )
    put_answers_behind(answers, part, cells, rows, name, about)
    put_method(answers, part, analysis)
    end_page()

even = float(r2.value) / ranked.height
noise = ranked["noise_weight"][0]
left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title(
        "How much goes with what",
        "Johnson's relative weights, parts of R², with 95 % intervals; hollow where not above noise. Colour: the sign "
        "of the adjusted points, grey where their interval holds zero. Dashed: what a random predictor stays below in "
        "95 % of draws.",
    )
    keys({f"answers with it {direction}": colour for direction, colour in drivers_charts.DIRECTIONS.items()})
    charts.show(
        drivers_charts.importance(drivers_frames.importance_rows(rows), noise),
        "Relative weight of each predictor with its 95 % interval, and the weight of noise",
    )
with right.container(border=True, height="stretch"):
    chart_title(
        "Importance and performance",
        f"Across: mean {name.lower()} of answers with it. Up: weight. Dashed: the mean of all answers, and an even "
        "share of R². In colour: above noise, and an interval clears a line. A name without room is told under the "
        "pointer. High on the left: answers with it score low, and much of R² goes with it; associated with the score, "
        "not its cause.",
    )
    charts.show(
        drivers_charts.quadrant(drivers_frames.quadrant_rows(rows, mean.value, even), mean.value, even),
        "Weight over mean outcome of each predictor, with intervals of both",
    )

left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title(
        "Impact on the mean, two ways",
        "Adjusted: points per answer with it, less what goes with other predictors, segments and kinds, times the "
        "share of answers with it. Leave-out: mean of all answers less the mean of those without it.",
    )
    keys(drivers_charts.WAYS)
    charts.show(
        drivers_charts.two_impacts(drivers_frames.impact_rows(rows)), "Adjusted and leave-out impact of each predictor"
    )
with right.container(border=True, height="stretch"):
    window = f"{history['window_weeks'].max() or 0} weeks" if history.height else "weeks"
    chart_title(
        "Week by week",
        f"Adjusted impact in the {window} that end with each week, with 95 % intervals; coloured by whether it changed "
        "since the window before by more than chance.",
    )
    if history.is_empty():
        nothing_here("No week has 100 answers in its window, 30 of them with a predictor.")
    else:
        drawable = ranked.filter(pl.col("name").is_in(history["predictor"].to_list()))
        labels = dict(drawable.select("name", "label").iter_rows())
        driver = st.selectbox(
            "Predictor", list(labels), format_func=labels.get, key="driver", bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
        keys(drivers_charts.TRENDS)
        drawn = history.filter(pl.col("predictor") == driver).with_columns(
            pl.col("trend").replace("unknown", "not judged yet"),
            label=pl.col("week_start").dt.strftime("%-d %b %Y"),
        )
        charts.show(drivers_charts.impact_by_week(drawn), f"Adjusted impact of {labels.get(driver)} by week")

section(
    "All figures",
    f"Of {whole(analysis.n)} answers; {whole(analysis.draws)} draws of {whole(analysis.groups)} groups of them. What "
    "is given is associated with the outcome; nothing here shows a cause. Reported is the platform's own figure.",
)
reported = answers.sql(drivers_queries.REPORTED, [part.source])
newest = latest.select("predictor", "trend", "change")
figures = rows.join(reported, on="topic_id", how="left").join(
    newest, left_on="name", right_on="predictor", how="left", maintain_order="left"
)
put_download(answers, "CSV", "drivers", lambda: figures.drop("warning_words", "status_words"), about)
draw_columns(
    figures.with_columns(
        weight_words=with_interval("weight", ".3f"), points=with_interval("effect", "+.2f"),
        r_words=with_interval("correlation", "+.2f"),
    ),
    rank=st.column_config.NumberColumn("Rank", width=55),
    label=st.column_config.TextColumn("Predictor", pinned=True, width=165),
    mentions=number_column("With it (n)", width=85),
    status_words=st.column_config.TextColumn("Verdict", width=125),
    weight_words=st.column_config.TextColumn("Weight (95 %)", width=155),
    share=st.column_config.NumberColumn("Of R²", format="percent", width=70),
    points=st.column_config.TextColumn("Points, adjusted (95 %)", width=160),
    r_words=st.column_config.TextColumn("r, alone (95 %)", width=155),
    sign_words=st.column_config.TextColumn("Its sign", width=175),
    trend=st.column_config.TextColumn("Trend", width=85),
    reported_impact_score=st.column_config.NumberColumn("Reported", format="%+.2f", width=80),
)  # fmt: skip
put_every_figure(answers, figures, analysis, about)

put_answers_behind(answers, part, cells, rows, name, about)
put_method(answers, part, analysis)
