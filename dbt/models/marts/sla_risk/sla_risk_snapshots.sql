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
    decided_second,
    snapshot_second >= held_out_from_second as is_held_out,
    decided_second < held_out_from_second as is_known_before_hold_out
from measured
where elapsed_seconds <= target_seconds
