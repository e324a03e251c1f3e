with

raw_rows as (

    select * from {{ source('platform', 'competitor_metrics') }}

),

renamed as (

    select
        source,
        competitor,
        metric_name,
        value as value_text,
        delta as delta_text,
        metric_source,
        observed_on,
        loaded_at
    from raw_rows

)

select * from renamed
