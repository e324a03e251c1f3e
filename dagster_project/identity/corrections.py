"""Corrections by hand: two records are the same person, or are not, whatever the model says.

They stand in `identity_corrections.csv` in the data folder, one line each, and are only ever added to: of several on
the same two records the last one holds, and `withdrawn` leaves them to the model again. So who said what, when and why
stays readable, and every run and every rebuild from nothing applies them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.resources.errors import UserError
from dagster_project.resources.own_files import OwnFile, signed

VERDICTS = ("same", "different", "withdrawn")

COLUMNS = (
    "left_source", "left_source_id", "right_source", "right_source_id", "verdict", "decided_by", "reason", "decided_at",
)  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """A verdict on two records. The two stand in order, so that either way round is the same pair."""

    left: tuple[str, str]
    right: tuple[str, str]
    verdict: str
    decided_by: str
    reason: str
    decided_at: str


def make_correction(
    left: tuple[str, str], right: tuple[str, str], verdict: str, decided_by: str, reason: str,
    now: datetime | None = None,
) -> Correction:  # fmt: skip
    """A correction with its pair in order. Raises UserError where it says nothing, or nobody says it."""
    if verdict not in VERDICTS:
        raise UserError(f"{verdict!r} is no verdict.", f"It is one of {', '.join(VERDICTS)}.")
    if left == right:
        raise UserError(f"{left[0]}:{left[1]} is named twice.", "A correction is on two records.")
    who, why = signed(decided_by, reason)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    first, second = sorted((left, right))
    return Correction(first, second, verdict, who, why, f"{moment:%Y-%m-%dT%H:%M:%SZ}")


def keep_correction(file: Path, correction: Correction) -> None:
    """Add a line to the file, which is made where it is not there. Raises UserError where it cannot be read."""
    read_corrections(file)
    told = (
        *correction.left, *correction.right, correction.verdict, correction.decided_by, correction.reason,
        correction.decided_at,
    )  # fmt: skip
    _file(file).append([dict(zip(COLUMNS, told, strict=True))])


def read_corrections(file: Path) -> list[Correction]:
    """Every line, in order; none where there is no file. Raises UserError with the line that cannot be read."""
    found = []
    for row in _file(file).read():
        told = [row.values[name] for name in COLUMNS]
        if row.problem or told[4] not in VERDICTS or not all(told[:4]):
            raise UserError(
                f"{file}, line {row.line}: this is no correction: {row.problem or ','.join(told)}",
                f"A line has {len(COLUMNS)} values; the verdict is one of {', '.join(VERDICTS)}.",
            )
        first, second = sorted(((told[0], told[1]), (told[2], told[3])))
        found.append(Correction(first, second, *told[4:]))
    return found


def _file(file: Path) -> OwnFile:
    return OwnFile(file, COLUMNS, COLUMNS)


def in_force(corrections: Sequence[Correction]) -> dict[tuple[tuple[str, str], tuple[str, str]], Correction]:
    """Pair → the last correction on it, withdrawn ones left out."""
    last = {(c.left, c.right): c for c in corrections}
    return {pair: c for pair, c in last.items() if c.verdict != "withdrawn"}
