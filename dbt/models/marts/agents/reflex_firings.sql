with

conditions as (

    select * from {{ ref('int_reflex_conditions') }}

),

observations as (

    select * from {{ ref('int_reflex_observations') }}

),

fires as (

    select * from {{ ref('int_reflex_fires') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

-- Whatever a reflex should have fired for, with the first fire for it.
expected as (

    select
        observations.source,
        observations.reflex_id,
        coalesce(observations.tenant_id, fires.tenant_id) as tenant_id,
        observations.entity_id,
        observations.signal_value,
        observations.observed_at,
        fires.fired_at,
        fires.outcome,
        fires.execution_time_ms,
        case
            when fires.fire_id is not null then 'fired'
            when observations.is_recent then 'pending'
            else 'missed'
        end as verdict
    from observations
    left join fires
        on
            observations.source = fires.source
            and observations.reflex_id = fires.reflex_id
            and observations.entity_id = fires.entity_id
            and observations.observed_at = fires.observed_at
            and fires.place_of_observation = 1
    where observations.is_to_fire and observations.is_watched

),

-- Fires that nothing asked for, that came again, or that cannot be judged.
others as (

    select
        fires.source,
        fires.reflex_id,
        fires.tenant_id,
        fires.entity_id,
        fires.signal_value,
        fires.observed_at,
        fires.fired_at,
        fires.outcome,
        fires.execution_time_ms,
        case
            when not coalesce(conditions.is_evaluated, false) or fires.fired_at is null then 'not verifiable'
            when fires.is_to_fire and not fires.is_watched then 'not verifiable'
            when fires.is_to_fire then 'fired again'
            when fires.observed_at is not null or conditions.is_quiet_without_value then 'false fire'
            else 'not verifiable'
        end as verdict
    from fires
    left join conditions on fires.source = conditions.source and fires.reflex_id = conditions.reflex_id
    where not coalesce(fires.is_to_fire and fires.is_watched and fires.place_of_observation = 1, false)

),

unioned as (

    select * from expected
    union all
    select * from others

)

select
    unioned.source,
    unioned.reflex_id,
    coalesce(conditions.reflex_name, unioned.reflex_id) as reflex_name,
    conditions.trigger_condition,
    unioned.tenant_id,
    tenants.tenant_name,
    conditions.entity_kind,
    unioned.entity_id,
    unioned.verdict,
    case
        when unioned.verdict <> 'not verifiable' then null
        when conditions.reflex_id is null then 'no such reflex is known'
        when conditions.not_evaluated_reason is not null then conditions.not_evaluated_reason
        when unioned.fired_at is null then 'the log does not say when'
        when unioned.observed_at is not null then 'before the condition was watched'
        else 'no value of this ' || conditions.entity_kind || ' from that time is kept'
    end as not_verifiable_reason,
    unioned.outcome,
    unioned.signal_value,
    conditions.threshold,
    unioned.execution_time_ms,
    {{ epoch_seconds('unioned.fired_at') }} - {{ epoch_seconds('unioned.observed_at') }} as delay_seconds,
    unioned.observed_at,
    unioned.fired_at
from unioned
left join conditions on unioned.source = conditions.source and unioned.reflex_id = conditions.reflex_id
left join tenants on unioned.tenant_id = tenants.tenant_id
