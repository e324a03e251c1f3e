"""Whether plans hold: A/B tests, projects and forecasts, the roadmap, opportunities, simulations, executive scores."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import planning_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page
from dashboards.planning_projects import put_projects
from dashboards.planning_roadmap import put_opportunities, put_roadmap
from dashboards.planning_scores import put_scores, put_simulations
from dashboards.planning_tests import put_tests

answers = answers_of_page()
if answers.sql(planning_queries.IS_ANYTHING_THERE).is_empty():
    nothing_here("No source of this release has tests, projects, a roadmap, simulations or executive scores.")
    end_page()
tests = answers.sql(planning_queries.TESTS)
running = answers.sql(planning_queries.RUNNING)
scores = answers.sql(planning_queries.SCORES)
calibration = answers.sql(planning_queries.CALIBRATION).filter(pl.col("confidence_band") == "all")
totals = answers.ask(
    ["forecasts_known", "forecast_coverage_rate", "forecast_coverage_rate_low", "forecast_coverage_rate_high",
     "projects_running", "projects_overdue", "roadmap_items_open", "roadmap_items_overdue"]
).row(0, named=True)  # fmt: skip
declared = tests.filter(pl.col("reported_winner").is_not_null())
unfounded = declared.filter(pl.col("verdict").is_in(["not supported", "contradicts"]))
off = tests.filter(pl.col("is_split_off"))
too_kind = running.filter(pl.col("is_status_too_kind"))
computed = scores.filter(pl.col("computed_score").is_not_null())
differing = computed.filter(pl.col("score_verdict") == "differs")

put_cards(
    [
        Card("Winners not borne out", whole(unfounded.height),
             "A/B tests whose reported winner converts no more than the other variant, or less, by their events.",
             note=f"of {counted(declared.height, 'reported winner')}", is_alarm=not unfounded.is_empty()),
        Card("Splits off", whole(off.height),
             "A/B tests whose users were split otherwise than planned (chi-square, p below 0.001).",
             note=", ".join(off["test_name"]) or f"of {counted(tests.height, 'test')}", is_alarm=not off.is_empty()),
        Card("Forecasts in range",
             share(totals["forecast_coverage_rate"]) if totals["forecasts_known"] else None,
             answers.definition("forecast_coverage_rate").description, rate=totals["forecast_coverage_rate"],
             interval=(totals["forecast_coverage_rate_low"], totals["forecast_coverage_rate_high"])
             if totals["forecasts_known"] else None,
             n=totals["forecasts_known"],
             note=f"stated {share(calibration['stated_rate'][0], 0)}" if calibration.height else "none is known yet"),
        Card("Projects overdue", whole(totals["projects_overdue"]), answers.definition("projects_overdue").description,
             note=f"of {whole(totals['projects_running'])}; {counted(too_kind.height, 'status', 'statuses')} too kind",
             is_alarm=bool(totals["projects_overdue"])),
        Card("Roadmap overdue", whole(totals["roadmap_items_overdue"]),
             answers.definition("roadmap_items_overdue").description,
             note=f"of {counted(totals['roadmap_items_open'] or 0, 'open item')}",
             is_alarm=bool(totals["roadmap_items_overdue"])),
        Card("Scores that differ", whole(differing.height),
             "Areas of the executive view whose newest score is more than five points from the computed one.",
             note=", ".join(differing["category"]) or f"of {whole(computed.height)} computed",
             is_alarm=not differing.is_empty()),
    ]
)  # fmt: skip

PARTS = {
    "A/B tests": put_tests,
    "Projects": put_projects,
    "Roadmap and strategy": put_roadmap,
    "Opportunities": put_opportunities,
    "Simulations": put_simulations,
    "Executive scores": put_scores,
}
shown = st.segmented_control(
    "Look into", list(PARTS), default="A/B tests", required=True, key="planning_part", bind="query-params"
)
PARTS[shown](answers)
