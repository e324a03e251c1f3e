"""What themes, drivers and defects cost, what a fix is expected to bring, and what stands behind each number."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import opportunities_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.figures import counted, day, dollars, whole
from dashboards.html_parts import nothing_here, section
from dashboards.opportunities_views import put_evidence, put_ranking, put_reported
from dashboards.page_end import end_page

KINDS = {"All": "all", "Themes": "theme", "Drivers": "driver", "Defects": "defect"}

answers = answers_of_page()
sources = answers.sql(opportunities_queries.SOURCES)["source"].to_list()
if not sources:
    nothing_here("No source of this release has themes, drivers or defects.")
    end_page()
source = sources[0] if len(sources) == 1 else st.selectbox("Source", sources, key="source", bind="query-params")
shown = st.segmented_control(
    "Kind", list(KINDS), default="Themes", required=True, key="opportunity_kind", bind="query-params"
)
kind = KINDS[shown]
rows = answers.sql(opportunities_queries.OPPORTUNITIES, [kind, kind, source, kind, kind])
if "same_cases_as" not in rows.columns:
    # A release from before it was told which parents have the cases of one topic.
    rows = rows.with_columns(same_cases_as=pl.lit(None, pl.String))
if rows.is_empty():
    nothing_here(f"This release has no {shown.lower()} with cases.")
    end_page()
totals = {row["kind"]: row for row in answers.sql(opportunities_queries.TOTALS, [source]).iter_rows(named=True)}
total = totals.get(kind)
period = f"{day(rows['period_start'][0])} – {day(rows['period_end'][0])}"
first = rows.row(0, named=True)

if total is not None:
    put_cards(
        [
            Card("Opportunities", whole(rows.height), "Each theme, driver and defect is one. A defect is a linked bug, "
                 "an incident, or the defects of a component or product.",
                 note=f"{counted(total['case_count'], 'case')}, {period}"),
            Card("Cost, 90 days", dollars(total["cost_usd"]), "Handling at the loaded rate, credits, and use of "
                 "AI and infrastructure put down to cases. Each case is counted once, however many opportunities it "
                 "is in.", note=f"handling {dollars(total['handling_cost_usd'])}, credits "
                 f"{dollars(total['credits_usd'])}"),
            Card("AI and infrastructure", dollars(total["ai_cost_usd"] + total["infrastructure_cost_usd"]),
                 "Part of the cost: what tenants used of the platform's cost drivers, times the share of agents' "
                 "spend that goes to cases, shared out by handling time.",
                 note=f"{dollars(total['ai_cost_usd'])} and {dollars(total['infrastructure_cost_usd'])}"),
            Card("ARR exposed", dollars(total["arr_exposed_usd"]), "Yearly revenue of accounts with such cases in the "
                 "period, each account once over all of them.", note=counted(total["account_count"], "account")),
            Card("ARR expected at risk", dollars(total["arr_expected_at_risk_usd"]), "Exposed × how much more often "
                 "touched customers left, where a difference is shown; each account once, at its largest difference.",
                 note="" if total["arr_expected_at_risk_usd"] else "no difference in leaving is shown"),
            Card("Largest fix, a year", dollars(first["fix_likely_usd"]) if first["shown_rank"] is not None else None,
                 "What a fix of the first one is likely to bring a year.",
                 note="none is ranked" if first["shown_rank"] is None else
                 f"{first['name']}, {dollars(first['fix_low_usd'])} to {dollars(first['fix_high_usd'])}"),
        ]
    )  # fmt: skip

section(
    "Ranked by what a fix is likely to bring",
    f"Cases of {period}; a year is that times 365 / 90, but of incidents and of bugs with fewer than 30 cases it is as "
    "it was. Opportunities overlap and do not add up; the cards above count each case and account once. = is a tie; a "
    "topic that drives several outcomes has one rank; drivers not above noise or with fewer than 30 cases have none, "
    "and neither has a topic with the very cases of one topic below it.",
)
put_ranking(answers, rows)
put_evidence(answers, source, rows)
put_reported(answers, source)
