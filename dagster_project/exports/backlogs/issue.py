"""What an item says as an issue: blocks that a tracker's own form is made of.

The issue is one per item, not per week: its text holds the newest week with all its figures, and a line for each week
that was sent. What customers wrote is quoted so that it mentions nobody and links nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.exports.backlogs.figures import LINE_HEAD, figures, line_of_week
from dagster_project.exports.backlogs.week import Item

WEEKS_SHOWN = 12
LONGEST_TITLE = 200
NOTE = "Kept up to date by Loompin: what is written here is overwritten with the next week. Notes belong into comments."


@dataclass(frozen=True)
class Block:
    """A part of the text. kind: text, heading, list, quote or table (whose first line is its head)."""

    kind: str
    lines: tuple[Any, ...]


@dataclass(frozen=True)
class Issue:
    """Title and text of an issue, and the words it is labelled with."""

    key: str
    backlog: str
    title: str
    blocks: tuple[Block, ...]


def issue_of(item: Item, weeks: Mapping[str, Mapping[str, Any]], address: str) -> Issue:
    """The issue of an item.

    item: the week that is sent. weeks: week → fields of every week that the issue tells of, as they were sent, this one
    too; the newest one's are shown in full. address: of the dashboards, for the link to the rows.
    """
    newest = max(weeks)
    fields = weeks[newest]
    shown = sorted(weeks, reverse=True)[:WEEKS_SHOWN]
    blocks = [
        Block("text", (NOTE,)),
        Block("heading", (f"Week {newest}",)),
        Block("list", tuple(figures(fields, address))),
    ]
    if fields.get("quotes"):
        blocks.append(Block("heading", ("What customers said",)))
        blocks += [Block("quote", (quote,)) for quote in fields["quotes"]]
    blocks.append(Block("heading", ("Week by week",)))
    blocks.append(Block("table", (LINE_HEAD, *(line_of_week(week, weeks[week]) for week in shown))))
    return Issue(item.key, item.backlog, item.title[:LONGEST_TITLE], tuple(blocks))
