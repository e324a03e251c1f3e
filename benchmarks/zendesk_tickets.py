"""Zendesk tickets as Fivetran lands them, any number of them: python -m benchmarks.zendesk_tickets N DIR

Eighteen months up to 2026-07-01, one New York schedule with holidays, targets as JSON in the field history: the shape
of a desk of that kind (about 11 field events and 3.5 comments a ticket). Every ticket is drawn; none is copied.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import numpy as np
import polars as pl

ENDS = datetime(2026, 7, 1)
SPAN = 546 * 86_400
MINUTE, HOUR, DAY = 60, 3_600, 86_400
AGENTS, CUSTOMERS, ORGANIZATIONS = 50, 2_000, 200
PRIORITIES = np.array(["urgent", "high", "normal", "low"])
TARGETS = {
    "first_reply_time": (60, 240, 480, 1440),
    "next_reply_time": (60, 120, 240, 480),
    "requester_wait_time": (480, 960, 1920, 3840),
    "agent_work_time": (240, 480, 960, 1920),
}
HOLIDAYS = {
    "New Year": date(2025, 1, 1), "MLK": date(2025, 1, 20), "Memorial Day": date(2025, 5, 26),
    "Independence Day": date(2025, 7, 4), "Labor Day": date(2025, 9, 1), "Thanksgiving": date(2025, 11, 27),
    "Christmas": date(2025, 12, 25), "New Year 2026": date(2026, 1, 1), "Memorial Day 2026": date(2026, 5, 25),
}  # fmt: skip


class History:
    """Rows of ticket_field_history and ticket_comment, collected column by column."""

    def __init__(self) -> None:
        self.fields: list[pl.DataFrame] = []
        self.comments: list[pl.DataFrame] = []

    def field(self, name: str, ticket: np.ndarray, at: np.ndarray, value: np.ndarray | str, user: object) -> None:
        """A change of a field for some tickets; what lies after the end has not happened yet."""
        seen = at < SPAN
        self.fields.append(
            pl.DataFrame(
                {
                    "field_name": np.full(seen.sum(), name),
                    "ticket_id": ticket[seen],
                    "updated": at[seen],
                    "user_id": pl.Series(np.broadcast_to(user, at.shape)[seen], dtype=pl.Int64)
                    if user is not None
                    else pl.Series([None] * int(seen.sum()), dtype=pl.Int64),
                    "value": np.broadcast_to(value, at.shape)[seen],
                },
                schema_overrides={"field_name": pl.String, "value": pl.String},
            )
        )

    def comment(self, ticket: np.ndarray, at: np.ndarray, user: np.ndarray, public: bool) -> None:
        """A comment on some tickets."""
        seen = at < SPAN
        self.comments.append(
            pl.DataFrame({"ticket_id": ticket[seen], "created": at[seen], "user_id": user[seen]}).with_columns(
                public=pl.lit(public)
            )
        )


def write_tickets(count: int, folder: Path, seed: int = 11) -> None:
    """Write the tables into a folder, one Parquet file each."""
    draw = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    ticket = np.arange(1, count + 1)
    created = np.sort(draw.integers(0, SPAN - 4 * HOUR, count))
    level = draw.choice(4, count, p=(0.1, 0.2, 0.5, 0.2))
    agent = draw.integers(1, AGENTS + 1, count)
    customer = draw.integers(AGENTS + 1, AGENTS + CUSTOMERS + 1, count)
    history = History()
    history.field("status", ticket, created, "new", customer)
    history.field("priority", ticket, created, PRIORITIES[level], customer)
    history.field("sla_policy", ticket, created, "Default policy", None)
    history.comment(ticket, created, customer, public=True)
    _targets(history, "first_reply_time", ticket, created, level)
    for name in ("requester_wait_time", "agent_work_time"):
        some = draw.random(count) < 0.5
        _targets(history, name, ticket[some], created[some], level[some])
    taken = created + 2 * MINUTE
    history.field("status", ticket, taken, "open", agent)
    history.field("assignee_id", ticket, taken, agent.astype(str), agent)
    noted = draw.random(count) < 0.26
    history.comment(ticket[noted], taken[noted] + MINUTE, agent[noted], public=False)
    raised = draw.random(count) < 0.1
    _raise_priority(history, ticket[raised], created[raised] + draw.integers(HOUR, DAY, raised.sum()),
                    level[raised], agent[raised])  # fmt: skip
    replied = taken + draw.lognormal(9.2, 1.0, count).astype(np.int64) + MINUTE
    history.comment(ticket, replied, agent, public=True)
    solved = _back_and_forth(history, draw, ticket, replied, level, agent, customer)
    statuses = _endings(history, draw, ticket, solved, agent, customer)
    _write(folder, history, count, created, level, agent, customer, statuses)


def _targets(history: History, name: str, ticket: np.ndarray, at: np.ndarray, level: np.ndarray) -> None:
    texts = np.array([f'{{"minutes":{minutes},"in_business_hours":true}}' for minutes in TARGETS[name]])
    history.field(name, ticket, at, texts[level], None)


def _raise_priority(history: History, ticket: np.ndarray, at: np.ndarray, level: np.ndarray, agent: np.ndarray) -> None:
    higher = np.maximum(level - 1, 0)
    history.field("priority", ticket, at, PRIORITIES[higher], agent)


def _back_and_forth(
    history: History, draw: np.random.Generator, ticket: np.ndarray, replied: np.ndarray, level: np.ndarray,
    agent: np.ndarray, customer: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Over half of the customers are asked back, some tickets wait for a third party. Returns when each is solved."""
    waits = draw.random(ticket.size) < 0.57
    answered = replied + draw.lognormal(10.2, 1.0, ticket.size).astype(np.int64)
    history.field("status", ticket[waits], replied[waits], "pending", agent[waits])
    history.field("status", ticket[waits], answered[waits], "open", customer[waits])
    history.comment(ticket[waits], answered[waits], customer[waits], public=True)
    _targets(history, "next_reply_time", ticket[waits], answered[waits], level[waits])
    again = answered + draw.lognormal(9.0, 0.9, ticket.size).astype(np.int64)
    history.comment(ticket[waits], again[waits], agent[waits], public=True)
    ready = np.where(waits, again, replied)
    held = draw.random(ticket.size) < 0.1
    history.field("status", ticket[held], ready[held] + HOUR, "hold", agent[held])
    history.field("status", ticket[held], ready[held] + DAY, "open", agent[held])
    return np.where(held, ready + DAY, ready) + draw.lognormal(9.0, 1.0, ticket.size).astype(np.int64)


def _endings(
    history: History, draw: np.random.Generator, ticket: np.ndarray, solved: np.ndarray, agent: np.ndarray,
    customer: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Solved, now and then reopened, and closed by itself four days later. Returns the status at the end."""
    history.field("status", ticket, solved, "solved", agent)
    reopens = draw.random(ticket.size) < 0.07
    reopened = solved + draw.integers(HOUR, 3 * DAY, ticket.size)
    history.field("status", ticket[reopens], reopened[reopens], "open", customer[reopens])
    history.comment(ticket[reopens], reopened[reopens], customer[reopens], public=True)
    solved_again = reopened + draw.lognormal(9.5, 0.8, ticket.size).astype(np.int64)
    history.field("status", ticket[reopens], solved_again[reopens], "solved", agent[reopens])
    last_solved = np.where(reopens, solved_again, solved)
    closes = draw.random(ticket.size) < 0.85
    closed = last_solved + 4 * DAY
    history.field("status", ticket[closes], closed[closes], "closed", agent[closes])
    return np.select([closes & (closed < SPAN), last_solved < SPAN], ["closed", "solved"], default="open")


def _write(
    folder: Path, history: History, count: int, created: np.ndarray, level: np.ndarray, agent: np.ndarray,
    customer: np.ndarray, statuses: np.ndarray,
) -> None:  # fmt: skip
    start = int((ENDS - datetime(1970, 1, 1)).total_seconds()) - SPAN

    def instants(name: str) -> pl.Expr:
        return ((pl.col(name) + start) * 1_000_000).cast(pl.Datetime("us"))

    synced = pl.lit(ENDS).cast(pl.Datetime("us")).alias("_fivetran_synced")
    fields = pl.concat(history.fields).with_columns(instants("updated"), synced)
    fields.sort("updated", "ticket_id").write_parquet(folder / "ticket_field_history.parquet")
    comments = pl.concat(history.comments).sort("created", "ticket_id").with_row_index("id", offset=1)
    comments.with_columns(instants("created"), synced, pl.col("id").cast(pl.Int64), body=pl.lit("c")).write_parquet(
        folder / "ticket_comment.parquet"
    )
    tickets = pl.DataFrame(
        {
            "id": np.arange(1, count + 1), "created_at": created, "updated_at": created, "status": statuses,
            "priority": PRIORITIES[level], "assignee_id": agent, "requester_id": customer, "submitter_id": customer,
            "organization_id": customer % ORGANIZATIONS + 1,
        }
    )  # fmt: skip
    tickets.with_columns(
        instants("created_at"), instants("updated_at"), synced, subject=pl.lit("Ticket"), via_channel=pl.lit("email"),
        is_public=pl.lit(True), type=pl.lit("question"), brand_id=pl.lit(1), group_id=pl.lit(1),
    ).write_parquet(folder / "ticket.parquet")  # fmt: skip
    people = np.arange(1, AGENTS + CUSTOMERS + 1)
    pl.DataFrame({"id": people, "organization_id": people % ORGANIZATIONS + 1}).with_columns(
        synced, role=pl.when(pl.col("id") <= AGENTS).then(pl.lit("agent")).otherwise(pl.lit("end-user")),
        name=pl.concat_str(pl.lit("User "), "id"), created_at=pl.lit(datetime(2023, 1, 1)),
        updated_at=pl.lit(datetime(2023, 1, 1)), active=pl.lit(True),
    ).write_parquet(folder / "user.parquet")  # fmt: skip
    _write_small_tables(folder, synced)


def _write_small_tables(folder: Path, synced: pl.Expr) -> None:
    alive = pl.lit(False).alias("_fivetran_deleted")
    begun = pl.lit(datetime(2023, 1, 1)).alias("created_at")
    changed = pl.lit(datetime(2023, 1, 1)).alias("updated_at")
    organizations = pl.DataFrame({"id": np.arange(1, ORGANIZATIONS + 1)})
    organizations.with_columns(synced, begun, changed, name=pl.concat_str(pl.lit("Org "), "id")).write_parquet(
        folder / "organization.parquet"
    )
    pl.DataFrame({"id": [1], "name": ["Group 1"]}).with_columns(synced, alive, begun, changed).write_parquet(
        folder / "group.parquet"
    )
    pl.DataFrame({"id": [1], "name": ["Brand"], "active": [True]}).with_columns(synced, alive).write_parquet(
        folder / "brand.parquet"
    )
    days = [
        {"id": 9001, "name": "NY office", "time_zone": "Eastern Time (US & Canada)",
         "start_time": day * 1440 + 540, "end_time": day * 1440 + 1020}
        for day in range(1, 6)
    ]  # fmt: skip
    pl.DataFrame(days).with_columns(synced, alive, begun).write_parquet(folder / "schedule.parquet")
    holidays = [
        {"id": 100 + number, "schedule_id": 9001, "name": name, "start_date": day, "end_date": day}
        for number, (name, day) in enumerate(HOLIDAYS.items())
    ]
    pl.DataFrame(holidays).with_columns(synced, alive).write_parquet(folder / "schedule_holiday.parquet")


if __name__ == "__main__":
    write_tickets(int(sys.argv[1]), Path(sys.argv[2]))
