"""Method and proofs: each clock's rule from its own row, the definitions, and the checks of this release."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboards.answers import answers_of_page
from dashboards.at_risk import METHOD as RISK_METHOD
from dashboards.change_explainer import __doc__ as change_method
from dashboards.clock_grammar import explain
from dashboards.clock_rules import RULES
from dashboards.durations import clock_time
from dashboards.figures import MISSING, counted, day, moment, whole
from dashboards.html_parts import badge, nothing_here, section
from dashboards.measurability import why_clock_is_unmeasured
from dashboards.proofs import proofs_of
from dashboards.table_columns import number_column, table_height, time_column

answers = answers_of_page()


def put_clocks() -> None:
    """Every clock of the grammar, explained from its row, with its row under it."""
    section("The clocks", "Each rule is put into words from the clock's own row, which stands below it.")
    rules = answers.sql("select * from reporting.sla_clock_rules order by display_order")
    counts = dict(answers.sql("select clock, count(*) from reporting.sla_clocks group by 1").iter_rows())
    for rule in rules.iter_rows(named=True):
        why = why_clock_is_unmeasured(answers, rule["clock"])
        count = f"{whole(counts.get(rule['clock'], 0))} windows"
        state = badge("not measured", "quiet") if why else badge(count, "ok")
        row = " · ".join(
            f"{name} = {value}"
            for name, value in rule.items()
            if value and name not in ("clock", "label", "display_order")
        )  # fmt: skip
        with st.container(border=True, key=f"panel_rule_{rule['clock']}", gap="small"):
            st.html(
                f'<div class="lw-title lw-receipt"><h3>{escape(rule["label"])}</h3>{state}</div>'
                f"<p>{escape(' '.join(explain(rule)))}</p>"
                + (f'<p class="lw-muted">Not measured here: {escape(why)}.</p>' if why else "")
                + f'<p class="lw-small">{escape(row)}</p>'
            )


def put_definitions() -> None:
    """The rules that hold for every clock, and the methods of the other pages."""
    section("The definitions", "The same rules everywhere: on pages, in exports, on the command line.")
    parts = list(RULES.items())
    st.html(
        '<div class="lw-rules">'
        + "".join(f"<section><h3>{escape(title)}</h3><p>{escape(text)}</p></section>" for title, text in parts)
        + "</div>"
    )
    section("Targets in force", "What was promised to whom, and from when to when, out of policies and calendars.")
    targets = answers.sql(
        "select clock, priority, policy_id, target_seconds, coalesce(calendar_id, 'around the clock') as calendar, "
        "valid_from, valid_to, count(distinct (source, tenant_id, segment, sla_tier)) as groups "
        "from reporting.sla_targets_in_force where priority is not null group by all order by all"
    ).with_columns(pl.col("target_seconds").map_elements(clock_time, return_dtype=pl.String))
    st.dataframe(
        targets, hide_index=True, height=table_height(targets.height), placeholder="always",
        column_config={
            "clock": "Clock", "priority": "Priority", "policy_id": "Policy",
            "target_seconds": st.column_config.TextColumn("Target", alignment="right"), "calendar": "Counted on",
            "valid_from": time_column("From"), "valid_to": time_column("Until"),
            "groups": number_column("Groups of cases", "Tenants by segment and tier that it holds for."),
        },
    )  # fmt: skip
    section("Probability of a breach", "How the number on the list at risk is made, and how it is judged.")
    quality = answers.sql("select * from reporting.breach_probability_quality order by source, clock")
    if quality.is_empty():
        nothing_here("There is not enough history yet.")
    else:
        first = quality.row(0, named=True)
        weeks = f"{day(first['fitted_from'])} – {day(first['held_out_from'])}"
        st.markdown(
            RISK_METHOD.format(weeks=weeks, held_out=f"{day(first['held_out_from'])} – {day(first['held_out_to'])}")
        )
        st.dataframe(
            quality.select(
                "source", "clock", "n", "window_count", "undecided_count", "brier_score", "base_rate_brier_score",
                "brier_skill_score",
            ),
            hide_index=True,
            placeholder=MISSING,
            column_config={
                "source": "Source", "clock": "Clock", "n": number_column("Looks"),
                "window_count": number_column("Clocks"), "undecided_count": number_column("Undecided, left out"),
                "brier_score": st.column_config.NumberColumn("Brier score", format="%.4f"),
                "base_rate_brier_score": st.column_config.NumberColumn("Of the base rate", format="%.4f"),
                "brier_skill_score": st.column_config.NumberColumn("Skill", format="%.3f"),
            },
        )  # fmt: skip
    section("What changed", "How the change of attainment is split.")
    # The module's own words: what the page says and what the code does cannot part.
    st.markdown("\n\n".join(change_method.split("\n\n")[2:]))


def put_proofs() -> None:
    """The checks of this release: those on clocks in words, all of them counted."""
    checks = answers.sql("select name, description, status, failures from release.checks")
    held = checks.filter(pl.col("status") == "pass").height
    section(
        "The proofs",
        "A release is published only if every check of error severity holds. These ran on the rows of this release.",
    )
    st.markdown(
        f"**{held} of {counted(checks.height, 'check')} hold**, release {answers.info.release_id}, "
        f"published {moment(answers.info.published_at)}."
    )
    proofs = proofs_of(checks)
    if proofs.is_empty():
        nothing_here("This release has no checks of clocks.")
    else:
        st.dataframe(
            proofs, hide_index=True, height="content",
            column_config={
                "proves": st.column_config.TextColumn("What it proves", width=640),
                "result": st.column_config.TextColumn("Result", width="small"),
                "failures": number_column("Rows that break it"),
                "name": st.column_config.TextColumn("Check"),
            },
        )  # fmt: skip
    rest = checks.filter(~pl.col("name").is_in(proofs["name"].implode()))
    with st.expander(f"The other {counted(rest.height, 'check')}"):
        st.dataframe(rest, hide_index=True, height=table_height(rest.height))
    st.caption(
        "Beside these, the project's own tests compare the SQL with calendars counted naively and with scenarios "
        "written by hand; `make test` runs them."
    )


PARTS = {"Clocks": put_clocks, "Definitions": put_definitions, "Proofs": put_proofs}
part = st.segmented_control("Part", list(PARTS), default="Clocks", required=True, key="part", bind="query-params",
                            label_visibility="collapsed")  # fmt: skip
PARTS[part]()
