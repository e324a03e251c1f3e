with

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

scored as (

    select
        source,
        tenant_id,
        'sentiment' as signal,
        event_id as entity_id,
        sentiment_score as signal_value,
        occurred_at as observed_at,
        cast(null as timestamptz) as observed_until
    from events
    where sentiment_score is not null and occurred_at is not null

)

select * from scored
