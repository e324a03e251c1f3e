"""The weekly review of the demo company says what metrics and pages of the same release say, in all its forms."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from statistics import median
from urllib.parse import parse_qsl

import polars as pl
import pytest
import streamlit as st
from dbt_builds import parsed_project
from pypdf import PdfReader

from dagster_project.exports.review.content import build_review
from dagster_project.exports.review.headlines import MEASURES, NPS
from dagster_project.exports.review.tables import DRAWN, value_in_words, worded
from dagster_project.outcomes import standing
from dagster_project.resources.paths import Home
from dashboards import alerts_queries, backlogs_queries, opportunities_queries
from dashboards.change_explainer import explain_change, parse_weeks
from dashboards.metrics import MetricQuestion
from dashboards.reporting import ReleaseReader

WEEK, MONDAY = "2026-W26", date(2026, 6, 22)


class Cells(HTMLParser):
    """The rows of every table of a page, as lists of words, by the table's id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.rows = self.tables.setdefault(dict(attributes)["id"], [])
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if getattr(self, "rows", None) and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")

    def handle_endtag(self, tag):
        if tag == "table":
            self.rows = None


@pytest.fixture(scope="module")
def review(demo_release, demo_warehouse):
    return build_review(Home(demo_warehouse.home), demo_release, WEEK)


@pytest.fixture(scope="module")
def files(demo_warehouse, tmp_path_factory):
    """The files as `loompin export review` writes them."""
    folder = tmp_path_factory.mktemp("reviews")
    written = demo_warehouse.loompin("export", "review", "--week", WEEK, "--to", str(folder))
    assert written.code == 0, written.err
    assert "cases opened" in written.out
    return folder / WEEK


@pytest.fixture(scope="module")
def tables(files):
    """The CSV files, as frames."""
    return {file.stem: pl.read_csv(file, comment_prefix="#") for file in (files / "csv").iterdir() if rows_in(file)}


def rows_in(file) -> int:
    return sum(not line.startswith("#") for line in file.read_text().splitlines())


@pytest.fixture(scope="module")
def page(files):
    return Cells((files / f"weekly-review-{WEEK}.html").read_text()).tables


@pytest.fixture(scope="module")
def printed(files):
    pages = PdfReader(files / f"weekly-review-{WEEK}.pdf").pages
    return "".join("".join(page.extract_text() for page in pages).split())


def asked(demo_release, metrics, where=None, weeks_ago=0):
    """Values of metrics over a whole week, asked without any grouping."""
    monday = MONDAY - timedelta(weeks=weeks_ago)
    question = MetricQuestion.of(metrics, (), where, since=monday, until=monday + timedelta(days=6))
    rows = demo_release.ask(question).to_dicts()
    return rows[0] if rows else dict.fromkeys(metrics)


def expectations(demo_release):
    """(measure, clock) → what metrics say of the week and of the one before: value, low, high, n."""
    denominators = {metric.name: metric.denominator for metric in demo_release.metrics.definitions()}
    found = {}
    for measure in (*MEASURES, NPS):
        n = measure.n or denominators[measure.metric] or measure.metric
        ends = [f"{measure.metric}_low", f"{measure.metric}_high"] if measure.unit in ("share", "score") else []
        found[measure.metric, None] = [
            [row.get(name) for name in (measure.metric, *(ends or [None, None]), n)]
            for row in (asked(demo_release, dict.fromkeys([measure.metric, *ends, n]), None, back) for back in (0, 1))
        ]
    for (clock,) in demo_release.sql("select clock from reporting.sla_measurability where is_measured").iter_rows():
        names = ["sla_attainment", "sla_attainment_low", "sla_attainment_high", "sla_decided"]
        found["sla_attainment", clock] = [
            [row[name] for name in names]
            for row in (asked(demo_release, names, {"clock": [clock]}, back) for back in (0, 1))
        ]
    return found


def test_headlines_are_what_the_metrics_say_in_csv_html_and_pdf(demo_release, tables, page, printed):
    rows = {(row["measure"], row["clock"]): row for row in tables["headlines"].to_dicts()}
    shown = {words[0]: words for words in page["headlines"][1:]}
    expected = expectations(demo_release)
    assert rows.keys() - {("open_backlog", None)} == expected.keys()
    for key, (now, before) in expected.items():
        row = rows[key]
        counts = row["unit"] == "count"
        for suffix, (value, low, high, n) in (("", now), ("_before", before)):
            assert row["value" if not suffix else "value_before"] == (pytest.approx(value) if value else value), key
            if low is not None:
                assert (row[f"low{suffix}"], row[f"high{suffix}"]) == pytest.approx((low, high)), key
            assert row[f"n{suffix}"] == (None if counts else n), key
        words = shown[row["label"]]
        assert words[1] == value_in_words(now[0], row["unit"]), key
        assert words[3] == ("–" if counts or now[3] is None else f"{now[3]:,}"), key
        assert words[4] == value_in_words(before[0], row["unit"]), key
        assert "".join("".join(words[:5]).split()) in printed, key


def test_the_backlog_is_that_of_the_last_day(demo_release, tables):
    row = tables["headlines"].filter(pl.col("measure") == "open_backlog").to_dicts()[0]
    for back, column in ((0, "value"), (1, "value_before")):
        sunday = MONDAY + timedelta(days=6, weeks=-back)
        question = MetricQuestion.of(["open_backlog"], since=sunday, until=sunday)
        assert row[column] == demo_release.ask(question).item()


def test_a_median_is_of_the_twelve_weeks_before(demo_release, tables):
    row = tables["headlines"].filter(pl.col("measure") == "csat").to_dicts()[0]
    values = [asked(demo_release, ["csat"], None, back)["csat"] for back in range(1, 13)]
    known = [value for value in values if value is not None]
    assert (row["median_12_weeks"], row["week_count"]) == (pytest.approx(median(known)), len(known))
    assert (row["lowest_12_weeks"], row["highest_12_weeks"]) == pytest.approx((min(known), max(known)))


def test_an_interval_of_a_median_holds_it(tables):
    rows = tables["headlines"].filter(pl.col("unit") == "seconds", pl.col("low").is_not_null())
    assert rows.height >= 2
    assert rows.select((pl.col("low") <= pl.col("value")).all() & (pl.col("value") <= pl.col("high")).all()).item()


def test_changes_are_those_of_the_page_on_changes_and_add_up(demo_release, tables, page, printed):
    weeks = parse_weeks("2026-W25", ""), parse_weeks(WEEK, "")
    by_clock, by_group = tables["change_by_clock"], tables["change_by_group"]
    assert by_clock.height >= 4
    for row, words in zip(by_clock.to_dicts(), page["change_by_clock"][1:], strict=True):
        total = explain_change(demo_release.sql, row["clock"], *weeks).row(-1, named=True)
        assert [row[name] for name in ("mix", "rate", "policy", "change")] == pytest.approx(
            [total[name] for name in ("mix", "rate", "policy", "change")]
        )
        assert row["mix"] + row["rate"] + row["policy"] == pytest.approx(row["rate_after"] - row["rate_before"])
        groups = by_group.filter(pl.col("clock") == row["clock"])
        assert groups["change"].sum() == pytest.approx(row["change"])
        assert words[5:9] == [value_in_words(total[name], "points") for name in ("mix", "rate", "policy", "change")]
        assert "".join("".join(words).split()) in printed


def test_breaches_are_as_many_as_the_metric_counts(demo_release, tables, page):
    count = asked(demo_release, ["sla_breached"])["sla_breached"]
    assert tables["breaches"].height == count > 0
    assert tables["breaches_by_clock"]["breached"].sum() == count
    assert (
        tables["breaches_by_clock"]["breached_before"].sum()
        == asked(demo_release, ["sla_breached"], None, 1)["sla_breached"]
    )
    used = tables["breaches"].sort("priority", maintain_order=True)
    assert used.equals(tables["breaches"])
    for (priority,), rows in used.group_by("priority"):
        assert rows["target_used_share"].is_sorted(descending=True), priority
    assert [words[1] for words in page["breaches"][1:]] == tables["breaches"]["case_id"].head(7).to_list()


def test_themes_count_what_customers_said(demo_release, tables):
    told = demo_release.sql(
        "select count(*) from reporting.customer_events where summary is not null and occurred_on "
        "between '2026-06-22' and '2026-06-28'"
    ).item()
    themes = tables["themes"]
    assert set(themes["told_count"]) == {told}
    pages = themes.filter(pl.col("topic_label") == "Pages").to_dicts()[0]
    said = demo_release.sql(
        "select count(distinct event_id) from reporting.event_topics where topic_label = 'Pages' and occurred_on "
        "between '2026-06-22' and '2026-06-28'"
    ).item()
    assert (pages["event_count"], pages["share"]) == (said, pytest.approx(said / told))
    everything = demo_release.sql("select sum(told_count) from reporting.theme_totals").item()
    assert (
        everything
        == demo_release.sql("select count(*) from reporting.customer_events where summary is not null").item()
    ), "a theme's share is of the same texts as on the page on themes"


def numbers_of(rows: pl.DataFrame, key: str) -> dict[str, dict]:
    """Key → every column of numbers, dates and flags; texts may have been masked on their way out."""
    told = [name for name, kind in rows.schema.items() if kind.is_numeric() or kind.is_temporal() or kind == pl.Boolean]
    return {row[key]: {name: row[name] for name in told} for row in rows.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("table", "key", "query", "parameters"),
    [
        ("opportunities", "opportunity_key", opportunities_queries.OPPORTUNITIES, ["all", "all", "demo_company", "all",
                                                                                 "all"]),
        ("outcomes", "entry_id", standing.LEDGER, []),
        ("backlog_items", "item_key", backlogs_queries.ITEMS, ["demo_company", WEEK]),
        ("alerts", "alert_key", alerts_queries.ALL, []),
    ],
)  # fmt: skip
def test_numbers_are_those_of_the_page(demo_release, review, table, key, query, parameters):
    shown = numbers_of(review.table(table).rows, key)
    page = demo_release.sql(query, parameters)
    on_page = numbers_of(page, key)
    assert shown, table
    for one, told in shown.items():
        both = told.keys() & on_page[one].keys()
        assert len(both) > 3
        # Files round the last bits of a fraction away.
        close = {name: pytest.approx(value) if isinstance(value, float) else value for name, value in told.items()}
        assert {name: on_page[one][name] for name in both} == {name: close[name] for name in both}
    # And none is left out.
    if table == "backlog_items":
        assert shown.keys() == on_page.keys()
    if table == "opportunities":
        ranks = page.filter(pl.col("rank").is_not_null())
        subjects = ranks.select("rank", "shown_subject").unique().group_by("rank").len()
        told = review.table(table).rows.filter(pl.col("rank").is_not_null()).group_by("rank").len()
        assert told.sort("rank").equals(subjects.sort("rank").cast(told.schema)), "every ranked subject, once"
    if table == "alerts":
        of_week = page.filter(pl.col("began_at").dt.date().is_between(MONDAY, MONDAY + timedelta(days=6)))
        assert shown.keys() == set(of_week["alert_key"])
    if table == "outcomes":
        since = page.filter(pl.col("outcome_on") <= MONDAY + timedelta(days=6))
        assert shown.keys() == set(since["entry_id"])


def test_the_name_of_a_rule_is_redacted_like_any_text(review):
    """Whoever makes a reflex writes its name."""
    assert "rule_label" in review.table("alerts").told


def test_what_emerges_now_is_not_told_of_an_old_week(demo_release, demo_warehouse, review):
    old = build_review(Home(demo_warehouse.home), demo_release, "2025-W30")
    assert review.table("emerging").rows.height > 0
    assert old.table("emerging").rows.is_empty()
    assert not any("Emerging" in sentence for sentence in old.in_short)


def test_every_table_says_the_same_in_all_forms(review, tables, page, printed):
    for table in review.tables:
        if table.rows.is_empty():
            assert "".join(table.empty.split()) in printed
            continue
        assert tables[table.name].height == table.rows.height
        assert tables[table.name].columns == table.rows.columns
        for words, row in zip(page[table.name][1:], table.shown_rows, strict=True):
            told = [" ".join(worded(shown, row).split()) for shown in table.shown if shown.kind not in DRAWN]
            drawn = [place for place, shown in enumerate(table.shown) if shown.kind in DRAWN]
            assert [" ".join(word.split()) for place, word in enumerate(words) if place not in drawn] == told
            for cell in told:
                assert "".join(cell.split()) in printed, (table.name, cell)


def test_the_command_and_this_process_write_the_same_bytes(review, files):
    from dagster_project.exports.review.html import page_of
    from dagster_project.exports.review.pdf import pdf_of

    url = "http://localhost:8501/"
    assert (files / f"weekly-review-{WEEK}.html").read_text() == page_of(review, url)
    assert (files / f"weekly-review-{WEEK}.pdf").read_bytes() == pdf_of(review, url)
    assert len(PdfReader(io.BytesIO(pdf_of(review, url))).pages) <= 3


@pytest.mark.parametrize(
    ("table", "key"),
    [("outcomes", "entry_id"), ("opportunities", "opportunity_key"), ("backlog_items", "item_key")],
)
def test_a_link_opens_the_very_thing_that_it_stands_at(open_page, review, table, key):
    """Every link names its own thing; of each list the first, second and last one are opened."""
    rows = review.table(table).rows.filter(pl.col("link").is_not_null()).select("link", key)
    assert rows.height > 2
    lists = {}
    for link, thing in rows.iter_rows():
        page, _, parameters = link.partition("?")
        opened = dict(parse_qsl(parameters, strict_parsing=True))
        assert thing in opened.values()
        lists.setdefault((page, opened.get("opportunity_kind")), []).append((thing, opened))
    for (page, _), things in lists.items():
        for thing, opened in [*things[:2], *things[2:][-1:]]:
            app = open_page(page, **opened)
            assert not app.exception
            assert [box.value for box in app.selectbox].count(thing) == 1


def test_what_is_not_measured_yet_has_no_link(review):
    rows = review.table("outcomes").rows
    is_waiting = rows["standing"] == "not measured yet"
    assert rows.filter(is_waiting)["link"].null_count() == is_waiting.sum()
    assert rows.filter(~is_waiting)["link"].null_count() == 0


def test_the_page_reads_what_its_exposure_says(open_page, monkeypatch):
    read, of_names = set(), set()
    ask = ReleaseReader._rows

    def noting(reader, query, parameters):
        found = set(re.findall(r'"?reporting"?\."?(\w+)', query))
        # Names that are to be taken out are looked for in every table that has some.
        (of_names if " union select cast(" in query else read).update(found)
        return ask(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    # What another test's page has asked for is asked for again.
    st.cache_data.clear()
    app = open_page("weekly_review", week=WEEK)
    assert not app.exception and not app.error
    assert any("Weekly ops review" in element.proto.body for element in app.get("html"))
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "weekly_review_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    assert read - {"metricflow_time_spine"} == declared
    assert of_names
