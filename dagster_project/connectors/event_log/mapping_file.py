"""The mapping file: how a log's columns and words become ours. Written by a person, so every fault names its line.

See README.md, "Bring in your own case log", for the keys and an example that can be copied.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dagster_project.connectors.event_log.mapping import (
    NOT_IN_CASE_LISTS,
    NUMBER_COLUMNS,
    TEXT_COLUMNS,
    TIME_COLUMNS_OF_CASES,
    TIME_COLUMNS_OF_EVENTS,
    Calendar,
    Mapping,
)
from dagster_project.resources.configuration import SOURCE_NAME
from dagster_project.resources.errors import UserError
from data_contracts.vocabulary import (
    ACTOR_KINDS,
    EVENT_KINDS,
    NAMED_EVENT_KINDS,
    PRIORITIES,
    STATES,
    TIME_OF_DAY,
    TIME_OF_DAY_OR_MIDNIGHT,
    TIME_ZONES,
)

TOP_KEYS = (
    "name", "description", "rows", "as_of", "missing", "repeated_state", "time", "columns", "states", "priorities",
    "events", "actor_kinds", "carries", "calendar",
)  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_mapping(file: Path) -> Mapping:
    """Read and check a mapping file. Raises UserError with file and line for anything it does not understand."""
    try:
        text = file.read_text()
    except FileNotFoundError:
        raise UserError(f"{file}: there is no such mapping file.") from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise UserError(f"{file}: this is not a text file.", "A mapping is YAML; see README.md.") from None
    try:
        document = yaml.safe_load(text)
        lines = _lines(yaml.compose(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"{file}{where}: this is not YAML: {getattr(error, 'problem', error)}.") from None
    except ValueError as error:
        # YAML takes a bare 2026-02-30 for a date, and cannot make one of it.
        raise UserError(f"{file}: a date in it is none ({error}).", 'Write days as "2026-12-25".') from None
    return _Reader(file, lines).mapping(document, text)


def _lines(node: yaml.Node | None, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    """Line number of every key in the document, by its path of keys."""
    found: dict[tuple[str, ...], int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            found[here] = key.start_mark.line + 1
            found |= _lines(value, here)
    return found


class _Reader:
    """Turns the document into a Mapping; knows where each key stands."""

    def __init__(self, file: Path, lines: dict[tuple[str, ...], int]) -> None:
        self.file = file
        self.lines = lines

    def fail(self, path: tuple[str, ...], what: str, do: str = "") -> UserError:
        line = self.lines.get(path)
        return UserError(f"{self.file}{f', line {line}' if line else ''}: {what}", do)

    def mapping(self, document: Any, text: str) -> Mapping:
        if not isinstance(document, dict):
            raise self.fail((), "a mapping is a list of keys and values.", "See the example in README.md.")
        self.only_known(document, (), TOP_KEYS)
        is_case_list = self.one_of(document, "rows", {"events": False, "cases": True})
        columns = self.columns(document, is_case_list)
        states = self.words(document, "states", STATES)
        priorities = self.words(document, "priorities", PRIORITIES)
        for column, words in (("state", states), ("priority", priorities)):
            if column in columns and not words:
                key = {"state": "states", "priority": "priorities"}[column]
                raise self.fail(
                    ("columns", column),
                    f"column {column!r} is mapped, but {key!r} does not say what its values mean.",
                )
        time = document.get("time") or {}
        self.only_known(time, ("time",), ("zone", "format"))
        events = self.words(document, "events", NAMED_EVENT_KINDS, may_be_nothing=True)
        if ("event" in columns) != bool(events):
            raise self.fail(
                ("events",),
                "'columns: event' and 'events' go together: the column, and what its values mean.",
            )
        return Mapping(
            file=self.file,
            name=self.name(document),
            description=str(document.get("description") or f"Case log {self.name(document)}."),
            is_case_list=is_case_list,
            as_of_last_event=self.one_of(document, "as_of", {"run": False, "last_event": True}, default="run"),
            repeated_state_is_event=self.one_of(
                document, "repeated_state", {"event": True, "ignored": False}, default="event"
            ),
            missing=tuple(str(value) for value in self.as_list(document, "missing")),
            time_zone=self.zone(time.get("zone", "UTC"), ("time", "zone")),
            time_formats=tuple(str(f) for f in self.as_list(time, "format")),
            columns=columns,
            states=states,
            priorities=priorities,
            events=events,
            actor_kinds=self.words(document, "actor_kinds", ACTOR_KINDS),
            carries=self.carries(document, columns, events, is_case_list),
            calendar=self.calendar(document.get("calendar")),
            text=text,
        )

    def name(self, document: dict[str, Any]) -> str:
        name = document.get("name")
        if not isinstance(name, str) or not SOURCE_NAME.match(name):
            raise self.fail(
                ("name",), f"name is {name!r}: expected lower-case letters, digits and _, from a letter on."
            )
        if name == "demo_company":
            raise self.fail(("name",), "the name demo_company is taken by the simulated company; choose another.")
        return name

    def columns(self, document: dict[str, Any], is_case_list: bool) -> dict[str, str]:
        columns = document.get("columns")
        if not isinstance(columns, dict):
            raise self.fail(
                ("columns",),
                "'columns' is missing: it names the log's columns.",
                "See the example in README.md.",
            )
        times = TIME_COLUMNS_OF_CASES if is_case_list else TIME_COLUMNS_OF_EVENTS
        known = [*TEXT_COLUMNS, *NUMBER_COLUMNS, *times]
        if is_case_list:
            known = [word for word in known if word not in NOT_IN_CASE_LISTS]
        self.only_known(columns, ("columns",), known)
        for needed in ("case", "opened") if is_case_list else ("case", "time"):
            if needed not in columns:
                raise self.fail(("columns",), f"'columns' does not say which column is {needed!r}.")
        return {word: str(name) for word, name in columns.items()}

    def words(
        self, document: dict[str, Any], key: str, ours: tuple[str, ...], *, may_be_nothing: bool = False
    ) -> dict[str, Any]:
        words = document.get(key) or {}
        if not isinstance(words, dict):
            raise self.fail((key,), f"{key!r} is a list of pairs: the log's word, a colon, ours.")
        for theirs, our in words.items():
            if (not isinstance(our, str) or our not in ours) and not (our is None and may_be_nothing):
                near = difflib.get_close_matches(str(our), ours, n=1)
                hint = f"Did you mean {near[0]!r}? " if near else ""
                raise self.fail((key, str(theirs)), f"{our!r} is none of ours.", f"{hint}Ours are: {', '.join(ours)}.")
        return {str(theirs): our for theirs, our in words.items()}

    def carries(
        self, document: dict[str, Any], columns: dict[str, str], events: dict[str, str | None], is_case_list: bool
    ) -> tuple[str, ...]:
        """As the file says, else what its columns can hold."""
        if "carries" in document:
            stated = tuple(str(kind) for kind in self.as_list(document, "carries"))
            for kind in stated:
                if kind not in EVENT_KINDS:
                    raise self.fail(
                        ("carries",),
                        f"{kind!r} is no kind of event.",
                        f"There are: {', '.join(EVENT_KINDS)}.",
                    )
            return stated
        by_column = {
            # A list says when a state was entered in `changed` alone; without it only the moments below tell.
            "state": () if is_case_list else ("state_changed",),
            "priority": ("priority_changed",),
            "group": ("group_changed",),
            "assignee": ("assigned",),
            "first_response": ("public_reply",),
            **(
                dict.fromkeys(("acknowledged", "resolved", "closed", "changed"), ("state_changed",))
                if is_case_list
                else {}
            ),
        }
        found = {
            "created",
            *filter(None, events.values()),
            *(kind for word in columns for kind in by_column.get(word, ())),
        }
        return tuple(kind for kind in EVENT_KINDS if kind in found)

    def calendar(self, section: Any) -> Calendar | None:
        if section is None:
            return None
        if not isinstance(section, dict):
            raise self.fail(("calendar",), "'calendar' holds zone, hours and, where there are any, holidays.")
        self.only_known(section, ("calendar",), ("zone", "hours", "holidays"))
        hours = section.get("hours") or {}
        if not isinstance(hours, dict):
            raise self.fail(
                ("calendar", "hours"),
                "'hours' says for each weekday when it is open.",
                'Such as  mon-fri: ["09:00-17:00"].',
            )
        blocks = [
            (weekday, *block)
            for days, spans in hours.items()
            for weekday in self.weekdays(str(days))
            for block in self.blocks(spans, ("calendar", "hours", str(days)))
        ]
        if not blocks:
            raise self.fail(("calendar",), "'calendar: hours' is missing, such as  mon-fri: [\"09:00-17:00\"].")
        holidays = tuple(self.holiday(day) for day in self.as_list(section, "holidays"))
        return Calendar(self.zone(section.get("zone", "UTC"), ("calendar", "zone")), tuple(blocks), holidays)

    def weekdays(self, days: str) -> list[int]:
        first, _, last = days.partition("-")
        try:
            start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        except ValueError:
            raise self.fail(
                ("calendar", "hours", days),
                f"{days!r} is no weekday.",
                f"Write {', '.join(WEEKDAYS)} or mon-fri.",
            ) from None
        return [(start + step) % 7 + 1 for step in range((end - start) % 7 + 1)]

    def blocks(self, spans: Any, path: tuple[str, ...]) -> list[tuple[str, str]]:
        found = []
        for span in spans if isinstance(spans, list) else [spans]:
            opens, _, closes = (part.strip() for part in str(span).partition("-"))
            if not (re.match(TIME_OF_DAY, opens) and re.match(TIME_OF_DAY_OR_MIDNIGHT, closes)):
                raise self.fail(
                    path,
                    f"{span!r} is no opening block.",
                    'Write "09:00-17:00", two digits each, with the quotes; the end of the day is 24:00.',
                )
            if closes <= opens:
                raise self.fail(
                    path, f"{span!r} closes before it opens.", "A night shift is two blocks, split at midnight."
                )
            found.append((opens, closes))
        return found

    def holiday(self, day: Any) -> str:
        try:
            return date.fromisoformat(str(day)).isoformat()
        except ValueError:
            raise self.fail(("calendar", "holidays"), f"{day!r} is no day.", 'Write "2026-12-25".') from None

    def zone(self, zone: Any, path: tuple[str, ...]) -> str:
        if not isinstance(zone, str) or zone not in TIME_ZONES:
            near = difflib.get_close_matches(str(zone), TIME_ZONES, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "Use an IANA name, such as Europe/Berlin."
            raise self.fail(path, f"{zone!r} is no time zone.", hint)
        return zone

    def one_of(self, document: dict[str, Any], key: str, choices: dict[str, Any], default: str | None = None) -> Any:
        value = document.get(key, default)
        if not isinstance(value, str) or value not in choices:
            raise self.fail((key,), f"{key} is {value!r}; expected {' or '.join(choices)}.")
        return choices[value]

    def as_list(self, section: dict[str, Any], key: str) -> list[Any]:
        value = section.get(key)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def only_known(self, section: Any, path: tuple[str, ...], known: Any) -> None:
        if not isinstance(section, dict):
            raise self.fail(path, f"{'.'.join(path)!r} holds keys and values.")
        for key in section:
            if key not in known:
                near = difflib.get_close_matches(str(key), list(known), n=1)
                hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}."
                raise self.fail((*path, str(key)), f"{key!r} is not known here.", hint)
