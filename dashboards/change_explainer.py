"""Why attainment changed between two periods: volume mix, rate and policy, adding up exactly.

In: reporting.sla_attainment_cells and reporting.sla_targets_in_force. Out: a row per group and one for all of them.
The sums and the split are one SQL query; nothing is computed here.

Attainment of a period is A = Σ w_g · r_g over groups g (segment × priority, say), where w_g is the group's share of
the decided promises and r_g the share of them that was met. Three things can change: the mix (w), what happened (the
elapsed times behind r) and the targets that r is judged by. Each effect is its Shapley value: the mean of what
changing it makes over all six orders of changing the three, so that no order is preferred and nothing is left over:
mix + rate + policy = A₂ − A₁, exactly. Sources: Das Gupta 1993, Standardization and Decomposition of Rates (US
Bureau of the Census, P23-186); Shorrocks 2013, J. Econ. Inequality 11:99 (the same as a Shapley value).

What the other period's targets would have made of a promise is judged by its elapsed time (elapsed ≤ target is met)
under the target that was in force for its group when that period ended. A promise whose calendar differs from that
target's keeps its outcome, since time on one calendar says nothing of another; it is counted as not judged again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dagster_project.resources.errors import UserError

GROUPS = {"segment": "segment", "priority": "priority", "sla_tier": "tier", "source": "source", "tenant_id": "tenant"}
"""What groups can be made of: column → word."""

DEFAULT_GROUPS = ("segment", "priority")

Ask = Callable[[str, Sequence[object]], pl.DataFrame]
"""Answers a select with its parameters: ReleaseReader.sql or Answers.sql."""


@dataclass(frozen=True)
class Weeks:
    """Whole weeks, from one Monday to another, both included."""

    first: date
    last: date

    @property
    def until(self) -> date:
        """The last day."""
        return self.last + timedelta(days=6)

    def __str__(self) -> str:
        """As the command line takes it: 2026-W40, or 2026-W40..2026-W44."""
        first, last = (f"{day:%G-W%V}" for day in (self.first, self.last))
        return first if first == last else f"{first}..{last}"


def parse_weeks(text: str, option: str) -> Weeks:
    """Weeks from 2026-W40 or 2026-W36..2026-W39. Raises UserError, naming the option, for anything else."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})(?:\.\.(\d{4})-W(\d{2}))?", text.strip())
    help_text = "Write an ISO week as 2026-W40, or several as 2026-W36..2026-W39."
    if not found:
        raise UserError(f"{option} {text!r} is no week.", help_text)
    numbers = [int(part) for part in found.groups() if part]
    try:
        mondays = [date.fromisocalendar(*numbers[at : at + 2], 1) for at in range(0, len(numbers), 2)]
    except ValueError as error:
        raise UserError(f"{option} {text!r} is no week: {error}.", help_text) from None
    if mondays[-1] < mondays[0]:
        raise UserError(f"{option} {text!r} ends before it begins.", help_text)
    return Weeks(mondays[0], mondays[-1])


def explain_change(
    ask: Ask,
    clock: str,
    before: Weeks,
    after: Weeks,
    groups: Sequence[str] = DEFAULT_GROUPS,
    where: Mapping[str, Sequence[str]] | None = None,
) -> pl.DataFrame:
    """The split, a row per group, that of all groups last.

    Columns: group, is_total, decided_before, met_before, decided_after, met_after, share_before, share_after,
    rate_before, rate_after, mix, rate, policy, change (all 0 to 1, of the whole attainment), not_judged_again
    (promises, of both periods). A group's mix effect is its change of share times how far its rate lies from the
    mean attainment of both periods, so that more of a worse group counts as a loss; over all groups this is the same.
    Raises UserError for groups or filters that do not exist, and where a period has no decided promise.
    """
    unknown = [name for name in (*groups, *(where or {})) if name not in GROUPS]
    if unknown or not groups:
        raise UserError(
            f"{unknown[0]!r} is nothing that promises are grouped by." if unknown else "No group was named.",
            f"Choose from {', '.join(GROUPS)}.",
        )
    parameters: list[object] = [clock, before.first, before.last, after.first, after.last]
    conditions = ""
    for name, values in (where or {}).items():
        parameters.append(list(values))
        conditions += f" and list_contains(${len(parameters)}::varchar[], cells.{name})"
    listed = " || ' · ' || ".join(f"coalesce(own.{name}, 'none')" for name in groups)
    rows = ask(QUERY.format(group=listed, conditions=conditions), parameters)
    for weeks, column in ((before, "decided_before"), (after, "decided_after")):
        if rows.is_empty() or not rows[column][-1]:
            raise UserError(
                f"No promise of the clock {clock} was decided in {weeks}.", "Choose other weeks, or fewer filters."
            )
    return rows


QUERY = """
with

cells as (
    select * from reporting.sla_attainment_cells as cells
    where clock = $1 and (week between $2 and $3 or week between $4 and $5){conditions}
),

-- Periods that overlap count their common weeks twice, once in each.
own as (
    select *, 1 as period from cells where is_own_target and week between $2 and $3
    union all
    select *, 2 as period from cells where is_own_target and week between $4 and $5
),

-- The target that was in force for a group of cases when each period ended.
targets as (
    select
        source, tenant_id, segment, sla_tier, coalesce(priority, '') as priority, periods.period,
        max(target_seconds) as target_seconds, max(coalesce(calendar_id, '')) as calendar_id
    from reporting.sla_targets_in_force
    cross join (values (1, $3::date + 7), (2, $5::date + 7)) as periods (period, ended_on)
    where
        clock = $1
        and (valid_from is null or valid_from < periods.ended_on)
        and (valid_to is null or valid_to >= periods.ended_on)
    group by all
),

-- What the other period's target makes of a cell: the same where it is the same, unknown where the calendar differs.
judged as (
    select
        {group} as group_name, own.period, own.decided_count, own.met_count,
        case
            when targets.calendar_id <> coalesce(own.calendar_id, '') then own.decided_count else 0
        end as not_judged_again,
        coalesce(again.met_count, own.met_count) as met_by_other_target
    from own
    left join targets
        on own.source = targets.source and own.tenant_id = targets.tenant_id and own.segment = targets.segment
        and own.sla_tier = targets.sla_tier and coalesce(own.priority, '') = targets.priority
        and targets.period = 3 - own.period
    left join cells as again
        on targets.calendar_id = coalesce(own.calendar_id, '')
        and again.judged_target_seconds = targets.target_seconds and not again.is_own_target
        and own.target_seconds = again.target_seconds and own.source = again.source
        and own.tenant_id = again.tenant_id and own.segment = again.segment and own.sla_tier = again.sla_tier
        and coalesce(own.priority, '') = coalesce(again.priority, '') and own.week = again.week
        and coalesce(own.calendar_id, '') = coalesce(again.calendar_id, '')
),

counted as (
    select
        group_name,
        coalesce(sum(decided_count) filter (where period = 1), 0)::bigint as decided_before,
        coalesce(sum(met_count) filter (where period = 1), 0)::bigint as met_before,
        coalesce(sum(met_by_other_target) filter (where period = 1), 0)::bigint as met_before_by_later_target,
        coalesce(sum(decided_count) filter (where period = 2), 0)::bigint as decided_after,
        coalesce(sum(met_count) filter (where period = 2), 0)::bigint as met_after,
        coalesce(sum(met_by_other_target) filter (where period = 2), 0)::bigint as met_after_by_earlier_target,
        sum(not_judged_again)::bigint as not_judged_again
    from judged
    group by group_name
),

-- r_jk: what happened in period j, judged by the targets of period k. A group that one period lacks is taken to have
-- had the other's rates, so that its coming or going is all mix.
rates as (
    select
        *, nullif(decided_before, 0) as n_1, nullif(decided_after, 0) as n_2,
        coalesce(decided_before / nullif(sum(decided_before) over (), 0), 0) as w_1,
        coalesce(decided_after / nullif(sum(decided_after) over (), 0), 0) as w_2,
        sum(met_before) over () / nullif(sum(decided_before) over (), 0) as a_1,
        sum(met_after) over () / nullif(sum(decided_after) over (), 0) as a_2,
        coalesce(met_before / n_1, met_after_by_earlier_target / n_2) as r_11,
        coalesce(met_before_by_later_target / n_1, met_after / n_2) as r_12,
        coalesce(met_after_by_earlier_target / n_2, met_before / n_1) as r_21,
        coalesce(met_after / n_2, met_before_by_later_target / n_1) as r_22
    from counted
),

effects as (
    select
        *,
        (w_2 - w_1) * ((2 * r_11 + r_12 + r_21 + 2 * r_22) / 6 - (a_1 + a_2) / 2) as mix,
        (w_1 * (2 * (r_21 - r_11) + (r_22 - r_12)) + w_2 * ((r_21 - r_11) + 2 * (r_22 - r_12))) / 6 as rate,
        (w_1 * (2 * (r_12 - r_11) + (r_22 - r_21)) + w_2 * ((r_12 - r_11) + 2 * (r_22 - r_21))) / 6 as policy
    from rates
)

select
    coalesce(group_name, 'all') as group, grouping(group_name) = 1 as is_total,
    sum(decided_before)::bigint as decided_before, sum(met_before)::bigint as met_before,
    sum(decided_after)::bigint as decided_after, sum(met_after)::bigint as met_after,
    sum(w_1) as share_before, sum(w_2) as share_after,
    sum(met_before) / nullif(sum(decided_before), 0) as rate_before,
    sum(met_after) / nullif(sum(decided_after), 0) as rate_after,
    sum(mix) as mix, sum(rate) as rate, sum(policy) as policy, sum(mix) + sum(rate) + sum(policy) as change,
    sum(not_judged_again)::bigint as not_judged_again
from effects
group by grouping sets ((group_name), ())
order by is_total, abs(sum(mix) + sum(rate) + sum(policy)) desc, group_name
"""
