with

raw_rows as (

    select * from {{ source('platform', 'project_forecasts') }}

),

renamed as (

    select
        source,
        project_id,
        metric,
        low_est as near_estimate,
        high_est as far_estimate,
        confidence,
        actual,
        forecast_on,
        loaded_at
    from raw_rows

)

select * from renamed
