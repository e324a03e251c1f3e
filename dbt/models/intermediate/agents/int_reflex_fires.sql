with

reflex_logs as (

    select * from {{ ref('stg_platform__reflex_logs') }}

),

observations as (

    select * from {{ ref('int_reflex_observations') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

fires as (

    select
        reflex_logs.source,
        reflex_logs.reflex_id,
        reflex_logs.entity_id,
        reflex_logs.tenant_id,
        reflex_logs.outcome,
        reflex_logs.execution_time_ms,
        reflex_logs.fired_at,
        reflex_logs.row_hash || '-' || reflex_logs.row_ordinal as fire_id
    from reflex_logs
    inner join sources on reflex_logs.source = sources.source
    where reflex_logs.fired_at is null or reflex_logs.fired_at <= sources.as_of

),

-- A reflex saw the last value of its entity at that moment.
seen as (

    select
        fires.source,
        fires.fire_id,
        observations.signal_value,
        observations.is_to_fire,
        observations.is_watched,
        observations.observed_at,
        row_number() over (partition by fires.source, fires.fire_id order by observations.observed_at desc) as newness
    from fires
    inner join observations
        on
            fires.source = observations.source
            and fires.reflex_id = observations.reflex_id
            and fires.entity_id = observations.entity_id
            and fires.fired_at >= observations.observed_at
            and (observations.observed_until is null or fires.fired_at < observations.observed_until)

),

matched as (

    select
        fires.*,
        seen.signal_value,
        seen.is_to_fire,
        seen.is_watched,
        seen.observed_at,
        case
            when seen.observed_at is not null
                then row_number() over (
                    partition by fires.source, fires.reflex_id, fires.entity_id, seen.observed_at
                    order by fires.fired_at, fires.fire_id
                )
        end as place_of_observation
    from fires
    left join seen on fires.source = seen.source and fires.fire_id = seen.fire_id and seen.newness = 1

)

select * from matched
