{%- set recent_days = 30 -%}

with

webhooks as (

    select * from {{ ref('stg_platform__webhooks') }}

),

events as (

    select * from {{ ref('int_system_events') }}

),

emitted as (

    select
        source,
        tenant_id,
        event_name,
        count(
            case
                when {{ epoch_seconds('as_of') }} - {{ epoch_seconds('occurred_at') }} < {{ recent_days }} * 86400
                    then 1
            end
        ) as recent_count
    from events
    group by source, tenant_id, event_name

),

listened as (

    select
        source,
        webhook_id,
        tenant_id,
        {{ unnested('event_types') }} as event_type
    from webhooks

),

-- sync.fail is the event SYNC_FAIL; a star at the end stands for whatever follows.
patterns as (

    select
        *,
        replace(upper(replace(event_type, '*', '')), '.', '_') as name_or_beginning,
        event_type like '%*' as is_beginning
    from listened

),

heard as (

    select
        patterns.source,
        patterns.webhook_id,
        patterns.event_type,
        count(emitted.event_name) > 0 as is_emitted,
        coalesce(sum(case when emitted.tenant_id = patterns.tenant_id then emitted.recent_count end), 0) as recent_count
    from patterns
    left join emitted
        on
            patterns.source = emitted.source
            and case
                when patterns.is_beginning
                    then substring(emitted.event_name, 1, length(patterns.name_or_beginning))
                else emitted.event_name
            end = patterns.name_or_beginning
    group by patterns.source, patterns.webhook_id, patterns.event_type

)

select * from heard
