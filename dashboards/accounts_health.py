"""The health score of customers against what happened later: who left, how well it was foretold, who is at risk now."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import streamlit as st

from dagster_project.statistics.forecasts import Figure, Foretelling, foretelling
from dashboards import accounts_queries, charts, risk_charts
from dashboards.answers import Answers
from dashboards.cards import FEW, Card, put_cards
from dashboards.customer_health import put_customer_health
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.durations import share
from dashboards.figures import counted, day, whole
from dashboards.filters import put_multiselect, tenants_in_words
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.kept_choices import keep, remember
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import interval_columns, number_column

PERIODS = {"180 days": 180, "365 days": 365, "All": None}
PERCENT = {"format": "percent"}
ALL = "all"
OF_ALL = (
    "Probabilities and tenths are by their nature of all tenants: what is foretold rests on the looks of everybody. "
    "Everything below says what became of those chosen."
)
METHOD = (
    "Of each customer the first health score of each month is a look, while they are there; 90 days later it is known "
    "whether they left. A look counts only when those days are over, for those who left as for those who stayed. The "
    "probability to leave is the share of looks of the same ten points of the score that were followed by leaving; it "
    "leans on the share of all looks, which weighs as 30 customers (shrinkage, as in empirical Bayes: Efron and Morris "
    "1975), and never rises with the score: adjacent bands that are out of order are pooled (pool adjacent violators: "
    "Ayer et al. 1955), weighed by their customers; those of one pool are told the same, and the score alone orders "
    "them further. Held-out are the looks of the last 122 days whose outcome is known; the fit that foretells them "
    "knows only looks whose 90 days were over before the first of them. The list of today uses all. Brier score: Brier "
    "1950; skill: against telling everybody the base rate of the fit; concordance: the area under the ROC curve (Mann "
    "and Whitney 1947; Hanley and McNeil 1982), 0.5 is chance; the intervals of both are percentiles of 1,000 "
    "bootstrap samples of customers (Efron 1979). Other intervals are Wilson's (1927) with customers as n, since looks "
    "at one customer tell the same outcome several times. A low score is associated with leaving; nothing here shows "
    "that raising it keeps anybody."
)


def put_health(answers: Answers, tenants: tuple[str, ...]) -> None:
    """Cards, calibration, bands, customers of today, and the looks behind a rate; of some tenants, or all."""
    if answers.sql("select customer_id from reporting.health_predictions limit 1").is_empty():
        nothing_here("No source of this release has health scores of customers.")
        return
    segments, period = _put_choices(answers)
    where = {**({"segment": segments} if segments else {}), **({"tenant_name": tenants} if tenants else {})}
    until = max(answers.sources().values()).date()
    days = PERIODS[period]
    since = until - timedelta(days=days) if days else None
    about = [f"segments: {', '.join(segments) or ALL}", f"looks: {period}", tenants_in_words(tenants)]
    if where:
        st.caption(OF_ALL)
    held_out = answers.sql(accounts_queries.HELD_OUT, [list(segments), since, until, list(tenants)])
    _put_cards(answers, where, since, until, held_out)
    _put_calibration(answers, where, since, until, held_out)
    bands = _put_bands(answers, where, since, until, about)
    _put_today(answers, segments, tenants, about)
    _put_looks(answers, where, since, until, bands, about)
    ids = answers.sql(accounts_queries.TENANT_IDS, [list(segments), list(tenants)])["tenant_id"].to_list()
    # An empty filter would be none at all, and show everybody.
    if ids or not where:
        put_customer_health(answers, {"tenant_id": tuple(ids)} if where else {}, [about[0], tenants_in_words(tenants)])
    with st.expander("Method and sources of health"):
        st.markdown(METHOD)


def _put_choices(answers: Answers) -> tuple[tuple[str, ...], str]:
    defaults = {"health_period": "All", "health_segments": []}
    remember(defaults)
    left, right = st.columns([2, 2], vertical_alignment="bottom", gap="small")
    period = left.segmented_control(
        "Looks of the last", list(PERIODS), default="All", required=True, key="health_period", bind="query-params"
    )
    known = answers.sql(accounts_queries.HEALTH_SEGMENTS)["segment"].to_list()
    segments = put_multiselect(right, "Segments", known, key="health_segments", placeholder="All segments")
    keep(defaults)
    return tuple(segments), period


def _put_cards(answers: Answers, where: dict, since: date | None, until: date, held_out: pl.DataFrame) -> None:
    names = [
        "leaving_rate", "leaving_rate_low", "leaving_rate_high", "health_customers", "leaving_brier_score",
        "expected_leaving", "customers_looked_at_today",
    ]  # fmt: skip
    asked = answers.ask(names, (), where, since, until).row(0, named=True)
    expected, told = asked["expected_leaving"], _foretold(held_out)
    of = "" if told is None else f" · n {whole(told.n)} looks at {counted(told.customers, 'customer')}"
    none = "no look is held out" if held_out.is_empty() else "nobody left, or everybody did"
    put_cards(
        [
            Card("Left within 90 days", share(asked["leaving_rate"]), answers.definition("leaving_rate").description,
                 rate=asked["leaving_rate"], interval=_interval(asked, "leaving_rate"), n=asked["health_customers"]),
            Card("Skill of the score", None if told is None else f"{told.skill.value:+.3f}",
                 f"{answers.definition('leaving_brier_skill').description} Interval: bootstrap of customers.",
                 note=none if told is None
                 else f"{_between(told.skill, '+.3f', 0)} · Brier {asked['leaving_brier_score']:.4f}{of}"),
            Card("Concordance", None if told is None else f"{told.concordance.value:.2f}",
                 "Of a held-out look followed by leaving and one that was not, how often the first had the higher "
                 "probability; 0.5 is chance. Interval: bootstrap of customers.",
                 note=none if told is None else f"{_between(told.concordance, '.2f', 0.5)} · score alone "
                 f"{told.rival.value:.2f}, difference {told.difference.value:+.3f} "
                 f"({_between(told.difference, '+.3f', 0)}{_better(told.difference)})"),
            Card("Expected to leave", None if expected is None else f"{expected:.1f}",
                 answers.definition("expected_leaving").description,
                 note=f"of {counted(asked['customers_looked_at_today'] or 0, 'customer')}, in 90 days"),
        ],
        per_row=4,
    )  # fmt: skip


def _foretold(held_out: pl.DataFrame) -> Foretelling | None:
    """Skill and concordance of held-out looks; a lower health score is the rival's sign of leaving."""
    if held_out.is_empty():
        return None
    told = {name: held_out[name].cast(pl.Float64).to_numpy() for name in ("probability", "base_rate", "health_score")}
    return foretelling(
        told["probability"], told["base_rate"], -told["health_score"], held_out["has_left"].to_numpy(),
        held_out["customer"].to_numpy(),
    )  # fmt: skip


def _between(figure: Figure, form: str, chance: float) -> str:
    """An interval in words, and whether it is clear of chance."""
    if figure.low is None or figure.high is None:
        return "too few customers left for an interval"
    clear = "" if figure.low > chance or figure.high < chance else ", not clear of chance"
    return f"{figure.low:{form}} to {figure.high:{form}}{clear}"


def _better(difference: Figure) -> str:
    """Which of both orders better, where chance does not explain the difference."""
    if difference.high is not None and difference.high < 0:
        return ": the score alone orders better"
    if difference.low is not None and difference.low > 0:
        return ": the probability orders better"
    return ""


def _interval(asked: dict, rate: str) -> tuple[float, float] | None:
    low, high = asked[f"{rate}_low"], asked[f"{rate}_high"]
    return None if asked[rate] is None or low is None or high is None else (low, high)


def _put_calibration(answers: Answers, where: dict, since: date | None, until: date, held_out: pl.DataFrame) -> None:
    """Foretold against observed, by tenth, and what followed each band of the score."""
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        asked = answers.ask(
            ["foretold_rate", "foretold_leaving_rate", "foretold_leaving_rate_low", "foretold_leaving_rate_high",
             "foretold_looks", "foretold_customers"],
            ["decile"], where, since, until,
        ).drop_nulls(["decile", "foretold_rate"])  # fmt: skip
        months = "" if held_out.is_empty() else (
            f"Held-out looks of {day(held_out['looked_on'].min())} to {day(held_out['looked_on'].max())}. "
        )  # fmt: skip
        chart_title(
            "Foretold and observed",
            f"{months}Tenths by the probability to leave within 90 days; on the dashed line both agree. Equal "
            "probabilities stay together.",
        )
        if asked.is_empty():
            nothing_here("No look is held out: the history of scores is shorter than the fit and its judgement need.")
        else:
            words = pl.format("{} looks at {} customers", "foretold_looks", "foretold_customers")
            drawn = asked.sort("decile").select(
                "decile", words=words, predicted_rate="foretold_rate", observed_rate="foretold_leaving_rate",
                observed_rate_low=pl.col("foretold_leaving_rate_low").clip(0, 1),
                observed_rate_high=pl.col("foretold_leaving_rate_high").clip(0, 1),
            )  # fmt: skip
            charts.show(risk_charts.calibration(drawn), "Foretold and observed share of customers who left, by tenth")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Left within 90 days, by score",
            "Share of looks that were followed by leaving, with 95 % intervals that count customers; hollow below "
            f"{FEW} of them.",
        )
        rates = _by_band(answers, where, since, until)
        if rates.is_empty():
            nothing_here("No look of this period has an outcome yet.")
        else:
            dots = rate_dots(rates, "health_band", "leaving_rate", "health_customers")
            charts.show(
                charts.share_dots(dots, to_highest=True), "Share of customers who left within 90 days, by health score"
            )


def _by_band(answers: Answers, where: dict, since: date | None, until: date) -> pl.DataFrame:
    rates = answers.ask(
        ["leaving_rate", "leaving_rate_low", "leaving_rate_high", "health_looks", "health_looks_left",
         "health_customers"],
        ["health_band"], where, since, until,
    )  # fmt: skip
    bounds = [pl.col(f"leaving_rate_{end}").clip(0, 1) for end in ("low", "high")]
    return rates.filter(pl.col("health_looks") > 0).with_columns(*bounds).sort("health_band")


def _put_bands(answers: Answers, where: dict, since: date | None, until: date, about: list[str]) -> list[str]:
    rates = _by_band(answers, where, since, until)
    if rates.is_empty():
        return []
    put_download(answers, "CSV", "leaving_by_score", lambda: rates, about)
    draw_columns(
        rates.with_columns(few=pl.when(pl.col("health_customers") < FEW).then(pl.lit("few")).otherwise(pl.lit(""))),
        health_band="Health score", health_looks=number_column("Looks"),
        health_customers=number_column("Customers (n)"),
        few=st.column_config.TextColumn("", width=60), health_looks_left=number_column("Before leaving"),
        **interval_columns("leaving_rate", "Left within 90 days", **PERCENT),
    )  # fmt: skip
    return rates["health_band"].to_list()


def _put_today(answers: Answers, segments: tuple[str, ...], tenants: tuple[str, ...], about: list[str]) -> None:
    section(
        "Customers of today",
        "By the probability to leave within the next 90 days, the highest first, then by the score, the lowest first; "
        "of the tenants and segments chosen, of no period.",
    )
    found = answers.sql(accounts_queries.AT_RISK, [list(segments), list(tenants)])
    put_download(answers, "CSV", "customers_at_risk", lambda: found, about)
    put_count(found, "customer", "first")
    draw_columns(
        found.head(DRAWN),
        customer_id="Customer", tenant_name="Tenant", segment="Segment", health_score=number_column("Health score"),
        probability=st.column_config.NumberColumn("Will leave", **PERCENT),
        similar_count=number_column("Based on looks"),
    )  # fmt: skip


def _put_looks(
    answers: Answers, where: dict, since: date | None, until: date, bands: list[str], about: list[str]
) -> None:
    section("Looks behind a rate", "As many as the rate counts, the newest first.")
    left, middle, right = st.columns([1, 1, 1.4], vertical_alignment="bottom", gap="small")
    band = left.selectbox("Health score", [ALL, *bands], key="health_band", bind="query-params")
    tenth = middle.selectbox(
        "Tenth of held-out looks", [ALL, *(str(number) for number in range(1, 11))], key="health_tenth",
        bind="query-params",
    )  # fmt: skip
    outcome = right.segmented_control(
        "that were followed by", [ALL, "left", "stayed"], default=ALL, required=True, key="health_outcome",
        bind="query-params",
    )  # fmt: skip
    scope = where if band == ALL else {**where, "health_band": (band,)}
    counted_as = "health_looks"
    if tenth != ALL:
        counted_as, scope = "foretold_looks", {**scope, "decile": (tenth,)}
    rows = answers.rows_behind(counted_as, scope, since, until)
    found = answers.sql(accounts_queries.LOOKS.format(rows=rows), [outcome])
    put_download(
        answers, "CSV", "health_looks", lambda: found, [*about, f"health score: {band}, {outcome}, tenth: {tenth}"]
    )
    put_count(found, "look")
    if found.is_empty():
        return
    draw_columns(
        found.head(DRAWN),
        looked_on=st.column_config.DateColumn("Looked on", format="D MMM YYYY"), customer_id="Customer",
        tenant_name="Tenant", segment="Segment", health_score=number_column("Health score"),
        outcome="What happened",
        churned_on=st.column_config.DateColumn("Left on", format="D MMM YYYY"),
        probability=st.column_config.NumberColumn("Was foretold", **PERCENT),
    )  # fmt: skip
