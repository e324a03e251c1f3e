"""Whether the numbers can be trusted: the release, its sources, what was refused at the door, and the audit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import polars as pl
import streamlit as st

from dagster_project.publishing.release_files import last_attempt
from dagster_project.resources.paths import Home
from dashboards import health_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns
from dashboards.durations import duration
from dashboards.figures import counted, day, moment, whole
from dashboards.html_parts import nothing_here, section
from dashboards.reconciliation import put_reconciliation
from dashboards.release_banner import freshness
from dashboards.table_columns import number_column, time_column

RUN_WORDS = {"published": "published", "running": "running now", "failed": "did not publish"}

answers = answers_of_page()
fresh = answers.sql(health_queries.FRESHNESS)
batches = answers.sql(health_queries.BATCHES)
reasons = answers.sql(health_queries.REASONS)
counts = {name: answers.ask([name]).item() or 0 for name in ("rejected_rows", "rejections", "illegal_moves")}
audit = answers.sql(health_queries.AUDIT).row(0, named=True)
checks = answers.sql(health_queries.CHECKS)
illegal = answers.sql(health_queries.ILLEGAL)
configuration = answers.sql(health_queries.CONFIGURATION)
rules = answers.sql(health_queries.RULES)
schema_changes = answers.sql(health_queries.SCHEMA_CHANGES)


def put_freshness() -> None:
    """How old the newest event of each table is, against what was promised."""
    section(
        "Freshness", "The age of each table's newest event at the time of the run, against what its contract promises."
    )
    words = {name: pl.col(name).map_elements(duration, return_dtype=pl.String) for name in ("age", "promised")}
    draw_columns(
        fresh.with_columns(**words),
        state="State", source="Source", table_name="Table", newest_event_at=time_column("Newest event"), age="Age",
        promised="Promised within", row_count=number_column("Rows"), newest_load_at=time_column("Loaded"),
        owner="Owner",
    )  # fmt: skip


def put_batches() -> None:
    """What came in, and how much of it was accepted."""
    section(
        "Batches", "Everything that came in since the lake began, the newest first. Rows read are accepted or rejected."
    )
    put_download(answers, "CSV", "batches", lambda: batches, ["reporting.ingested_batches"])
    draw_columns(
        batches,
        committed_at=time_column("Committed"), source="Source", table_name="Table", rows_read=number_column("Read"),
        rows_accepted=number_column("Accepted"), rows_rejected=number_column("Rejected"),
        rows_changed=number_column("Changed", "Rows of the table that the batch added, replaced or removed."),
        origin=st.column_config.TextColumn("Origin", width="medium"), batch_id="Batch",
    )  # fmt: skip


def put_rejected() -> None:
    """Why rows were refused, and the rows."""
    section(
        "Rejected rows", "A row that breaks its contract is kept here with the reason, and loaded once it is mended."
    )
    if reasons.is_empty():
        nothing_here("No row is rejected: all that came in has kept its contract.")
        return
    draw_columns(
        reasons,
        rows=number_column("Count"), place=st.column_config.TextColumn("Where", width=210),
        expected=st.column_config.TextColumn("Reason", width=610),
        first_seen=time_column("First seen"), last_seen=time_column("Last seen"), sample="Sample",
    )  # fmt: skip
    choices = {f"{row['place']}: {row['expected']}": row for row in reasons.iter_rows(named=True)}
    reason = st.selectbox("Rows refused because", ["any reason", *choices], key="reason", bind="query-params")
    chosen = choices.get(reason, {"place": None, "expected": None})
    parameters = [chosen["place"], chosen["expected"]]
    count = chosen.get("rows", counts["rejections"])
    rows = answers.sql(f"select * from ({health_queries.REJECTED}) limit {DRAWN}", parameters)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        first = f", the first {whole(DRAWN)} shown; the download has all" if count > DRAWN else ""
        st.markdown(f"**{counted(count, 'row')}**{first}", width="content")
        put_download(
            answers, "CSV", "rejected_rows", lambda: answers.reader.sql(health_queries.REJECTED, parameters),
            [f"reason: {reason}"],
        )  # fmt: skip
    draw_columns(
        rows,
        row_number=number_column("Row"), column_name=st.column_config.TextColumn("Column", width=120),
        found_value=st.column_config.TextColumn("Found", width=120),
        expected=st.column_config.TextColumn("Expected", width=610),
        source=st.column_config.TextColumn("Source", width=110),
        table_name=st.column_config.TextColumn("Table", width=140), rejected_at=time_column("Rejected"),
        origin=st.column_config.TextColumn("Origin", width="medium"),
        record=st.column_config.TextColumn("The row as it came", width="large"),
    )  # fmt: skip


def put_rules() -> None:
    """What tenants demand of their rows, and what became of it."""
    section(
        "Validation rules",
        "Rows of validation_rules, enforced when rows come in. A rule that cannot be used stops nothing; it is named "
        "here with the reason.",
    )
    if rules.is_empty():
        nothing_here("No source of this release has validation rules.")
        return
    put_download(answers, "CSV", "validation_rules", lambda: rules, ["reporting.validation_rules"])
    draw_columns(
        rules,
        state=st.column_config.TextColumn("State", width=90), tenant=st.column_config.TextColumn("Tenant", width=150),
        looks_at="Looks at", rule_type=st.column_config.TextColumn("Rule", width=80),
        params=st.column_config.TextColumn("Demands", width=180),
        enforced_on=st.column_config.TextColumn("Enforced on, or why it is not", width=370),
        rejected_count=number_column("Rows refused"), first_rejected_at=time_column("First refused"), source="Source",
    )  # fmt: skip


def put_schema_changes() -> None:
    """What sources changed in their columns, and what that means."""
    section(
        "Schema of the sources",
        "Columns that the contracts do not know, and columns that came, went or changed their type since. New columns "
        "never stop a load; a column that a contract cannot do without does, and the run says so.",
    )
    if schema_changes.is_empty():
        nothing_here("Every column of every source is one that its contract knows, and none has changed.")
        return
    put_download(answers, "CSV", "schema_changes", lambda: schema_changes, ["reporting.schema_changes"])
    draw_columns(
        schema_changes,
        detected_at=time_column("Seen"), source="Source", table_name="Table", column_name="Column", change="Change",
        types="Type", effect=st.column_config.TextColumn("Effect", width="large"), batch_id="Batch",
    )  # fmt: skip


def put_checks() -> None:
    """What the audit looked at before the release was published."""
    section(
        "Audit",
        "Checked before publishing. A check of error severity that fails keeps a release back; a warning does not.",
    )
    draw_columns(
        checks,
        status=st.column_config.TextColumn("Result", width=70), failures=number_column("Rows at fault"),
        words=st.column_config.TextColumn("What it says", width=760),
        name=st.column_config.TextColumn("Check", width="medium"),
    )  # fmt: skip


def put_illegal() -> None:
    """Moves of state that the case model does not know."""
    section(
        "Illegal moves of state",
        "Moves that the case model does not know. They are kept, counted with, and listed here.",
    )
    if illegal.is_empty():
        nothing_here("Every move of state is one that the case model knows.")
        return
    put_download(answers, "CSV", "illegal_moves", lambda: illegal.drop("link"), ["reporting.illegal_state_transitions"])
    draw_columns(
        illegal,
        link=st.column_config.LinkColumn("Case", display_text=r"case_id=(.*)$"), source="Source",
        occurred_at=time_column("When"), state_before="From", state_after="To",
    )  # fmt: skip


def put_configuration() -> None:
    """Policies and calendars whose rows do not go together, and rows of Zendesk's that were flagged."""
    section(
        "Policies and calendars",
        "Rows of policies and calendars that do not go together, and rows of tickets and schedules that could not be "
        "taken as they stand. They are kept; the effect says what clocks make of them. Rows that are wrong in "
        "themselves are among the rejected rows.",
    )
    if configuration.is_empty():
        nothing_here("The policies and calendars of all sources go together.")
        return
    put_download(
        answers,
        "CSV",
        "policies_and_calendars",
        lambda: configuration.drop("link"),
        ["reporting.sla_configuration_problems"],
    )
    draw_columns(
        configuration,
        subject="Table", record_key="Row", problem=st.column_config.TextColumn("Problem", width="large"),
        link=st.column_config.LinkColumn("Case", display_text=r"case_id=(.*)$"),
        effect=st.column_config.TextColumn("Effect", width="large"), tenant_id="Tenant", source="Source",
        loaded_at=time_column("Arrived"),
    )  # fmt: skip


attempt = last_attempt(Home(answers.sight.home))
state, words = freshness(answers)
started = moment(datetime.fromisoformat(attempt.started_at).astimezone(UTC)) if attempt else "nothing is known of it"
put_cards(
    [
        Card("Published", day(answers.info.published_at), "When this release was put in force, and its id.",
             note=f"{answers.info.published_at:%H:%M} UTC, {answers.info.release_id}"),
        Card("Last run", RUN_WORDS.get(attempt.status, attempt.status) if attempt else "–",
             "How the newest run of the pipeline ended, and when it started.", note=started,
             is_alarm=attempt is not None and attempt.status == "failed"),
        Card("Freshness", {"ok": "ok", "late": "late", "export": "old export"}[state],
             answers.definition("tables_late").description, note=words,
             is_alarm=state == "late"),
        Card("Rejected rows", whole(counts["rejected_rows"]), answers.definition("rejected_rows").description,
             note=counted(reasons.height, "reason")),
        Card("Audit", f"{whole(audit['passed_count'])} passed",
             "Checks that ran before the release was published.",
             note=f"{counted(audit['warning_count'], 'warning')} of {whole(audit['check_count'])}"),
        Card("Illegal moves", whole(counts["illegal_moves"]), answers.definition("illegal_moves").description,
             note=f"and {counted(configuration.height, 'fault')} of policies and calendars"),
    ]
)  # fmt: skip
SECTIONS = {
    "Freshness": put_freshness,
    "Batches": put_batches,
    "Rejected rows": put_rejected,
    "Validation rules": put_rules,
    "Schema": put_schema_changes,
    "Audit": put_checks,
    "Illegal moves": put_illegal,
    "Policies and calendars": put_configuration,
    "Reconciliation": partial(put_reconciliation, answers),
}
shown = st.segmented_control(
    "Look into", list(SECTIONS), default="Freshness", required=True, key="section", bind="query-params"
)
SECTIONS[shown]()
