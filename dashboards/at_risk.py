"""The list of clocks at risk with the probability of a breach, and how good that probability has been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.case_tables import LINK, put_rows
from dashboards.durations import share
from dashboards.figures import day, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.risk_charts import calibration

ORDERS = {
    "Time left": "remaining, arr_usd desc nulls last",
    "Probability": "probability desc nulls last, remaining",
    "ARR": "arr_usd desc nulls last, remaining",
    "ARR × probability": "expected_arr desc nulls last, remaining",
}

RISK_ROWS = """
    select clocks.*, risk.breach_probability, risk.expected_arr_at_risk_usd, risk.similar_count
    from ({rows}) as clocks
    left join reporting.at_risk_clocks as risk using (source, case_id, clock, window_number)
"""

RISK_SELECT = f"""
    select
        {LINK},
        coalesce(cases.tenant_name, clocks.tenant_id) as tenant, clocks.priority, clocks.segment, clocks.status,
        clocks.remaining_seconds as remaining, clocks.target_seconds as target,
        clocks.elapsed_seconds / clocks.target_seconds as used, clocks.due_at, clocks.arr_usd,
        100 * clocks.breach_probability as probability, clocks.expected_arr_at_risk_usd as expected_arr,
        clocks.similar_count, cases.subject
    from ({{rows}}) as clocks
    left join reporting.cases as cases using (source, case_id)
"""

COLUMNS = [
    "link", "remaining", "probability", "tenant", "priority", "status", "used", "due_at", "arr_usd", "expected_arr",
    "similar_count", "target", "segment", "subject",
]  # fmt: skip

METHOD = (
    "The probability is the share of past clocks that breached, among those that were looked at (every four hours) "
    "in the same state (running or paused), with the same tenth of their target used (used up is one of its own), of "
    "the same priority and tier. Where there are few, it leans on the coarser group as if that were 60 more looks "
    "(beta-binomial shrinkage; Gelman et al., Bayesian Data Analysis). To judge it, it is fitted on {weeks} and "
    "compared with what came of the clocks looked at in the held-out weeks {held_out}, of which that fit knows "
    "nothing. The list itself uses all history. The Brier score is the mean squared difference of probability and "
    "outcome (Brier 1950); intervals are Wilson's at 95 %, with the number of clocks as n, since many looks are at "
    "the same clock. All tenants are taken together."
)


def put_at_risk(
    answers: Answers, clock: str, where: Mapping[str, Sequence[str]], sources: Sequence[str], about: Sequence[str]
) -> None:
    """Draw the list in the chosen order, and below it the calibration of its probabilities by source."""
    section(
        "At risk",
        "Clocks that run or are paused. Time left is in the clock's own calendar. They are open now, whatever the "
        "period.",
        anchor="at_risk",
    )
    order = st.segmented_control(
        "First", list(ORDERS), default="Time left", required=True, key="risk_order", bind="query-params"
    )
    rows = RISK_ROWS.format(rows=answers.rows_behind("sla_open", where))
    put_rows(answers, RISK_SELECT, rows, ORDERS[order], COLUMNS, f"at_risk_{clock}", about, "open clock")
    quality = answers.sql(
        "select * from reporting.breach_probability_quality where clock = $1 "
        "and (len($2::varchar[]) = 0 or list_contains($2::varchar[], source)) order by source",
        [clock, list(sources)],
    )
    section("How good the probability is", "Predicted against observed, on weeks that the fit knew nothing of.")
    if quality.is_empty():
        nothing_here("There is not enough history of this clock to judge a probability by.")
    for row in quality.iter_rows(named=True):
        _put_quality(answers, row, names_source=quality.height > 1)


def _put_quality(answers: Answers, row: dict, *, names_source: bool) -> None:
    if not row["n"]:
        nothing_here(f"{row['source']}: no clock of the held-out weeks has been decided.")
        return
    held_out = f"{day(row['held_out_from'])} – {day(row['held_out_to'])}"
    rows = answers.sql(
        "select * from reporting.breach_probability_calibration where source = $1 and clock = $2 order by decile",
        [row["source"], row["clock"]],
    ).with_columns(pl.format("{} looks at {} clocks", "n", "window_count").alias("words"))
    skill = row["brier_skill_score"]
    put_cards(
        [
            Card(
                "Brier score", f"{row['brier_score']:.4f}", "Mean squared difference of probability and outcome in "
                "the held-out weeks. 0 is perfect.", n=row["n"],
            ),
            Card(
                "Of the base rate", f"{row['base_rate_brier_score']:.4f}", "What one would score by always saying "
                f"the share that breached before: {share(row['base_rate'])}.", n=row["n"],
            ),
            Card(
                "Better by", None if skill is None else share(skill), "1 − Brier score ÷ that of the base rate.",
                n=row["window_count"], note="clocks",
            ),
            Card(
                "Predicted, observed", f"{share(row['predicted_rate'], 0)}, {share(row['observed_rate'], 0)}",
                "Mean predicted probability, and the share that breached.", n=row["window_count"], note="clocks",
            ),
        ],
        per_row=4,
    )  # fmt: skip
    left, right = st.columns([3, 2], gap="small")
    with left.container(border=True, height="stretch"):
        source = f" · {row['source']}" if names_source else ""
        chart_title(
            f"Calibration{source}",
            f"Each dot is a tenth of the {whole(row['n'])} held-out looks; on the dashed line, as many breached as "
            "were predicted.",
        )
        charts.show(calibration(rows), "Predicted against observed share of breaches, by tenth of probability")
    with right:
        fitted = f"{day(row['fitted_from'])} – {day(row['held_out_from'])}"
        st.caption(METHOD.format(weeks=fitted, held_out=held_out))
