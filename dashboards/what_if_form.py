"""A what-if scenario put together by widgets, and run: a process of its own runs `loompin what-if` on it.

The page writes the same file a person would write; what cannot be read is told in the same words.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import streamlit as st
import yaml

from dagster_project.resources.environment import child_environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.what_if.scenario import parse_scenario
from dashboards.answers import Answers
from data_contracts.vocabulary import PRIORITIES, SLA_TIERS


def put_form(answers: Answers, clocks: dict[str, str]) -> str | None:
    """Draw the widgets. The scenario as YAML when the button was pressed and it makes sense; else None."""
    calendars = answers.sql("select distinct calendar_id from reporting.calendar_opening_blocks order by 1")
    with st.form("scenario_form", border=True):
        left, right = st.columns([1, 2], gap="small")
        name = left.text_input(
            "Name", key="scenario_name", placeholder="faster_p1", help="Lower-case letters, digits, _"
        )
        description = right.text_input("What is otherwise", key="scenario_description")
        st.caption("Targets, such as *4 hours*, *30 minutes* or *2 business days*. An empty field changes nothing.")
        table = pl.DataFrame(
            {"clock": list(clocks.values()), **{priority: [""] * len(clocks) for priority in PRIORITIES}}
        )
        edited = st.data_editor(
            table, hide_index=True, key="scenario_targets", disabled=["clock"], column_config={"clock": "Clock"}
        )
        one, two, three = st.columns(3, gap="small")
        tiers = one.multiselect("Targets for tiers", SLA_TIERS, placeholder="All tiers", key="scenario_tiers")
        calendar = two.selectbox("Calendar", ["all", *calendars["calendar_id"]], key="scenario_calendar")
        hours = three.text_input(
            "Its weekly hours", key="scenario_hours", placeholder="mon-fri 08:00-20:00; sat 10:00-14:00"
        )
        holidays = st.text_input(
            "Its extra holidays",
            key="scenario_holidays",
            placeholder="2026-12-24, 2026-12-31",
            help="Days, with commas.",
        )
        pressed = st.form_submit_button("Replay history", type="primary", icon=":material/replay:")
    if not pressed:
        return None
    keys = dict(zip(clocks.values(), clocks, strict=True))
    narrowed = {"sla_tier": list(tiers)} if tiers else {}
    targets = [
        {"clock": keys[row["clock"]], "priority": priority, **narrowed, "target": row[priority].strip()}
        for row in pl.DataFrame(edited).iter_rows(named=True)
        for priority in PRIORITIES
        if (row[priority] or "").strip()
    ]
    document: dict[str, object] = {"name": name, "description": description, "targets": targets}
    if hours.strip():
        document["hours"] = [{"calendar": calendar, **dict(_hours(hours))}]
    if holidays.strip():
        days = [part.strip() for part in holidays.split(",") if part.strip()]
        document["holidays"] = {"add": [{"calendar": calendar, "day": _day(text)} for text in days]}
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    parse_scenario(text, "scenario")
    return text


def run_scenario(text: str) -> None:
    """Run the scenario and tell how it goes, line by line. Raises UserError with the command's own words."""
    with tempfile.TemporaryDirectory() as folder, st.status("Replaying history", expanded=True) as status:
        file = Path(folder) / "scenario.yaml"
        file.write_text(text)
        with subprocess.Popen(
            [str(Path(sys.executable).with_name("loompin")), "what-if", str(file), "--format", "csv"],
            env=child_environment(read_environment()), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            lines = []
            for line in process.stderr:
                lines.append(line.rstrip())
                status.update(label=lines[-1] or "Replaying history")
        if process.returncode != 0:
            status.update(label="The replay broke off", state="error")
            told = "\n".join(lines)
            raise UserError(told[told.find("Error:") :].removeprefix("Error:").strip() or "The replay broke off.")
        status.update(label="Replayed", state="complete", expanded=False)


def _hours(text: str) -> Iterator[tuple[str, list[str]]]:
    """mon-fri 08:00-12:00 13:00-17:00; sat 10:00-14:00 as days and their blocks."""
    for part in text.split(";"):
        days, _, blocks = part.strip().partition(" ")
        if days:
            yield days, blocks.replace(",", " ").split()


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        # Left as it is, so that the scenario's own reader says what is wrong with it.
        return text
