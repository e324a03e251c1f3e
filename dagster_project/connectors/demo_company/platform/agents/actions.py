"""Actions of agents, and the joint log that is to hold them all.

Everything that the policies forbid is planted: other actions stay within limits, with an approval where one is needed.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import (
    Flags,
    Floats,
    Ints,
    Random,
    between,
    choose,
    choose_by_row,
    happens,
    spread,
    within,
)
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents import roster
from dagster_project.connectors.demo_company.platform.agents.policies import DENIED
from dagster_project.connectors.demo_company.platform.agents.roster import log_start
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.contract import Money
from data_contracts.platform.agents import ActionLogs, UnifiedActionLogs

WORDS = (
    "Customers ask for a dark theme; the tone is even.", "Most complaints are about the time until data arrive.",
    "Sent the summary to [redacted], who had asked for it.", "Two of three praise the new search.",
)  # fmt: skip
LEAKS = ("Summary for dana.ruiz@customer.example: exports fail.", "Customer asks to be called at +49 30 5550 1234.")


def action_log(scene: Scene, of_playbooks: pl.DataFrame) -> pl.DataFrame:
    """All actions in the order they began, those of playbooks among them, with their ids."""
    count = int(np.clip(scene.world.cases * 4, 4_000, 60_000))
    both = pl.concat([_ordinary(scene, count), of_playbooks]).sort("started_at", "playbook_run_id", "agent_id")
    ended = pl.col("started_at") + pl.duration(seconds=pl.col("duration_seconds").fill_null(0).floor())
    return both.with_columns(
        id=rows.numbered("ACT-", np.arange(1, both.height + 1), 7),
        # Whoever was asked to do something at the very end is not done with it yet.
        updated_at=pl.min_horizontal(ended, pl.lit(both["started_at"].max())),
    )


def _ordinary(scene: Scene, count: int) -> pl.DataFrame:
    rng, history, world = scene.rng, scene.world.history, scene.world
    agent = choose(rng, count, np.ones(len(roster.AGENTS)))
    kind = choose_by_row(rng, roster.TYPE_WEIGHTS, agent)
    started = between(rng, count, log_start(history), history.until - HOUR).astype(np.int64)
    _, entities, verbs, medians, successes, costs = (
        np.array(facts) for facts in zip(*roster.ACTION_TYPES, strict=True)
    )
    failing = (1 - successes[kind]) * np.where(agent == _place(roster.FAILING_AGENT), planted("agent_fails").size, 1)
    status = np.where(happens(rng, count, failing), "failed", "success").astype("U9")
    status[happens(rng, count, 0.01)] = "cancelled"
    is_slow = (agent == _place(roster.SLOW_AGENT)) & (kind == roster.EXPORT)
    seconds = np.round(spread(rng, count, medians[kind] * np.where(is_slow, planted("slow_exports").size, 1), 0.5), 1)
    cents = np.maximum(1, np.round(spread(rng, count, 100 * costs[kind], 0.6))).astype(np.int64)
    refund = np.where(kind == roster.REFUND, np.round(spread(rng, count, 4_500.0, 0.9)), 0).astype(np.int64)
    requested = _requested(rng, kind, started)
    tenant = choose(rng, count, np.append(world.company.weight, 0.3))
    entity, verb, output = entities[kind].astype("U12"), verbs[kind].astype("U12"), _outputs(rng, kind)
    # What is planted, each among actions that it fits, none of them twice.
    free = status == "success"
    stuck = _some(
        rng, (kind == roster.TYPE_NAMES.index("SYNC_CRM")) & free & _is_old(history, started), "stuck_actions"
    )
    status[stuck] = "running"
    unapproved = _some(rng, (refund > 100 * roster.APPROVAL_ABOVE_USD) & free, "unapproved_refunds")
    _spend_too_much(rng, history, agent, started, cents, free & ~stuck)
    leaky = _some(rng, np.isin(kind, roster.READS_USER_DATA) & free, "unredacted_outputs")
    output[leaky] = np.array(LEAKS)[np.arange(leaky.sum()) % len(LEAKS)]
    late = _some(rng, (kind == roster.DELETION) & free, "late_deletions")
    requested[late] = started[late] - (roster.DELETION_DAYS + 1 + within(rng, np.full(late.sum(), 15))) * DAY
    denied = _some(rng, _has_role(agent, DENIED[2]) & (kind == roster.EXPORT) & free, "denied_actions_taken")
    entity[denied], verb[denied] = DENIED[:2]
    needs_person = (refund > 100 * roster.APPROVAL_ABOVE_USD) & ~unapproved
    return rows.frame(
        ActionLogs,
        {
            "id": pl.Series([""]).new_from_index(0, count),
            "agent_id": rows.texts(roster.AGENT_NAMES).gather(agent),
            "action_type": rows.texts(roster.TYPE_NAMES).gather(kind),
            "status": status,
            "duration_seconds": rows.where(seconds, status != "running"),
            "tenant_id": rows.pick(world.company.ids, np.where(tenant < len(world.company.ids), tenant, -1)),
            "acting_role": rows.texts(roster.ROLES).gather(agent),
            "target_entity": entity,
            "target_action": verb,
            "spend_usd": _dollars(cents),
            "amount_usd": rows.where(_dollars(refund), refund > 0),
            "approved_by": rows.pick(
                world.staff.ids, np.where(needs_person, within(rng, np.full(count, len(world.staff.ids))), -1)
            ),
            "output_text": pl.Series(output).replace("", None),
            "requested_at": rows.instants(requested),
            "started_at": rows.instants(started),
        },
    )


def unified_log(rng: Random, actions: pl.DataFrame) -> pl.DataFrame:
    """The joint log: most actions as they are, some lost, some strange, some told otherwise."""
    ended = actions["duration_seconds"].is_not_null().to_numpy()
    kept = ~_share(rng, ended, "unified_log_lost")
    off = _share(rng, ended & kept, "unified_duration_off")
    praised = _some(rng, (actions["status"] == "failed").to_numpy() & kept & ~off, "unified_status_off")
    seconds = np.round(actions["duration_seconds"].to_numpy() + off * (1 + within(rng, np.full(len(ended), 9))), 1)
    told = actions.with_columns(
        duration_seconds=pl.Series(seconds).fill_nan(None),
        status=pl.when(pl.Series(praised)).then(pl.lit("success")).otherwise("status"),
    ).select(list(UnifiedActionLogs.dtypes()))
    strange = told.filter(
        pl.Series(_some(rng, ended & (np.arange(len(ended)) < 0.9 * len(ended)), "unified_log_extra"))
    )
    return pl.concat([told.filter(pl.Series(kept)), strange.with_columns(id=pl.concat_str(pl.lit("X-"), "id"))])


def _place(agent: str) -> int:
    return roster.AGENT_NAMES.index(agent)


def _has_role(agent: Ints, role: str) -> Flags:
    return np.isin(agent, [place for place, name in enumerate(roster.ROLES) if name == role])


def _is_old(history: History, started: Ints) -> Flags:
    return (started > history.until - 60 * DAY) & (started < history.until - 5 * DAY)


def _some(rng: Random, among: Flags, effect: str) -> Flags:
    """As many of them as the effect says."""
    chosen = np.zeros(among.size, dtype=bool)
    chosen[rng.permutation(np.flatnonzero(among))[: int(planted(effect).size)]] = True
    return chosen


def _share(rng: Random, among: Flags, effect: str) -> Flags:
    """The share of them that the effect says."""
    chosen = np.zeros(among.size, dtype=bool)
    chosen[rng.permutation(np.flatnonzero(among))[: round(among.sum() * planted(effect).size)]] = True
    return chosen


def _spend_too_much(rng: Random, history: History, agent: Ints, started: Ints, cents: Ints, among: Flags) -> None:
    """One dear action on as many days of an agent as are planted."""
    over = rng.permutation(np.flatnonzero(among & (started < history.until - DAY)))
    _, first = np.unique(agent[over] * 10**6 + started[over] // DAY, return_index=True)
    dear = over[np.sort(first)][: int(planted("budget_overruns").size)]
    cents[dear] = 100 * roster.DAILY_LIMIT_USD + 100 * (1 + within(rng, np.full(dear.size, 60)))


def _requested(rng: Random, kind: Ints, started: Ints) -> Ints:
    """Refunds and deletions are asked for: a refund some minutes before, a deletion some days."""
    count = started.size
    waits = np.where(kind == roster.REFUND, between(rng, count, 60, 4 * HOUR), between(rng, count, DAY, 25 * DAY))
    return np.where(np.isin(kind, [roster.REFUND, roster.DELETION]), started - waits.astype(np.int64), NEVER)


def _outputs(rng: Random, kind: Ints) -> np.ndarray:
    words = np.array(WORDS, dtype="U80")[within(rng, np.full(kind.size, len(WORDS)))]
    return np.where(np.isin(kind, roster.READS_USER_DATA), words, "")


def _dollars(cents: Ints | Floats) -> pl.Series:
    """Whole cents as dollars, exactly."""
    text = pl.Series(cents).cast(pl.String).str.zfill(3)
    return (text.str.head(-2) + "." + text.str.tail(2)).str.to_decimal(scale=2).cast(Money)
