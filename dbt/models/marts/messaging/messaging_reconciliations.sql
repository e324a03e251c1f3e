with

days as (

    select * from {{ ref('messaging_days') }}

),

hours as (

    select * from {{ ref('messaging_hours') }}

),

unioned as (

    -- Reported rates are rounded to a whole per cent at worst.
    select
        source,
        tenant_id,
        'messaging_metrics.deflection_rate' as measure,
        'day' as entity_id,
        metric_date as period_date,
        reported_deflection_rate as reported_value,
        deflection_rate as computed_value,
        cast(0.00501 as double) as tolerance
    from days

    union all

    select
        source,
        tenant_id,
        'messaging_hourly_volume.deflection_rate' as measure,
        hour_of_day as entity_id,
        metric_date as period_date,
        reported_deflection_rate as reported_value,
        cast(bot_count as double) / nullif(chat_count, 0) as computed_value,
        cast(0.00501 as double) as tolerance
    from hours

    union all

    -- A day of the daily report against the sum of its hours, where there are hours at all.
    select
        source,
        tenant_id,
        'messaging_metrics, chats of the day' as measure,
        'sum of ' || cast(hour_count as varchar) || ' hours' as entity_id,
        metric_date as period_date,
        cast(chat_count as double) as reported_value,
        cast(hourly_chat_count as double) as computed_value,
        cast(0 as double) as tolerance
    from days
    where hour_count > 0

)

select * from unioned
