with

reflex_performance as (

    select * from {{ ref('reflex_performance') }}

)

select
    source,
    reflex_id,
    reflex_name,
    reflex_type,
    trigger_condition,
    signal,
    operator,
    threshold,
    threshold_unit,
    entity_kind,
    action_plan,
    is_enabled,
    is_evaluated,
    not_evaluated_reason,
    due_count,
    fired_count,
    missed_count,
    pending_count,
    repeated_count,
    false_count,
    judged_fire_count,
    not_verifiable_count,
    logged_count,
    succeeded_count,
    missed_rate,
    missed_rate_low,
    missed_rate_high,
    false_rate,
    false_rate_low,
    false_rate_high,
    median_execution_ms,
    p90_execution_ms,
    median_delay_seconds,
    watched_from,
    last_fired_at
from reflex_performance
