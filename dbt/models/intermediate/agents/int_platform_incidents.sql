with

incidents as (

    select * from {{ ref('stg_support__incidents') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

-- Of two desks with an incident of the same name, the first.
ranked as (

    select
        platforms.platform_source as source,
        incidents.incident_id,
        incidents.title,
        incidents.started_at,
        incidents.resolved_at,
        row_number() over (
            partition by platforms.platform_source, incidents.incident_id order by incidents.source
        ) as place
    from incidents
    inner join platforms on incidents.source = platforms.source

)

select
    source,
    incident_id,
    title,
    started_at,
    resolved_at
from ranked
where place = 1
