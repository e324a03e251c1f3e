with

raw_rows as (

    select * from {{ source('platform', 'executive_config') }}

),

renamed as (

    select
        source,
        category,
        title,
        score as reported_score,
        trend as reported_trend,
        narrative,
        as_of_date,
        loaded_at
    from raw_rows

)

select * from renamed
