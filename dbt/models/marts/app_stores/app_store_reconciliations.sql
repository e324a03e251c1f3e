with

days as (

    select * from {{ ref('app_store_days') }}

),

stores as (

    select * from {{ ref('app_stores') }}

),

unioned as (

    -- Stores round to a hundredth of a star.
    select
        source,
        cast(null as varchar) as tenant_id,
        'appstore_metrics.avg_rating' as measure,
        store as entity_id,
        recorded_on as period_date,
        reported_rating as reported_value,
        rating_mean as computed_value,
        cast(0.0051 as double) as tolerance
    from days

    union all

    select
        source,
        cast(null as varchar) as tenant_id,
        'appstore_metrics.crash_free_rate, latest' as measure,
        store as entity_id,
        recorded_on as period_date,
        reported_crash_free_rate as reported_value,
        crash_free_rate as computed_value,
        cast(0.00051 as double) as tolerance
    from stores

)

select * from unioned
