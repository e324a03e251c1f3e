with

conditions as (

    select * from {{ ref('int_reflex_conditions') }}

),

signal_values as (

    select * from {{ ref('int_reflex_signal_values') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What each reflex could see, and whether its condition held.
observed as (

    select
        conditions.source,
        conditions.reflex_id,
        signal_values.tenant_id,
        signal_values.entity_id,
        signal_values.signal_value,
        signal_values.observed_at,
        signal_values.observed_until,
        coalesce(
            {{ condition_holds('signal_values.signal_value', 'conditions.operator', 'conditions.threshold') }}, false
        ) as is_to_fire,
        signal_values.observed_at >= conditions.watched_from as is_watched,
        {{ epoch_seconds('signal_values.observed_at') }} > sources.as_of_second - 86400 as is_recent
    from conditions
    inner join signal_values
        on conditions.source = signal_values.source and conditions.signal = signal_values.signal
    inner join sources on conditions.source = sources.source
    where conditions.is_evaluated and signal_values.observed_at <= sources.as_of

)

select * from observed
