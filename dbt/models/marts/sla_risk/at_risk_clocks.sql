with

clocks as (

    select
        clocks.*,
        sources.as_of
    from {{ ref('sla_clock_windows') }} as clocks
    inner join {{ ref('sources') }} as sources on clocks.source = sources.source

),

predictions as (

    select * from {{ ref('sla_risk_predictions') }}

),

open_clocks as (

    select
        clocks.source,
        clocks.tenant_id,
        clocks.case_id,
        clocks.clock,
        clocks.window_number,
        clocks.priority,
        clocks.segment,
        clocks.sla_tier,
        clocks.status,
        clocks.policy_id,
        clocks.calendar_id,
        clocks.target_seconds,
        clocks.elapsed_seconds,
        clocks.remaining_seconds,
        cast(clocks.elapsed_seconds as double) / clocks.target_seconds as used_share,
        clocks.arr_usd,
        predictions.probability as breach_probability,
        predictions.probability * cast(clocks.arr_usd as double) as expected_arr_at_risk_usd,
        predictions.similar_count,
        clocks.started_at,
        clocks.due_at,
        clocks.as_of
    from clocks
    left join predictions on clocks.window_key = predictions.window_key and predictions.fit = 'in use'
    where clocks.status in ('running', 'paused')

)

select * from open_clocks
