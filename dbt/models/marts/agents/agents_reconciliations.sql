with

side_by_side as (

    select * from {{ ref('action_logs_side_by_side') }}

),

wargames as (

    select * from {{ ref('wargames') }}

),

unioned as (

    -- An action of one log alone is not reported, or not computable; one that has not ended has nothing to compare.
    select
        source,
        tenant_id,
        'unified_action_logs.duration' as measure,
        action_id as entity_id,
        cast(started_at as date) as period_date,
        unified_duration_seconds as reported_value,
        duration_seconds as computed_value,
        cast(0.05 as double) as tolerance
    from side_by_side
    where coalesce(duration_seconds, unified_duration_seconds) is not null

    union all

    -- Success as 1, anything else as 0.
    select
        source,
        tenant_id,
        'unified_action_logs.status is success' as measure,
        action_id as entity_id,
        cast(started_at as date) as period_date,
        cast(case when unified_status = 'success' then 1 else 0 end as double) as reported_value,
        cast(case when status = 'success' then 1 else 0 end as double) as computed_value,
        cast(0 as double) as tolerance
    from side_by_side
    where is_in_unified and is_in_action_logs

    union all

    select
        source,
        tenant_id,
        'wargame_simulations.message_count' as measure,
        simulation_id as entity_id,
        cast(started_at as date) as period_date,
        cast(reported_message_count as double) as reported_value,
        cast(message_count as double) as computed_value,
        cast(0 as double) as tolerance
    from wargames
    where reported_message_count is not null

    union all

    select
        source,
        tenant_id,
        'wargame_simulations.round_count' as measure,
        simulation_id as entity_id,
        cast(started_at as date) as period_date,
        cast(reported_round_count as double) as reported_value,
        cast(round_count as double) as computed_value,
        cast(0 as double) as tolerance
    from wargames
    where reported_round_count is not null

)

select * from unioned
