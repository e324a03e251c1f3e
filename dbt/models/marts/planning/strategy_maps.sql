{#- Days without a change after which a map that is in use is called stale: half a year. -#}
{%- set stale_after_days = 180 -%}

with

maps as (

    select * from {{ ref('stg_platform__strategy_maps') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

dated as (

    select
        maps.source,
        maps.map_id,
        maps.title,
        maps.node_count,
        maps.view_mode,
        maps.status,
        maps.updated_on,
        maps.status in ('Draft', 'Published') as is_in_use,
        cast(sources.as_of as date) as as_of_date
    from maps
    inner join sources on maps.source = sources.source

),

timed as (

    select
        *,
        {{ dbt.datediff('updated_on', 'as_of_date', 'day') }}
            as days_since_update
    from dated

)

select
    *,
    is_in_use and coalesce(days_since_update > {{ stale_after_days }}, false) as is_stale
from timed
