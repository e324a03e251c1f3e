"""What is written down and can be found, what is stored, what is made in time, and how we are organised."""

from __future__ import annotations

from functools import partial

import polars as pl
import streamlit as st

from dashboards import knowledge_queries, knowledge_views, organisation_view
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.file_sizes import file_size
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page

answers = answers_of_page()
if not any(answers.sql(knowledge_queries.PRESENT).row(0)):
    nothing_here("No source of this release has documents, files, reports, twins or units of an organisation.")
    end_page()
totals = answers.ask(
    ["search_ready_rate", "search_ready_rate_low", "search_ready_rate_high", "embedding_coverage",
     "embedding_coverage_low", "embedding_coverage_high", "documents_to_embed", "documents_relied_on_unreviewed",
     "documents_review_overdue"]
).row(0, named=True)  # fmt: skip
stored = answers.ask(["files_stored", "files_unreferenced", "file_bytes_unreferenced", "files_flawed"]).row(
    0, named=True
)
reports = answers.sql(knowledge_queries.REPORTS)
drafts = answers.sql(knowledge_queries.DRAFTS)
changes = answers.sql(knowledge_queries.BIG_CHANGES)
units = answers.sql(knowledge_queries.UNITS)
problems = answers.sql(knowledge_queries.ORG_PROBLEMS)
overdue = reports.filter(pl.col("is_overdue"))
losing = drafts.filter(~pl.col("is_written_further"))
loose = units.filter(~pl.col("is_placed"))


def meaning(metric: str) -> str:
    """The metric's own description."""
    return answers.definition(metric).description


put_cards(
    [
        Card("Ready to be found", share(totals["search_ready_rate"]), meaning("search_ready_rate"),
             rate=totals["search_ready_rate"],
             interval=(totals["search_ready_rate_low"], totals["search_ready_rate_high"])
             if totals["documents_to_embed"] else None, n=totals["documents_to_embed"]),
        Card("Embedding coverage", share(totals["embedding_coverage"]), meaning("embedding_coverage"),
             rate=totals["embedding_coverage"],
             interval=(totals["embedding_coverage_low"], totals["embedding_coverage_high"])
             if totals["documents_to_embed"] else None, n=totals["documents_to_embed"]),
        Card("Relied on, not reviewed", whole(totals["documents_relied_on_unreviewed"]),
             meaning("documents_relied_on_unreviewed"),
             note=f"of {counted(totals['documents_review_overdue'] or 0, 'overdue review')}",
             is_alarm=bool(totals["documents_relied_on_unreviewed"])),
        Card("Files without a reference", whole(stored["files_unreferenced"]), meaning("files_unreferenced"),
             note=f"{file_size(stored['file_bytes_unreferenced'])} of {counted(stored['files_stored'] or 0, 'file')}"),
        Card("Reports overdue", whole(overdue.height),
             "Sorts of report that keep a rhythm and are late by half of it, or by a day where that is more.",
             note=", ".join(overdue["report_type"]), is_alarm=not overdue.is_empty()),
        Card("Draft conflicts", whole(drafts.height),
             "Drafts that two devices of a user hold with different texts.",
             note=f"{whole(losing.height)} would lose a text", is_alarm=not losing.is_empty()),
        Card("Big changes of twins", whole(changes.height),
             "Changes of five times or more what is usual for the attribute in twins of the kind.",
             note=f"the largest: {changes['twin_id'][0]}" if changes.height else ""),
        Card("Units outside the tree", whole(loose.height),
             "Units from which the way up does not end at the top: a parent is missing, or they are in a ring.",
             note=f"of {counted(units.height, 'unit')}; {counted(problems.height, 'problem')} in all",
             is_alarm=not loose.is_empty()),
    ],
    per_row=4,
)  # fmt: skip

SECTIONS = {
    "Documents": partial(knowledge_views.put_documents, answers),
    "Files": partial(knowledge_views.put_files, answers),
    "Reports and drafts": partial(knowledge_views.put_reports_and_drafts, answers, reports, drafts),
    "Twins": partial(knowledge_views.put_twins, answers, changes),
    "Organisation": partial(organisation_view.put_organisation, answers, units, problems),
}
shown = st.segmented_control(
    "Look into", list(SECTIONS), default="Documents", required=True, key="knowledge_section", bind="query-params"
)
SECTIONS[shown]()
