with

escalations as (

    select * from {{ ref('stg_support__escalations') }}

),

case_incidents as (

    select * from {{ ref('stg_support__case_incidents') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- In the order of what they say most surely.
links as (

    select
        source,
        case_id,
        1 as place,
        'linked bug' as derived_from,
        linked_bug_key as entity_id,
        escalated_at as linked_at
    from escalations
    where linked_bug_key is not null
    union all
    select
        source,
        case_id,
        2 as place,
        'linked incident' as derived_from,
        incident_id as entity_id,
        linked_at
    from case_incidents
    union all
    select
        source,
        case_id,
        2 as place,
        'linked incident' as derived_from,
        incident_id as entity_id,
        escalated_at as linked_at
    from escalations
    where incident_id is not null
    union all
    select
        source,
        case_id,
        3 as place,
        'product escalation' as derived_from,
        escalation_id as entity_id,
        escalated_at as linked_at
    from escalations
    where kind = 'product'

)

select
    links.source,
    links.case_id,
    min(links.place) as place,
    min(case when links.place = 1 then links.entity_id end) as bug_key,
    min(case when links.place = 2 then links.entity_id end) as incident_id,
    min(case when links.place = 3 then links.entity_id end) as product_escalation_id
from links
inner join sources on links.source = sources.source
where links.linked_at <= sources.as_of
group by links.source, links.case_id
