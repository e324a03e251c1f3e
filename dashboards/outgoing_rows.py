"""Rows that leave as a file pass the gate like anything else that leaves (`dagster_project/exports/governance`).

Rows of a source for which a policy denies it are left out, and personal data is taken out of columns of free text
(those that the release marks so, by their name) and out of what holds people's words beside our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import polars as pl

from dagster_project.exports.governance.known_people import people_of
from dagster_project.exports.governance.outgoing import Held, Outgoing, outgoing
from dagster_project.exports.governance.policies import Policies, read_policies
from dagster_project.resources.paths import Home
from dashboards.answers import Sight
from dashboards.figures import counted
from dashboards.reporting import ReleaseReader, Viewer, open_release

TABLES_OF_POLICIES = {"governance_policies", "access_rules", "rejected_rows"}
FREE_TEXT = "select distinct column_name from release.columns where pii = 'free_text' order by all"

PEOPLES_WORDS = frozenset({"title", "opportunity_title", "computed_title", "name", "decision", "verified_although",
                           "evidence"})  # fmt: skip
"""Columns that hold words of people in some rows and our own in others, also those made on a page, such as decision.

They are cleared like free text, but stay where texts are withheld: rows would have no name.
"""


@dataclass(frozen=True)
class Gate:
    """The policies of a release, and its columns of free text."""

    policies: Policies
    free_text: frozenset[str]


def gate_of(sight: Sight) -> Gate:
    """Read once for each release, whoever looks at it: what is known is only used to take it out."""
    return _gate(sight.home, sight.release_id)


@lru_cache(maxsize=4)
def _gate(home: Path, release_id: str) -> Gate:
    with open_release(Home(home), Viewer(), release_id) as release:
        return Gate(_policies(release), frozenset(release.sql(FREE_TEXT).to_series()))


def _policies(release: ReleaseReader) -> Policies:
    tables = set(release.sql("select table_name from information_schema.tables").to_series())
    if not tables >= TABLES_OF_POLICIES:
        return Policies(people=people_of(release))
    return read_policies(release, release.info.as_of)


def rows_that_may_leave(rows: pl.DataFrame, gate: Gate) -> tuple[pl.DataFrame, list[str]]:
    """The rows in their order as they may leave, and for each source of which none may, what is to be said of it."""
    numbered = rows.with_row_index("__place")
    parts = numbered.partition_by("source", maintain_order=True) if "source" in rows.columns else [numbered]
    kept, held = [numbered.clear()], []
    for part in parts:
        source = part["source"][0] if "source" in rows.columns and part.height else None
        cleared = _cleared(part, None if source is None else str(source), gate)
        if isinstance(cleared, Held):
            held.append(f"held back: {counted(part.height, 'row')} of {source or 'several sources'}. {cleared.reason}")
        else:
            kept.append(cleared)
    return pl.concat(kept).sort("__place").drop("__place"), held


def drawing_that_may_leave(drawing: str, form: str, source: str | None, gate: Gate) -> str:
    """A drawing (SVG) or a page (HTML) of figures; where a policy denies that it leaves, one that says so."""
    answer = outgoing(Outgoing("download", "drawing", {}, source=source), gate.policies)
    if not isinstance(answer, Held):
        return drawing
    words = escape(f"held back: {answer.reason}")
    if form == "HTML":
        return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Held back</title><p>{words}</p></html>\n'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="40"><text x="8" y="26">{words}</text></svg>\n'


def _cleared(part: pl.DataFrame, source: str | None, gate: Gate) -> pl.DataFrame | Held:
    texts = {
        name: [text for text in part[name].unique(maintain_order=True).to_list() if text is not None]
        for name, dtype in part.schema.items()
        if name in gate.free_text | PEOPLES_WORDS and dtype in (pl.String, pl.List(pl.String))
    }
    thing = Outgoing("download", "rows", texts, free_text=gate.free_text & texts.keys(), source=source)
    answer = outgoing(thing, gate.policies)
    if isinstance(answer, Held):
        return answer
    columns = []
    for name, before in texts.items():
        after = answer.fields[name]
        after = after if isinstance(after, list) else [_as(part.schema[name], after)] * len(before)
        instead = {_key(old): new for old, new in zip(before, after, strict=True)}
        values = [None if old is None else instead[_key(old)] for old in part[name].to_list()]
        columns.append(pl.Series(name, values, dtype=part.schema[name]))
    return part.with_columns(columns)


def _as(dtype: pl.DataType, withheld: str) -> str | list[str]:
    return withheld if dtype == pl.String else [withheld]


def _key(text: str | list[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)
