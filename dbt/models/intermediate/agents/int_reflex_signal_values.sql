{#-
    Every value of every signal: one row per entity and time. A new measure of a signal is a model with these columns,
    named here and in seeds/reflex_signals.csv.
-#}
{%- set measured = [
    'int_reflex_values_of_events', 'int_reflex_values_of_messages', 'int_reflex_values_of_surveys',
    'int_reflex_values_of_case_counts', 'int_reflex_values_of_health', 'int_reflex_values_of_refunds',
] -%}

with

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

{{ unioned_rows(measured) }},

-- A reflex of the platform watches its desks too; of two desks that tell the same, the first.
of_platforms as (

    select
        platforms.platform_source as source,
        unioned.tenant_id,
        unioned.signal,
        unioned.entity_id,
        unioned.signal_value,
        unioned.observed_at,
        unioned.observed_until,
        row_number() over (
            partition by platforms.platform_source, unioned.signal, unioned.entity_id, unioned.observed_at
            order by case when unioned.source = platforms.platform_source then 0 else 1 end, unioned.source
        ) as place
    from unioned
    inner join platforms on unioned.source = platforms.source

)

select
    source,
    tenant_id,
    signal,
    entity_id,
    signal_value,
    observed_at,
    observed_until
from of_platforms
where place = 1
