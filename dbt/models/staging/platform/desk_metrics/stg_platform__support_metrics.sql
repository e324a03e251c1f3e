with

raw_rows as (

    select * from {{ source('platform', 'support_metrics') }}

),

renamed as (

    select
        source,
        id as figure_id,
        tenant_id,
        metric_name,
        value as reported_value,
        period_start as period_month,
        loaded_at
    from raw_rows

)

select * from renamed
