with

raw_rows as (

    select * from {{ source('platform', 'product_versions') }}

),

renamed as (

    select
        source,
        product_id,
        version,
        changelog,
        cast({{ whole_seconds('created_at') }} as date) as released_on,
        loaded_at
    from raw_rows

)

select * from renamed
