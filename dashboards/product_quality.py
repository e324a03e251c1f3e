"""Issues, defects and tone of products and their versions, beside what the platform reports of them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import products_charts, products_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.figures import counted, whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.table_columns import number_column

SCORE = {"format": "%.2f"}
DAY = {"format": "D MMM YYYY"}


def put_quality(answers: Answers, products: pl.DataFrame, versions: pl.DataFrame) -> None:
    """Two charts, the issues of one product by month, and the tables of products, versions and wrong counts."""
    judged = answers.sql(products_queries.JUDGED_VERSIONS)
    toned = products.filter(pl.col("sentiment_low").is_not_null() & pl.col("reported_sentiment").is_not_null())
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            "Issues since each version",
            "How the product's issues changed, as a multiple of the change of all others', with 95 % intervals. "
            f"Association, not cause; of {counted(judged.height, 'version')} one in forty rises by chance alone.",
        )
        if judged.is_empty():
            nothing_here("No version has enough issues before and after it.")
        else:
            keys(products_charts.VERDICTS)
            show(products_charts.version_changes(_labelled(judged)), "Change of issues with each version")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Sentiment: customers and the platform",
            "Mean tone of customers in cases of the last 365 days, with 95 % intervals; the tick is what the platform "
            "reports.",
        )
        if toned.is_empty():
            nothing_here("No product has a tone of customers beside a reported one.")
        else:
            keys(products_charts.SENTIMENTS)
            label = pl.col("product_name") + "\nn " + pl.col("toned_count").cast(pl.String)
            ordered = toned.with_columns(label=label).sort("sentiment")
            show(products_charts.sentiments(ordered), "Sentiment by product, customers' and reported")
    _put_months(answers, versions)
    _put_products(answers, products)
    _put_versions(answers, versions)
    _put_differences(answers)


def _labelled(judged: pl.DataFrame) -> pl.DataFrame:
    numbers = pl.concat_str(pl.lit("\nn "), pl.col("previous_issue_count"), pl.lit(" → "), pl.col("issue_count"))
    return judged.with_columns(label=pl.concat_str("product_name", pl.lit(" "), "version") + numbers)


def _put_months(answers: Answers, versions: pl.DataFrame) -> None:
    """Issues of a chosen product by month, with the days on which versions came out."""
    names = versions["product_name"].unique(maintain_order=True).to_list()
    if not names:
        return
    with st.container(border=True):
        chart_title("Issues by month", "Cases about the product; a line where a version came out.")
        name = st.selectbox("Product", names, key="product", bind="query-params", width=260)
        months = (
            answers.ask(["product_issues"], ["metric_time__month"], {"product_name": [name]})
            .rename({"metric_time__month": "month", "product_issues": "value"})
            .sort("month")
            .with_columns(label=pl.col("month").dt.strftime("%b %Y"))
        )
        if months.is_empty():
            nothing_here("There are no cases about this product.")
            return
        releases = answers.sql(products_queries.RELEASES, [name]).filter(pl.col("released_on") >= months["month"].min())
        show(products_charts.issues_by_month(months, releases), f"Issues of {name} by month")


def _put_products(answers: Answers, products: pl.DataFrame) -> None:
    section(
        "Products",
        "Quality as the platform last judged it. Issues are cases about the product in the last 90 days, and in the 90 "
        "days before; sentiment is of 365 days, from \N{MINUS SIGN}1 to 1.",
    )
    put_download(answers, "CSV", "products", lambda: products, ["reporting.products"])
    draw_rows(
        products.drop("sentiment_low", "sentiment_high"),
        {
            "product_name": "Product", "brand": "Brand", "category": "Category", "status": "Status",
            "newest_version": "Version", "quality_score": number_column("Quality"),
            "issue_count": number_column("Issues"), "issue_count_before": number_column("Before"),
            "reported_sentiment": st.column_config.NumberColumn("Sentiment reported", **SCORE),
            "sentiment": st.column_config.NumberColumn("Of customers", **SCORE), "toned_count": number_column("n"),
            "sentiment_verdict": "Reported is", "available_channels": "Sold in", "closed_channels": "Closed",
            "variant_in_stock_count": number_column("Variants in stock"), "variant_count": number_column("Of"),
            "judged_on": st.column_config.DateColumn("Judged", **DAY),
        },
    )  # fmt: skip


def _put_versions(answers: Answers, versions: pl.DataFrame) -> None:
    section("Versions", "Each version on the days on which it was the newest; those that stand out first.")
    if versions.is_empty():
        nothing_here("No product has a version.")
        return
    put_download(answers, "CSV", "product_versions", lambda: versions, ["reporting.product_versions"])
    draw_rows(
        versions,
        {
            "product_name": "Product", "version": "Version", "previous_version": "After",
            "released_on": st.column_config.DateColumn("Out since", **DAY), "day_count": number_column("Days"),
            "issue_count": number_column("Issues"), "previous_issue_count": number_column("Issues before"),
            "issues_per_30_days": st.column_config.NumberColumn("Per 30 days", format="%.1f"),
            "issue_ratio": st.column_config.NumberColumn("Times others'", **SCORE),
            "issue_ratio_low": st.column_config.NumberColumn("95 % from", **SCORE),
            "issue_ratio_high": st.column_config.NumberColumn("95 % to", **SCORE), "verdict": "Verdict",
            "defect_rate": st.column_config.NumberColumn("By a defect", format="percent"),
            "caused_count": number_column("n causes"),
            "sentiment": st.column_config.NumberColumn("Sentiment", **SCORE), "toned_count": number_column("n tones"),
            "changelog": "What changed",
        },
    )  # fmt: skip


def _put_differences(answers: Answers) -> None:
    """Counts of issues that the platform reports otherwise than cases say."""
    differences = answers.sql(products_queries.COUNT_DIFFERENCES)
    figures = "; ".join(
        f"{whole(row['agreeing_count'])} of {whole(row['figure_count'])} judgements of {row['source']} agree"
        for row in answers.sql(products_queries.RECONCILED).iter_rows(named=True)
    )
    section(
        "Issue counts that do not agree",
        "Issues of the 30 days before a judgement, as the platform reports them and as cases about the product give "
        f"them. {figures or 'The platform reports no counts'}.",
    )
    if differences.is_empty():
        nothing_here("Every reported count agrees with the computed one.")
        return
    put_download(
        answers, "CSV", "issue_count_differences", lambda: differences, ["reporting.reconciliation_differences"]
    )
    draw_rows(
        differences,
        {
            "product_name": "Product", "period_date": st.column_config.DateColumn("Judged", **DAY),
            "reported_value": number_column("Reported"), "computed_value": number_column("Computed"),
            "difference": number_column("Difference"), "verdict": "Verdict",
        },
    )  # fmt: skip
