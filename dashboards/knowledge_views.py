"""The parts of the page on knowledge: documents, files, reports and drafts, twins."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboards import knowledge_charts, knowledge_queries
from dashboards.answers import Answers
from dashboards.charts import share_dots, show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.figures import whole
from dashboards.file_sizes import file_size
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.palette import ACCENT, BREACHED
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column

SIZE = st.column_config.NumberColumn("Size", format="bytes")
SHARE = {"format": "percent"}


def put_table(
    answers: Answers, rows: pl.DataFrame, name: str, about: str, columns: Mapping[str, object], empty: str
) -> None:
    """A table with its download; columns: name → label or configuration, in this order."""
    if rows.is_empty():
        nothing_here(empty)
        return
    put_download(answers, "CSV", name, lambda: rows, [about])
    draw_columns(rows, **columns)


def put_documents(answers: Answers) -> None:
    """What cannot be found by meaning as it should, by which models, and what nobody has reviewed."""
    rates = ["search_ready_rate", "search_ready_rate_low", "search_ready_rate_high", "documents_to_embed"]
    by_type = answers.ask(rates, ["document_type"]).filter(pl.col("documents_to_embed") > 0)
    if by_type.is_empty():
        nothing_here("No source of this release has published documents with text.")
        return
    states = answers.ask(["documents_to_embed"], ["embedding_state"]).filter(pl.col("documents_to_embed") > 0)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Published documents with text", "By the worst that holds of each as searched by meaning.")
        bars = states.sort("documents_to_embed", "embedding_state", descending=[True, False]).select(
            state="embedding_state", value="documents_to_embed", is_good=pl.col("embedding_state") == "ready",
            label=pl.col("embedding_state") + "  " + pl.col("documents_to_embed").cast(pl.String),
        )  # fmt: skip
        show(knowledge_charts.state_bars(bars), "Published documents by whether they can be found by meaning")
    with right.container(border=True, height="stretch"):
        chart_title("Ready by sort of file", "Share of them that are ready, with 95 % intervals; the worst first.")
        dots = rate_dots(
            by_type.sort("search_ready_rate", "document_type"),
            "document_type",
            "search_ready_rate",
            "documents_to_embed",
        )
        show(share_dots(dots), "Share of documents that are ready by sort of file, with 95 % intervals")

    section(
        "Not as they should be",
        "Published documents that are not ready, and chunks of documents that are not published any more: an answer "
        "may quote them. What is used most comes first.",
    )
    put_table(
        answers, answers.sql(knowledge_queries.NOT_READY), "documents_not_ready", "reporting.documents, not ready",
        {
            "document_id": "Document", "title": "Title", "document_type": "Sort", "embedding_state": "State",
            "model_versions": "Models", "chunk_count": number_column("Chunks"),
            "missing_chunk_count": number_column("Missing"),
            "content_changed_at": time_column("Changed"), "first_embedded_at": time_column("Embedded"),
            "recent_use_count": number_column("Uses, 90 days", "Uses on cases of the macros that point to it."),
        },
        "Every published document is ready.",
    )  # fmt: skip
    section("Models", "Vectors of different models or lengths cannot be compared, so that one search misses the rest.")
    put_table(
        answers, answers.sql(knowledge_queries.MODELS), "embedding_models", "reporting.embedding_models",
        {
            "model_version": "Model", "is_current": "Current", "document_count": number_column("Documents"),
            "chunk_count": number_column("Chunks"),
            "chunk_share": st.column_config.NumberColumn("Share of chunks", **SHARE),
            "smallest_dim_count": number_column("Shortest vector"),
            "largest_dim_count": number_column("Longest vector"),
            "first_embedded_at": time_column("First used"), "last_embedded_at": time_column("Last used"),
        },
        "No document is embedded.",
    )  # fmt: skip
    section(
        "Reviews overdue",
        "Published, and not reviewed for more than 365 days. Uses are those of the macros that point to the page.",
    )
    put_table(
        answers, answers.sql(knowledge_queries.REVIEWS), "reviews_overdue", "reporting.documents, is_review_overdue",
        {
            "document_id": "Document", "title": "Title", "owner_id": "Owner",
            "days_since_review": number_column("Days since review"),
            "recent_use_count": number_column("Uses, 90 days"), "use_count": number_column("Uses in all"),
            "reviewed_at": time_column("Reviewed"),
            "url": st.column_config.LinkColumn("Page", display_text=r"([^/]+)/?$"),
        },
        "Every published document was reviewed within a year.",
    )  # fmt: skip


def put_files(answers: Answers) -> None:
    """Bytes by cloud and ending, and what is wrong with files."""
    by_provider = _sizes(answers, "provider")
    if by_provider.is_empty():
        nothing_here("No source of this release has a registry of files.")
        return
    for place, (group, rows) in zip(
        st.columns(2, gap="small"),
        {"cloud": by_provider, "ending": _sizes(answers, "file_ext").head(12)}.items(),
        strict=True,
    ):
        with place.container(border=True, height="stretch"):
            chart_title(f"Bytes by {group}", "The largest first; beside each how many files.")
            keys({"stored": ACCENT, "of it without a reference": BREACHED})
            show(knowledge_charts.size_bars(rows), f"Bytes of files by {group}")
    section(
        "What is wrong with files",
        "Files that documents and reports name and that are not there; files whose type, ending, path and cloud "
        "contradict each other; files that no document and no report names.",
    )
    put_table(
        answers, answers.sql(knowledge_queries.FILE_PROBLEMS), "file_problems",
        "reporting.stored_files, reporting.missing_files",
        {"problem": "Problem", "id": "Of", "path": st.column_config.TextColumn("Path", width="large"),
         "what": st.column_config.TextColumn("Type, or who names it", width="medium"), "size_bytes": SIZE},
        "Every file is there, is what it says, and is referred to.",
    )  # fmt: skip


def _sizes(answers: Answers, group: str) -> pl.DataFrame:
    metrics = ["files_stored", "file_bytes", "file_bytes_unreferenced"]
    return (
        answers.ask(metrics, [group])
        .sort("file_bytes", descending=True, nulls_last=True)
        .select(
            group=group, bytes="file_bytes", unreferenced="file_bytes_unreferenced",
            label=pl.col(group) + "  " + pl.col("files_stored").map_elements(whole, return_dtype=pl.String),
            words=pl.col("file_bytes").map_elements(file_size, return_dtype=pl.String),
        )
    )  # fmt: skip


def put_reports_and_drafts(answers: Answers, reports: pl.DataFrame, drafts: pl.DataFrame) -> None:
    """Which reports are late by their own rhythm and who makes them; which drafts will lose a text."""
    in_rhythm = reports.filter(pl.col("has_rhythm"))
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Since the last report", "In usual gaps of each; the line is where the next one is due.")
        if in_rhythm.is_empty():
            nothing_here("No sort of report keeps a rhythm.")
        else:
            usual = pl.col("usual_days").map_elements(lambda days: f"{days:.0f} d", return_dtype=pl.String)
            rows = in_rhythm.with_columns(usual=usual).sort("gaps_since_last", descending=True)
            show(knowledge_charts.rhythm_bars(rows), "Time since the last report in usual gaps, by sort of report")
    with right.container(border=True, height="stretch"):
        chart_title("Who makes what", "Reports by sort, form and maker; the most first.")
        put_table(
            answers, answers.sql(knowledge_queries.REPORT_RUNS), "report_runs", "reporting.report_runs",
            {"report_type": "Report", "format": "Form", "generated_by": "Made by",
             "report_count": number_column("Reports"), "last_generated_at": time_column("Last")},
            "No source of this release has reports.",
        )  # fmt: skip
    section(
        "Rhythm of reports",
        "A rhythm is told from five gaps on, where nine of ten are at most twice the median. Overdue is what is late "
        "by half of it, or by a day where that is more.",
    )
    put_table(
        answers, reports, "report_types", "reporting.report_types",
        {
            "report_type": "Report", "is_overdue": "Overdue",
            "usual_days": st.column_config.NumberColumn("Usual gap, days", format="%.1f"),
            "days_since_last": st.column_config.NumberColumn("Days since last", format="%.1f"),
            "report_count": number_column("Reports"), "scheduled_count": number_column("By schedule"),
            "maker_count": number_column("Makers"), "format_count": number_column("Forms"),
            "last_generated_at": time_column("Last"),
        },
        "No source of this release has reports.",
    )  # fmt: skip
    section(
        "Draft conflicts",
        "Two devices of a user hold different texts of one draft. Where the newest was only written further, taking it "
        "loses nothing. The texts themselves are not published.",
    )
    put_table(
        answers, drafts, "draft_conflicts", "reporting.mobile_draft_conflicts",
        {
            "draft_key": "Draft", "user_id": "User", "is_written_further": "Written further",
            "newest_device_id": "Newest on", "newest_updated_at": time_column("Newest text"),
            "hours_apart": st.column_config.NumberColumn("Hours apart", format="%.1f"),
            "newest_length": number_column("Newest, characters"),
            "longest_other_length": number_column("Longest other, characters"),
            "device_count": number_column("Devices"),
        },
        "No draft is held with different texts.",
    )  # fmt: skip


def put_twins(answers: Answers, changes: pl.DataFrame) -> None:
    """How the state of a twin went, big changes, and the latest states."""
    twins = answers.sql(knowledge_queries.TWINS)
    if twins.is_empty():
        nothing_here("No source of this release has twins.")
        return
    names = changes["twin_id"].unique(maintain_order=True).to_list()
    names += [name for name in twins["twin_id"] if name not in set(names)]
    with st.container(border=True):
        chart_title("State of a twin over time", "Those with the biggest changes come first in the list.")
        twin = st.selectbox("Twin", names, key="twin", bind="query-params", width=320)
        history = answers.sql(knowledge_queries.TWIN, [twin])
        if history.is_empty():
            nothing_here("Of this twin no number with a time is told.")
        else:
            attributes = history["attribute"].unique().sort().to_list()
            keys(dict(zip(attributes, knowledge_charts.colours(attributes), strict=True)))
            show(knowledge_charts.twin_lines(history, attributes), f"State of {twin} over time")
    section("Big changes", "Five times or more the median change of the attribute in twins of the kind.")
    put_table(
        answers, changes, "twin_changes", "reporting.twin_changes, is_big_change",
        {
            "twin_id": "Twin", "attribute": "What", "previous_value": number_column("Before"),
            "value": number_column("After"), "change": number_column("Change"),
            "times_usual": st.column_config.NumberColumn("Times the usual", format="%.1f"), "event_trigger": "Trigger",
            "confidence": st.column_config.NumberColumn("Confidence", **SHARE), "recorded_at": time_column("Recorded"),
        },
        "No twin changed by much.",
    )  # fmt: skip
    section(
        "Latest states",
        "Twins of customers whose health is furthest from the customer's health score come first; beyond 10 points "
        "they are listed under Data health → Reconciliation too.",
    )
    put_table(
        answers, twins, "twin_states", "reporting.twin_states",
        {
            "twin_id": "Twin", "twin_kind": "Kind", "state_snapshot": "State", "event_trigger": "Trigger",
            "confidence": st.column_config.NumberColumn("Confidence", **SHARE),
            "twin_health": number_column("Twin's health"), "customer_health_score": number_column("Customer's health"),
            "health_difference": number_column("Difference"), "big_change_count": number_column("Big changes"),
            "record_count": number_column("Records"), "recorded_at": time_column("Recorded"),
        },
        "No source of this release has twins.",
    )  # fmt: skip
