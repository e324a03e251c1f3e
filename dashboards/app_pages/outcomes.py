"""What fixes brought, against what was forecast before them; and how good forecasts have been."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.outcomes.standing import standing_outcomes
from dagster_project.resources.paths import Home
from dashboards import outcomes_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, signed, whole
from dashboards.html_parts import nothing_here
from dashboards.outcomes_views import put_claims, put_forecasts, put_ledger, put_outcome, score_words
from dashboards.page_end import end_page

answers = answers_of_page()
standing = standing_outcomes(answers, Home(answers.sight.home))
sources = sorted({*answers.sql(outcomes_queries.SOURCES)["source"], *standing.forecasts["source"]})
if not sources:
    nothing_here("No source of this release has frozen forecasts or claimed outcomes. `loompin opportunities freeze`.")
    end_page()
source = sources[0] if len(sources) == 1 else st.selectbox("Source", sources, key="source", bind="query-params")
standing = standing.of(source)
rows = standing.forecasts
scores = answers.sql(outcomes_queries.SCORES, [source])
score = scores.row(0, named=True) if scores.height else None
measured = rows.filter(pl.col("avoided_cases").is_not_null())
supported = measured.filter(pl.col("is_supported"))
shown = supported.filter(pl.col("finding") != "no effect shown")
newer = rows.filter("is_since").height

put_cards(
    [
        Card("Frozen forecasts", whole(rows.height), "Forecasts that were written down before a fix and not changed.",
             note=f"{whole(measured.height)} measured, {whole(standing.waiting.height)} waiting"),
        Card("Effect shown", whole(shown.height), "Measured outcomes whose checks hold and whose interval excludes 0.",
             note=f"of {whole(measured.height)} measured"),
        Card("Checks failed", whole(measured.height - supported.height), "Outcomes where groups were not parallel "
             "before the fix, or placebos show effects too: nothing is said of the fix.",
             is_alarm=measured.height > supported.height, note=f"of {whole(measured.height)} measured"),
        Card("Forecasts in range", share(score["coverage_rate"]) if score else None, "Outcomes that lie between low "
             "and high of their forecast, of those whose checks hold or that a person verified.",
             rate=score["coverage_rate"] if score else None,
             interval=(score["coverage_rate_low"], score["coverage_rate_high"]) if score else None,
             n=score["scored_count"] if score else None, note="" if score else "none is known yet"),
        Card("Bias", f"{signed(100 * score['bias'], 0)} %"
             if score and score["bias"] is not None else None,
             "Mean of outcome over what was likely, less 1: a minus says that fixes bring less than forecast.",
             note="none is known yet" if not score else counted(score["scored_count"], "forecast")
             + ("; said from five on" if score["bias"] is None else "")),
        Card("To decide", whole(standing.to_decide), "Measured outcomes on which no decision stands, as of now.",
             note=f"of {whole(measured.height)} measured"),
    ]
)  # fmt: skip
st.caption(score_words(score))
if newer or standing.decisions:
    st.caption(
        f"Newer than this release, from the data folder: {counted(len(standing.decisions), 'decision')}, "
        f"{counted(newer, 'frozen forecast')}. The score takes them up with the next run."
    )
if rows.is_empty():
    nothing_here("Nothing has been frozen yet: `loompin opportunities freeze KEY --fix-on DATE`.")
else:
    put_forecasts(answers, rows)
    put_ledger(answers, standing)
    put_outcome(answers, source, standing)
put_claims(answers, source)
