"""Deals won and lost: against whom, for which reason, how far from all others, and the deals behind a rate."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import accounts_queries, charts
from dashboards.accounts_rates import ALL, Deals, win_rates
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.durations import share
from dashboards.figures import MISSING, counted, dollars, whole
from dashboards.filters import tenants_in_words
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.kept_choices import keep, remember
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import interval_columns, money_column, number_column

PERCENT = {"format": "percent"}
PERIODS = {"90 days": 90, "180 days": 180, "365 days": 365, "All": None}
GROUPS = {
    "competitor": "By competitor", "reason": "By reason", "competitor and reason": "By competitor and reason",
    "segment": "By segment",
}  # fmt: skip
METHOD = (
    "n are the deals that were decided in the period; the share won has Wilson's 95 % interval (Wilson 1927). The "
    "difference is from all other deals of the same period and segment, with Newcombe's hybrid score interval "
    "(Newcombe 1998, Statistics in Medicine 17:873, method 10). *Apart from the rest* are groups whose interval does "
    "not hold 0: of twenty groups one is so by chance. Below 30 deals a rate is marked, and its dot is hollow. "
    "Competitor and reason are what was written down of a deal; a rate is associated with them and does not show that "
    "they decided it. The rates are in reporting.win_rates, the deals in reporting.deals; of chosen tenants the rates "
    "are made of the metrics deals_decided and deals_won, with the same intervals."
)


def put_deals(answers: Answers, tenants: tuple[str, ...]) -> None:
    """Rates, tables and deals of the chosen source, segment and period; of some tenants, or all."""
    known = answers.sql(accounts_queries.SEGMENTS)
    if known.is_empty():
        nothing_here("No source of this release has deals.")
        return
    deals, period = _put_choices(answers, known, tenants)
    rates = {group: win_rates(answers, deals, group) for group in GROUPS}
    about = [f"source: {deals.source}", f"segment: {deals.segment}", f"period: {period}", tenants_in_words(tenants)]
    if tenants:
        st.caption(_of_tenants(answers, deals))
    if rates["competitor"].is_empty():
        nothing_here(f"No deal of this segment{' and of these tenants' if tenants else ''} was decided in this period.")
        return
    _put_cards(answers, deals, rates)
    for column, group in zip(st.columns(2, gap="small"), ("competitor", "reason"), strict=True):
        with column.container(border=True, height="stretch"):
            chart_title(GROUPS[group], "Deals won as a share of those decided, with 95 % intervals; the lowest first.")
            dots = rate_dots(rates[group], "group_name", "win_rate", "deal_count")
            charts.show(charts.share_dots(dots), f"Win rate {GROUPS[group].lower()}")
    section(
        "Each group against the rest",
        "Difference of the share won from that of all other deals of the period and segment, with its 95 % interval.",
    )
    shown = [group for group in GROUPS if not rates[group].is_empty()]
    group = st.segmented_control(
        "Groups", shown, format_func=GROUPS.get, default="competitor", required=True, key="deals_by",
        bind="query-params",
    )  # fmt: skip
    _put_table(answers, group, rates[group], about)
    _put_rows(answers, deals, rates, about)
    with st.expander("Method and sources of win rates"):
        st.markdown(METHOD)


def _of_tenants(answers: Answers, deals: Deals) -> str:
    """What the filter does to rates: who was lost as a prospect is no tenant, and the others look the better for it."""
    named, lost = answers.sql(accounts_queries.LOST_BY_TENANTS, [deals.source]).row(0)
    words = "Deals that name no tenant are left out; *elsewhere* are all other deals of the tenants chosen."
    if named == lost:
        return words
    few = whole(named) if named else "none"
    return (
        f"{words} Of {counted(lost, 'lost deal')} of the source {few} name a tenant, since a prospect that is lost "
        "does not become one: shares won of tenants are higher for that alone."
    )


def _put_choices(answers: Answers, known: pl.DataFrame, tenants: tuple[str, ...]) -> tuple[Deals, str]:
    defaults = {"deal_period": "All", "deal_segment": ALL}
    remember(defaults)
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom", gap="small")
    period = left.segmented_control(
        "Decided in the last", list(PERIODS), default="All", required=True, key="deal_period", bind="query-params"
    )
    sources = known["source"].unique().sort().to_list()
    source = sources[0]
    if len(sources) > 1:
        source = right.selectbox("Source", sources, key="deal_source", bind="query-params")
    segments = known.filter(pl.col("source") == source)["segment"].drop_nulls().to_list()
    segment = middle.selectbox("Segment", [ALL, *segments], key="deal_segment", bind="query-params")
    keep(defaults)
    return Deals(source, segment, PERIODS[period], tenants, answers.sources()[source].date()), period


def _put_cards(answers: Answers, deals: Deals, rates: dict[str, pl.DataFrame]) -> None:
    asked = answers.ask(
        ["deals_decided", "deals_won", "win_rate", "win_rate_low", "win_rate_high", "deals_won_amount",
         "deals_lost_amount"],
        (), deals.where, *deals.period,
    ).row(0, named=True)  # fmt: skip
    by_competitor = rates["competitor"]
    hardest = by_competitor.filter(pl.col("is_apart") & (pl.col("difference") < 0)).head(1)
    put_cards(
        [
            Card("Deals won", share(asked["win_rate"]), answers.definition("win_rate").description,
                 rate=asked["win_rate"], interval=(asked["win_rate_low"], asked["win_rate_high"]),
                 n=asked["deals_decided"]),
            Card("ARR won", dollars(asked["deals_won_amount"]), answers.definition("deals_won_amount").description,
                 note=counted(asked["deals_won"], "deal")),
            Card("ARR lost", dollars(asked["deals_lost_amount"]),
                 answers.definition("deals_lost_amount").description,
                 note=counted(asked["deals_decided"] - asked["deals_won"], "deal")),
            Card("Won least against",
                 MISSING if hardest.is_empty() else hardest["group_name"][0],
                 "The competitor with the lowest share won, if it is lower than that of all other deals by more than "
                 "chance explains.",
                 note="nobody stands apart" if hardest.is_empty() else
                 f"{share(hardest['win_rate'][0])} against {share(hardest['rest_rate'][0])} elsewhere"),
        ],
        per_row=4,
    )  # fmt: skip


def _put_table(answers: Answers, group: str, rates: pl.DataFrame, about: list[str]) -> None:
    put_download(answers, "CSV", "win_rates", lambda: rates, [*about, f"by: {group}"])
    marks = (
        pl.when("is_few").then(pl.lit("few deals")).when("is_apart").then(pl.lit("apart from the rest"))
        .otherwise(pl.lit(""))
    )  # fmt: skip
    draw_columns(
        rates.with_columns(mark=marks),
        group_name=GROUPS[group].removeprefix("By ").capitalize(), deal_count=number_column("Decided (n)"),
        won_count=number_column("Won"), mark=st.column_config.TextColumn("Stands", width=125),
        **interval_columns("win_rate", "Share won", **PERCENT),
        rest_rate=st.column_config.NumberColumn("Elsewhere", **PERCENT),
        **interval_columns("difference", "Difference", **PERCENT),
        won_amount_usd=money_column("ARR won"),
        lost_amount_usd=money_column("ARR lost"),
    )  # fmt: skip


def _put_rows(answers: Answers, deals: Deals, rates: dict[str, pl.DataFrame], about: list[str]) -> None:
    section("Deals behind a rate", "As many as the rate counts, the newest first.")
    left, middle, right = st.columns(3, vertical_alignment="bottom", gap="small")
    names = {group: [ALL, *rates[group]["group_name"].sort().to_list()] for group in ("competitor", "reason")}
    competitor = left.selectbox("Against", names["competitor"], key="deals_against", bind="query-params")
    reason = middle.selectbox("Reason", names["reason"], key="deals_reason", bind="query-params")
    outcome = right.segmented_control(
        "that were", ["decided", "won", "lost"], default="decided", required=True, key="deals_outcome",
        bind="query-params",
    )  # fmt: skip
    found = answers.sql(
        accounts_queries.DEALS,
        [deals.source, deals.segment, deals.after, competitor, reason, outcome, list(deals.tenants)],
    )
    put_download(
        answers, "CSV", "deals", lambda: found, [*about, f"against: {competitor}", f"reason: {reason}, {outcome}"]
    )
    put_count(found, "deal")
    if found.is_empty():
        return
    draw_columns(
        found.head(DRAWN),
        deal_id="Deal", closed_on=st.column_config.DateColumn("Decided", format="D MMM YYYY"), outcome="Outcome",
        competitor="Against", reason_category="Reason", segment="Segment", tenant_name="Tenant",
        amount_usd=money_column("ARR"), sentiment="Tone",
    )  # fmt: skip
