with

raw_rows as (

    select * from {{ source('platform', 'messaging_hourly_volume') }}

),

renamed as (

    select
        source,
        tenant_id,
        hour as hour_of_day,
        bot_handled as bot_count,
        human_handled as human_count,
        handoffs as handoff_count,
        deflection_rate as reported_deflection_rate,
        metric_date,
        loaded_at
    from raw_rows

)

select * from renamed
