with

interactions as (

    select * from {{ ref('stg_support__case_interactions') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    platforms.platform_source as source,
    interactions.tenant_id,
    interactions.case_id,
    interactions.author_id as agent_id,
    cast({{ dbt.date_trunc('month', 'interactions.occurred_at') }} as date) as handling_month,
    sum(interactions.handling_seconds) as handling_seconds
from interactions
inner join sources on interactions.source = sources.source
inner join platforms on interactions.source = platforms.source
where
    interactions.handling_seconds is not null
    and interactions.author_id is not null
    and interactions.author_kind = 'agent'
    and interactions.occurred_at <= sources.as_of
group by
    platforms.platform_source,
    interactions.tenant_id,
    interactions.case_id,
    interactions.author_id,
    cast({{ dbt.date_trunc('month', 'interactions.occurred_at') }} as date)
