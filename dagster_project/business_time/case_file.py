"""Reading a file of business-time cases: JSON in, checked cases out; what is wrong is told with its place."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dagster_project.business_time.parts import Part
from dagster_project.business_time.schedules import Schedule, read_schedule
from dagster_project.resources.errors import UserError

KINDS = ("elapsed", "due", "sla_status")
EXPECTED = {
    "elapsed": ("seconds", "minutes"),
    "due": ("at",),
    "sla_status": ("status", "response_breached", "resolution_breached", "response_due", "resolution_due"),
}
"""What a case of each kind may expect; at least one of them must be there."""


@dataclass(frozen=True)
class BusinessCase:
    """One case of the file.

    start: the instant that time counts from; end: until when (elapsed only).
    seconds: business time until it is due (due only). pauses: [start, end) spans that do not count.
    response_seconds, resolution_seconds, events, as_of: an SLA to follow (sla_status only); events are (at, status).
    expected: what should come out. tolerance_seconds: by how much instants and lengths may differ.
    """

    case_id: str
    kind: str
    schedule: Schedule
    start: datetime
    expected: dict[str, Any]
    end: datetime | None = None
    seconds: int | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    response_seconds: int | None = None
    resolution_seconds: int | None = None
    events: tuple[tuple[datetime, str], ...] = ()
    as_of: datetime | None = None
    tolerance_seconds: float = 0


def read_cases(path: Path) -> list[BusinessCase]:
    """The cases of a file, in its order. Raises UserError where it is not of the form."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}).", "Name a JSON file of cases.") from None
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: is not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise UserError(
            f"{path}, line {error.lineno}, column {error.colno}: no JSON ({error.msg}).", "Mend it there."
        ) from None
    parts = Part(content, str(path)).need("cases").items()
    cases: dict[str, BusinessCase] = {}
    for part in parts:
        case_id = part.need("id").text()
        if case_id in cases:
            raise part.wrong(f"a second case {case_id!r}", "Give every case an id of its own.")
        cases[case_id] = _case(case_id, Part(part.value, f"{path}, case {case_id}"))
    return list(cases.values())


def _case(case_id: str, part: Part) -> BusinessCase:
    kind = part.need("kind").text()
    if kind not in KINDS:
        raise part.get("kind").wrong(f"{kind!r} is none of {', '.join(KINDS)}")
    given = part.need("input")
    facts: dict[str, Any] = {
        "case_id": case_id,
        "kind": kind,
        "schedule": read_schedule(part.get("schedule")),
        "expected": _expected(kind, part.need("expected")),
        "tolerance_seconds": _tolerance(part),
    }
    if kind == "sla_status":
        return BusinessCase(**facts, **_promise(given))
    facts["start"] = given.need("from").instant()
    if kind == "elapsed":
        facts["end"] = given.need("to").instant()
    else:
        facts["seconds"] = given.need("duration_seconds").number()
    pauses = [_span(item) for item in given.get("pauses", []).items()]
    return _clamped(BusinessCase(**facts, pauses=tuple(pauses)), part)


def _promise(given: Part) -> dict[str, Any]:
    policy = given.need("policy")
    return {
        "start": given.need("created_at").instant(),
        "as_of": given.need("as_of").instant(),
        "response_seconds": policy.need("response_seconds").number(),
        "resolution_seconds": policy.need("resolution_seconds").number(),
        "events": tuple(
            (item.need("at").instant(), item.need("status").text()) for item in given.get("events", []).items()
        ),
    }


def _span(item: Part) -> tuple[datetime, datetime]:
    start, end = (part.instant() for part in item.pair())
    if end < start:
        raise item.wrong(f"a pause that ends ({end:%FT%TZ}) before it starts ({start:%FT%TZ})")
    return start, end


def _clamped(case: BusinessCase, part: Part) -> BusinessCase:
    """Where the range is wider than the case's life, only its life counts."""
    clamp = part.get("clamp", {})
    start, end = case.start, case.end
    if clamp.get("from_not_before").value is not None:
        start = max(start, clamp.get("from_not_before").instant())
    if end is not None and clamp.get("to_not_after").value is not None:
        end = min(end, clamp.get("to_not_after").instant())
    return replace(case, start=start, end=end)


def _expected(kind: str, part: Part) -> dict[str, Any]:
    """What should come out, instants as instants."""
    found = {key: value for key, value in part.members() if key != "tolerance_seconds"}
    unknown = sorted(set(found) - set(EXPECTED[kind]))
    if unknown or not found:
        what = f"does not know {', '.join(unknown)}" if unknown else "expects nothing"
        raise part.wrong(f"a case of kind {kind} {what}", f"It may expect {', '.join(EXPECTED[kind])}.")
    return {
        key: value.instant() if value.value is not None and (key == "at" or key.endswith("_due")) else value.value
        for key, value in found.items()
    }


def _tolerance(part: Part) -> float:
    given = [
        holder.get("tolerance_seconds")
        for holder in (part, part.need("input"), part.need("expected"), part.get("conventions", {}))
        if isinstance(holder.value, dict)
    ]
    for tolerance in given:
        if tolerance.value is not None:
            return tolerance.number()
    return 0
