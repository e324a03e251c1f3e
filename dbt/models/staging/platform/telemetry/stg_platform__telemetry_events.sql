with

raw_rows as (

    select * from {{ source('platform', 'telemetry_events') }}

),

renamed as (

    select
        source,
        event_id,
        tenant_id,
        page_url,
        user_agent,
        browser as reported_browser,
        load_time_ms,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        loaded_at
    from raw_rows

)

select * from renamed
