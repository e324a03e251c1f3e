with

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

targets as (

    select * from {{ ref('sla_targets_in_force') }}

),

-- 1970-01-05 was a Monday: weeks are counted from there, in UTC.
decided as (

    select
        source,
        tenant_id,
        segment,
        sla_tier,
        priority,
        clock,
        calendar_id,
        target_seconds,
        elapsed_seconds,
        case when status = 'met' then 1 else 0 end as is_met,
        {{ date_of_day_number(
            whole_quotient(utc_day(epoch_seconds('decided_at')) ~ ' + 3', 7) ~ ' * 7 - 3'
        ) }} as week
    from clocks
    where status in ('met', 'breached')

),

-- Every other target that the same cases were ever promised on the same calendar: elapsed time on one calendar says
-- nothing of another one.
other_targets as (

    select distinct
        source,
        tenant_id,
        segment,
        sla_tier,
        priority,
        clock,
        calendar_id,
        target_seconds
    from targets

),

as_judged as (

    select
        *,
        target_seconds as judged_target_seconds,
        is_met as is_met_as_judged
    from decided

),

judged_again as (

    select
        decided.*,
        other_targets.target_seconds as judged_target_seconds,
        case when decided.elapsed_seconds <= other_targets.target_seconds then 1 else 0 end as is_met_as_judged
    from decided
    inner join other_targets
        on
            decided.source = other_targets.source
            and decided.tenant_id = other_targets.tenant_id
            and decided.segment = other_targets.segment
            and decided.sla_tier = other_targets.sla_tier
            and coalesce(decided.priority, '') = coalesce(other_targets.priority, '')
            and decided.clock = other_targets.clock
            and coalesce(decided.calendar_id, '') = coalesce(other_targets.calendar_id, '')
            and decided.target_seconds <> other_targets.target_seconds

),

all_judgements as (

    select * from as_judged
    union all
    select * from judged_again

),

cells as (

    select
        source,
        tenant_id,
        segment,
        sla_tier,
        priority,
        clock,
        calendar_id,
        week,
        target_seconds,
        judged_target_seconds,
        target_seconds = judged_target_seconds as is_own_target,
        count(*) as decided_count,
        cast(sum(is_met_as_judged) as bigint) as met_count
    from all_judgements
    group by
        source, tenant_id, segment, sla_tier, priority, clock, calendar_id, week, target_seconds, judged_target_seconds

)

select * from cells
