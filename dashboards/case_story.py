"""The story of one case: its spells of state and its events, ready to be drawn and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from dashboards.answers import Answers

LANES = {
    "customer_message": "Customer",
    "public_reply": "Reply",
    "internal_note": "Internal",
    "automation_step": "Internal",
    "escalated": "Escalation",
    "de_escalated": "Escalation",
}
"""The lane that an event is drawn in, by kind. Any other kind is handling, but for moves of state, which are bands."""
HANDLING = "Handling"
EVENTS = """
    select events.*, illegal.state_before is not null as is_illegal
    from reporting.case_events as events
    left join reporting.illegal_state_transitions as illegal
        on events.source = illegal.source and events.case_id = illegal.case_id
        and events.occurred_at = illegal.occurred_at and events.value = illegal.state_after
        and events.kind = 'state_changed'
    where events.source = $1 and events.case_id = $2
    order by events.order_in_case
"""
STATE_KINDS = ("created", "created_privately", "state_changed", "state_repeated")


@dataclass(frozen=True)
class CaseStory:
    """One case: its row of reporting.cases, its spells, the events that are marks, and all events in order.

    spells: state, started_at, ended_at. marks: lane, occurred_at, what, who. The drawing runs from began to ended.
    """

    case: dict[str, Any]
    spells: pl.DataFrame
    marks: pl.DataFrame
    events: pl.DataFrame
    began: datetime
    ended: datetime


def read_story(answers: Answers, source: str, case_id: str) -> CaseStory | None:
    """The story of a case; None where this viewer's release has no such case."""
    found = answers.sql("select * from reporting.cases where source = $1 and case_id = $2", [source, case_id])
    if found.is_empty():
        return None
    case = found.row(0, named=True)
    events = answers.sql(EVENTS, [source, case_id]).with_columns(what=_what())
    ended = _end(case, events)
    return CaseStory(case, _spells(events, ended), _marks(events), events, case["opened_at"], ended)


def source_of(answers: Answers, case_id: str) -> str | None:
    """The source that has a case of this id; the first by name where several have one, None where none has."""
    return answers.sql("select min(source) from reporting.cases where case_id = $1", [case_id]).item()


def suggestions(answers: Answers, source: str | None, text: str, most: int = 20) -> pl.DataFrame:
    """Cases whose id or subject has the text in it; without a text, the ones breached last (source, case_id, …).

    Of one source, or of all where it is None.
    """
    return answers.sql(
        "select source, case_id, coalesce(tenant_name, tenant_id) as tenant, priority, state, opened_at, subject "
        "from reporting.cases left join ("
        "  select source, case_id, max(breached_at) as breached_at from reporting.sla_clocks group by all"
        ") using (source, case_id) where ($1 is null or source = $1) "
        "and (contains(lower(case_id), lower($2)) or contains(lower(coalesce(subject, '')), lower($2))) "
        "order by starts_with(lower(case_id), lower($2)) desc, breached_at desc nulls last, opened_at desc "
        f"limit {int(most)}",
        [source, text],
    )


def _what() -> pl.Expr:
    """A kind of event as words: public_reply is Public reply."""
    words = pl.col("kind").str.replace_all("_", " ")
    return words.str.slice(0, 1).str.to_uppercase() + words.str.slice(1)


def _end(case: dict[str, Any], events: pl.DataFrame) -> datetime:
    """Where the drawing stops: at as_of while the case is open, else a little after its last event."""
    last = events["occurred_at"].max() or case["opened_at"]
    if not (case["is_closed"] or case["is_removed"]):
        return max(case["as_of"], last)
    return last + max((last - case["opened_at"]) * 0.04, timedelta(minutes=5))


def _spells(events: pl.DataFrame, ended: datetime) -> pl.DataFrame:
    moves = events.filter(pl.col("kind").is_in(STATE_KINDS)).select(
        state=pl.coalesce("value", pl.lit("New")), started_at="occurred_at"
    )
    # A state that is stated again goes on; only a move to another one begins a spell.
    moves = moves.filter((pl.col("state") != pl.col("state").shift(1)).fill_null(True))
    return moves.with_columns(ended_at=pl.col("started_at").shift(-1).fill_null(ended))


def _marks(events: pl.DataFrame) -> pl.DataFrame:
    lane = pl.col("kind").replace_strict(LANES, default=HANDLING)
    who = pl.concat_str([pl.col("actor_kind"), pl.col("actor_id")], separator=" ", ignore_nulls=True)
    return events.filter(~pl.col("kind").is_in(STATE_KINDS)).select(
        lane=lane, occurred_at="occurred_at", what=pl.concat_str(["what", "value"], separator=": ", ignore_nulls=True),
        who=who,
    )  # fmt: skip
