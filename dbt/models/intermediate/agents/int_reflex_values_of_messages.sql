with

messages as (

    select * from {{ ref('stg_support__case_interactions') }}

),

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

sources_with_events as (

    select distinct source
    from events

),

-- Customer events hold what is said in cases too; only a source without them is watched by its messages.
scored as (

    select
        messages.source,
        messages.tenant_id,
        'sentiment' as signal,
        messages.interaction_id as entity_id,
        messages.sentiment_score as signal_value,
        messages.occurred_at as observed_at,
        cast(null as timestamptz) as observed_until
    from messages
    left join sources_with_events on messages.source = sources_with_events.source
    where
        sources_with_events.source is null
        and messages.author_kind = 'customer'
        and messages.sentiment_score is not null

)

select * from scored
