"""The outcome ledger as it stands now: that of a release, with what people have written down since it was made.

The page, its cards, `loompin outcomes list` and the weekly review all read this, and so say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

import polars as pl

from dagster_project.outcomes.decisions import Decision, read_decisions
from dagster_project.outcomes.forecasts import FrozenForecast, read_forecasts
from dagster_project.resources.paths import Home
from dashboards.figures import counted

KNOWN = "select entry_id, count(*) as decision_count from reporting.outcome_decisions group by entry_id"

FORECASTS = "select * from reporting.forecast_outcomes order by fix_on desc, forecast_id"

LEDGER = "select * from reporting.outcome_ledger where origin = 'measured' order by outcome_on desc, entry_id"

TITLES = "select source, opportunity_key, title as opportunity_title from reporting.roi_opportunities"

NOT_YET = "frozen since this release, which has not looked at it"
FAILED = "not supported: "
"""What a finding begins with whose checks failed."""

DECIDED = ("verification_status", "decided_by", "reason", "decided_at")
"""Columns of an entry that a decision fills."""


class Asks(Protocol):
    """Whatever answers a select on a release."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """Its rows."""


@dataclass(frozen=True)
class Standing:
    """Forecasts and measured entries as they stand now.

    forecasts: rows of reporting.forecast_outcomes, and those frozen since. ledger: measured rows of
    reporting.outcome_ledger with the standing decision. Both say in is_since what is newer than the release; the ledger
    in verified_although which checks had failed of what a person verified, and in decision all of that in words.
    decisions: those newer than the release, the oldest first.
    """

    forecasts: pl.DataFrame
    ledger: pl.DataFrame
    decisions: tuple[Decision, ...]

    def of(self, source: str) -> Standing:
        """Those of one source."""
        own = pl.col("source") == source
        ledger = self.ledger.filter(own)
        entries = set(ledger["entry_id"])
        return Standing(self.forecasts.filter(own), ledger, tuple(d for d in self.decisions if d.entry_id in entries))

    @property
    def waiting(self) -> pl.DataFrame:
        """Forecasts of which nothing is measured yet."""
        return self.forecasts.join(self.ledger, left_on=["source", "forecast_id"], right_on=["source", "entry_id"],
                                   how="anti", maintain_order="left")  # fmt: skip

    @property
    def to_decide(self) -> int:
        """Measured entries on which no person's decision stands."""
        return self.ledger.filter(pl.col("verification_status") == "Pending").height

    @property
    def entries(self) -> pl.DataFrame:
        """Measured entries, and after them forecasts that wait, with why; the columns of ledger."""
        waiting = self.waiting.select(
            "source", "opportunity_key", "is_since", entry_id="forecast_id", outcome_on="fix_on",
            origin=pl.lit("waiting"), title=pl.coalesce("opportunity_title", "opportunity_key"),
            finding=pl.lit("not measured: ") + pl.col("why_not_measured"), decision=pl.lit("waits to be measured"),
        )  # fmt: skip
        return pl.concat([self.ledger, waiting], how="diagonal_relaxed")


def standing_outcomes(release: Asks, home: Home) -> Standing:
    """What a release holds, and what was written down in the data folder since.

    A decision is newer where the release holds fewer of its entry, a forecast where the release has none of its
    identifier. Raises UserError where the release has no outcomes, or a file of people's words cannot be read.
    """
    forecasts = release.sql(FORECASTS)
    ledger = release.sql(LEDGER)
    newer = newer_decisions(release, home)
    known = set(forecasts["forecast_id"])
    frozen = [forecast for forecast in read_forecasts(home.frozen_forecasts) if forecast.forecast_id not in known]
    entries = with_decisions(ledger, newer)
    decided = entries.select("source", forecast_id="entry_id", status_now="verification_status")
    rows = forecasts.join(decided, on=["source", "forecast_id"], how="left", maintain_order="left").with_columns(
        verification_status=pl.coalesce("status_now", "verification_status")
    )
    titles = release.sql(TITLES) if frozen else pl.DataFrame()
    return Standing(with_forecasts(rows.drop("status_now"), frozen, titles), entries, tuple(newer))


def newer_decisions(release: Asks, home: Home) -> list[Decision]:
    """Decisions in the data folder that a release does not hold, the oldest first."""
    return decisions_since(dict(release.sql(KNOWN).iter_rows()), read_decisions(home.outcome_decisions))


def not_scored_yet(newer: Sequence[Decision]) -> str:
    """What is to be said beside a score that was made before these decisions; nothing where there are none."""
    told = counted(len(newer), "newer decision is", "newer decisions are")
    return f" {told} not in it before the next run." if newer else ""


def failed_checks(release: Asks) -> dict[str, str]:
    """Each measured entry of a release with which of its checks failed; nothing where none did.

    A decision is on an entry in every source that has it, so what failed in any of them is told.
    """
    failed: dict[str, list[str]] = {}
    for entry, said, finding in release.sql(LEDGER).select("entry_id", "suggested_status", "finding").iter_rows():
        told = failed.setdefault(entry, [])
        if said == "Disputed" and finding.removeprefix(FAILED) not in told:
            told.append(finding.removeprefix(FAILED))
    return {entry: "; ".join(told) for entry, told in failed.items()}


def decisions_since(known: dict[str, int], decisions: list[Decision]) -> list[Decision]:
    """Decisions beyond those that a release holds. known: entry → how many it holds."""
    seen: dict[str, int] = {}
    newer = []
    for decision in decisions:
        seen[decision.entry_id] = seen.get(decision.entry_id, 0) + 1
        if seen[decision.entry_id] > known.get(decision.entry_id, 0):
            newer.append(decision)
    return newer


def with_decisions(ledger: pl.DataFrame, newer: list[Decision]) -> pl.DataFrame:
    """Measured entries with the last of newer decisions in place of the release's, and what that says in words."""
    last = {decision.entry_id: decision for decision in newer}
    told = pl.DataFrame(
        [[d.entry_id, d.status, d.decided_by, d.reason, d.decided_at] for d in last.values()],
        schema=dict.fromkeys(("entry_id", *(f"newer_{name}" for name in DECIDED)), pl.String), orient="row",
    )  # fmt: skip
    joined = ledger.join(told, on="entry_id", how="left", maintain_order="left").with_columns(
        pl.coalesce(pl.col(f"newer_{name}"), pl.col(name).cast(pl.String)).alias(name) for name in DECIDED
    )
    is_despite = (pl.col("verification_status") == "Verified") & (pl.col("suggested_status") == "Disputed")
    return (
        joined.with_columns(
            is_since=pl.col("newer_verification_status").is_not_null(),
            verified_although=pl.when(is_despite).then(pl.col("finding").str.strip_prefix(FAILED)),
        )
        .with_columns(decision=_in_words())
        .drop(f"newer_{name}" for name in DECIDED)
    )


def _in_words() -> pl.Expr:
    by = pl.when(pl.col("decided_by").is_null()).then(pl.lit(""))
    taken_back = by.when(pl.col("verification_status") == "Pending").then(pl.lit(", taken back by "))
    name = taken_back.otherwise(pl.lit(" by ")) + pl.col("decided_by").fill_null("")
    although = (pl.lit(" although ") + pl.col("verified_although")).fill_null("")
    since = pl.when("is_since").then(pl.lit(" (since the release)")).otherwise(pl.lit(""))
    return pl.concat_str(pl.col("verification_status"), name, although, since)


def with_forecasts(rows: pl.DataFrame, frozen: list[FrozenForecast], titles: pl.DataFrame) -> pl.DataFrame:
    """Forecasts of a release, and before them those frozen since, of which nothing is measured.

    titles: what each opportunity is called (source, opportunity_key, opportunity_title).
    """
    here = rows.with_columns(is_since=pl.lit(value=False))
    if not frozen:
        return here
    told = [
        {name: value for name, value in asdict(forecast).items() if name not in ("account_ids", "method")}
        | {
            "forecast_method": forecast.method, "origin": "frozen here", "why_not_measured": NOT_YET,
            "is_frozen_before_fix": forecast.frozen_at.date() < forecast.fix_on, "verification_status": "Pending",
            "is_scored": False, "is_since": True,
        }
        for forecast in frozen
    ]  # fmt: skip
    named = pl.DataFrame(told).join(titles, on=["source", "opportunity_key"], how="left")
    shared = [name for name in named.columns if name in here.columns]
    fitting = named.select(pl.col(name).cast(here.schema[name]) for name in shared).sort("fix_on", descending=True)
    return pl.concat([fitting, here], how="diagonal_relaxed").select(here.columns)
