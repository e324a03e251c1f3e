"""The main numbers of the desk."""

from __future__ import annotations

import polars as pl

from dashboards.cards import Card
from dashboards.desk import queries
from dashboards.desk.scope import Scope
from dashboards.durations import duration, share
from dashboards.figures import counted, dollars, whole

CSAT = "Share of the survey answers about these cases that are 4 or 5 on the scale of 5."
BREACHED = "Cases with any breached SLA clock, as a share of all."
SHARES = ("engineering_share", "file_share", "repeat_request_share", "new_requester_share")


def desk_cards(scope: Scope) -> list[Card]:
    """Volume, pace, satisfaction and promises of the cases opened in the period; then where they go and who asks."""
    all_cases = scope.figures("all").row(0, named=True)
    definition = scope.answers.definition
    counts = [definition(share).denominator for share in SHARES]
    asked = scope.ask(*dict.fromkeys([f"{s}{end}" for s in SHARES for end in ("", "_low", "_high")] + counts))
    updates = scope.answers.ask(
        ["sla_attainment", "sla_attainment_low", "sla_attainment_high", "sla_decided"], (),
        {**scope.where, "clock": ("update_cadence",)}, scope.since, scope.until,
    ).row(0, named=True)  # fmt: skip
    overdue = scope.list(queries.ACTIONS).filter(pl.col("standing") == "overdue").height

    def figure(label: str, rate: str, n: str, meaning: str) -> Card:
        interval = (all_cases[f"{rate}_low"], all_cases[f"{rate}_high"])
        value = all_cases[rate]
        return Card(label, None if value is None else share(value), meaning, rate=value,
                    interval=None if value is None else interval, n=all_cases[n])  # fmt: skip

    def metric(label: str, name: str) -> Card:
        value = asked[name]
        interval = None if value is None else (asked[f"{name}_low"], asked[f"{name}_high"])
        return Card(label, None if value is None else share(value), definition(name).description, rate=value,
                    interval=interval, n=asked[definition(name).denominator])  # fmt: skip

    kept = updates["sla_attainment"]
    return [
        Card("Cases", whole(all_cases["case_count"]), "Cases opened in the period, removed ones left out.",
             note=f"{counted(all_cases['tenant_count'], 'account')}, {dollars(all_cases['arr_usd'])} ARR"),
        Card("MTTR, median", duration(all_cases["mttr_median_seconds"]), definition("mttr_median").description,
             n=all_cases["timed_count"]),
        Card("MTTR, p90", duration(all_cases["mttr_p90_seconds"]), definition("mttr_p90").description,
             n=all_cases["timed_count"]),
        figure("CSAT", "csat", "answered_count", CSAT),
        figure("Breached", "breached_rate", "case_count", BREACHED),
        metric("Reach engineering", "engineering_share"),
        Card("Updates on time", None if kept is None else share(kept),
             "Promised updates of escalated cases that were kept: " + definition("sla_attainment").description,
             rate=kept, n=updates["sla_decided"],
             interval=None if kept is None else (updates["sla_attainment_low"], updates["sla_attainment_high"])),
        Card("Overdue actions", whole(overdue), "Corrective actions not done by the day they were promised for.",
             is_alarm=bool(overdue)),
        metric("With files", "file_share"),
        metric("From new requesters", "new_requester_share"),
        metric("Repeat requests", "repeat_request_share"),
        figure("Reopened", "reopened_rate", "ever_resolved_count", definition("reopen_rate").description),
    ]  # fmt: skip
