"""What people decide on entries of the outcome ledger: kept with the reason, the last one stands, all are shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.outcomes.kept_rows import append_row, read_rows
from dagster_project.resources.errors import UserError

STATUSES = ("Verified", "Disputed", "Pending")
COLUMNS = ("entry_id", "status", "decided_by", "reason", "decided_at")


@dataclass(frozen=True)
class Decision:
    """One decision of a person. status Pending takes an earlier one back."""

    entry_id: str
    status: str
    decided_by: str
    reason: str
    decided_at: str


def make_decision(
    entry_id: str, status: str, decided_by: str, reason: str, now: datetime, failed: str = "", despite: str = ""
) -> Decision:
    """A decision. failed: which checks of the entry failed; despite: why it is verified all the same.

    The second is kept with the reason. Raises UserError where the status is none, nobody says why, or an outcome whose
    checks failed is verified without a word on them.
    """
    known = {word.lower(): word for word in STATUSES}
    if status.lower() not in known:
        raise UserError(f"{status!r} is no status.", f"It is one of {', '.join(sorted(known))}.")
    if not decided_by.strip() or not reason.strip():
        raise UserError("A decision needs who decided it, and why.", "Give --by and --reason.")
    is_despite = known[status.lower()] == "Verified" and bool(failed)
    if is_despite and not despite.strip():
        raise UserError(
            f"The checks of {entry_id} speak against it: {failed}.",
            "To verify it all the same, say why that does not count: --despite-checks TEXT.",
        )
    if is_despite:
        reason = f"{reason}; although {failed}: {despite}"
    when = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return Decision(entry_id, known[status.lower()], decided_by.strip(), " ".join(reason.split()), when)


def keep_decision(file: Path, decision: Decision) -> None:
    """Add it to the file."""
    read_decisions(file)
    append_row(file, COLUMNS, asdict(decision))


def read_decisions(file: Path) -> list[Decision]:
    """Every decision, the oldest first. Raises UserError where the file is no record of decisions."""
    return [Decision(**row) for row in read_rows(file, COLUMNS)]


def standing(decisions: list[Decision]) -> dict[str, Decision]:
    """Entry → the last decision on it."""
    return {decision.entry_id: decision for decision in decisions}
