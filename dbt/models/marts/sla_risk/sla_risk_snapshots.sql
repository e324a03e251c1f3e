with

at_risk as (

    select * from {{ ref('sla_risk_stretches') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

looks as (

    select
        *,
        {{ unnested(whole_numbers(
            whole_quotient('from_second + ' ~ (risk_setting('snapshot_seconds') - 1), risk_setting('snapshot_seconds')),
            whole_quotient('to_second - 1', risk_setting('snapshot_seconds'))
        )) }} as look_number
    from at_risk
    where from_second < to_second

),

timed as (

    select
        *,
        look_number * {{ risk_setting('snapshot_seconds') }} as snapshot_second
    from looks

),

measured as (

    select
        timed.*,
        timed.elapsed_before + case
            when timed.kind = 'counted'
                then
                    {{ sla_business_seconds_before('timed.calendar_key', 'timed.snapshot_second', 'piece') }}
                    - timed.business_second_at_start
            else 0
        end as elapsed_seconds
    from timed
    {{ sla_join_piece('pieces', 'piece', 'timed.calendar_key', 'timed.snapshot_second') }}

),

-- A breach is dated by its due time, but one that falls on closing is not there until the desk opens: at every look
-- until then the target was used up and no more, and whether the clock would be met was open.
at_risk_still as (

    select *
    from measured
    where
        elapsed_seconds <= target_seconds
        and (
            breached_second is null
            or snapshot_second < breached_second
            or (elapsed_seconds = target_seconds and target_from_second <= breached_second)
        )

)

select
    source,
    clock,
    window_key,
    snapshot_second,
    coalesce(priority, 'none') as priority,
    sla_tier,
    case when kind = 'paused' then 'paused' else 'running' end as clock_state,
    cast(elapsed_seconds as double) / target_seconds as used_share,
    {{ risk_bucket('elapsed_seconds', 'target_seconds') }} as used_bucket,
    status,
    snapshot_second >= held_out_from_second as is_held_out,
    -- What was still at risk when the held-out weeks began was not known then, whatever its due time.
    decided_second < held_out_from_second
    and max(case when snapshot_second = held_out_from_second then 1 else 0 end) over (
        partition by window_key
    ) = 0 as is_known_before_hold_out
from at_risk_still
