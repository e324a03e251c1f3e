with

platform_topics as (

    select * from {{ ref('stg_platform__taxonomy_topics') }}

),

platform_aliases as (

    select * from {{ ref('stg_platform__topic_aliases') }}

),

own_topics as (

    select * from {{ ref('stg_ingestion__taxonomy_versions') }}

),

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

talking_sources as (

    select distinct source
    from events

),

alias_lists as (

    select
        source,
        topic_id,
        {{ joined_in_order('alias', '|', 'alias') }} as aliases
    from platform_aliases
    group by source, topic_id

),

newest_own as (

    select max(version) as version
    from own_topics

)

-- Version 0 is what the platform says. A version of our own holds for every source with texts.
select
    platform_topics.source,
    0 as version,
    'platform' as author,
    cast(null as varchar) as reason,
    cast(null as timestamp with time zone) as published_at,
    platform_topics.topic_id,
    platform_topics.topic_label,
    platform_topics.parent_topic_id,
    platform_topics.weight,
    coalesce(alias_lists.aliases, '') as aliases,
    newest_own.version is null as is_in_force
from platform_topics
cross join newest_own
left join alias_lists
    on platform_topics.source = alias_lists.source and platform_topics.topic_id = alias_lists.topic_id

union all

select
    talking_sources.source,
    own_topics.version,
    own_topics.author,
    own_topics.reason,
    own_topics.published_at,
    own_topics.topic_id,
    own_topics.topic_label,
    own_topics.parent_topic_id,
    own_topics.weight,
    own_topics.aliases,
    own_topics.version = newest_own.version as is_in_force
from own_topics
cross join newest_own
cross join talking_sources
