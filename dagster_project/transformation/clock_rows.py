"""The rows of dbt/seeds/sla_clocks.csv, looked at before a build: a word that no clock knows would make no rows at all.

What each column may hold is told in dbt/seeds/_seeds.yml; the words themselves are those of the contracts.
"""

from __future__ import annotations

import csv
import difflib
from pathlib import Path

from dagster_project.resources.errors import UserError
from data_contracts.vocabulary import CLOCK_ROWS, EVENT_KINDS, STATES

PLAIN_SIGNALS = (
    "created", "opened_publicly", "acknowledged", "reopened", "public_reply", "message_after_reply",
)  # fmt: skip
WITH_PLACE = ("escalated", "de_escalated")
"""Signals that name where to, or where from, after a colon; the places are the desk's own words."""
SIGNALS = (*PLAIN_SIGNALS, *(f"state:{state}" for state in STATES), *(f"{kind}:engineering" for kind in WITH_PLACE))
"""What int_sla_signals makes of a timeline, with the place that an escalation has where it names none."""
WORDS = {
    "starts_on": SIGNALS,
    "restarts_on": SIGNALS,
    "stops_on": SIGNALS,
    "cancels_on": SIGNALS,
    "pauses_in": STATES,
    "needs": EVENT_KINDS,
    "windows": ("one", "each", "resumed"),
    "source_target_serves": ("every window", "its window"),
}


def refuse_unknown_words(file: Path = CLOCK_ROWS) -> None:
    """Raises UserError, naming row, column and word, where a clock's row holds what no clock knows."""
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    clocks = [row["clock"] for row in rows]
    for number, row in enumerate(rows, start=2):
        where = f"{file}, line {number}, clock {row['clock']!r}"
        if None in row or None in row.values():
            raise UserError(f"{where}: it has another number of columns than the first line.", "Mend the commas.")
        for column, known in WORDS.items():
            for word in filter(None, row[column].split("|")):
                kind, _, place = word.partition(":")
                if word not in known and not (known is SIGNALS and kind in WITH_PLACE and place):
                    raise UserError(f"{where}: {column} holds {word!r}.", _advice(word, known))
        if not row["starts_on"]:
            raise UserError(f"{where}: starts_on is empty.", "Without a start there is nothing to count.")
        if not row["windows"]:
            raise UserError(f"{where}: windows is empty.", _advice("", WORDS["windows"]))
        if row["targets_of"] and row["targets_of"] not in clocks:
            raise UserError(f"{where}: targets_of holds {row['targets_of']!r}.", _advice(row["targets_of"], clocks))
        if clocks.count(row["clock"]) > 1:
            raise UserError(f"{where}: there are two rows of that name.", "Give each clock a name of its own.")


def _advice(word: str, known: tuple[str, ...] | list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    return f"{meant}Known are {', '.join(known)}."
