with

raw_rows as (

    select * from {{ source('platform', 'segments') }}

),

renamed as (

    select
        source,
        id as segment_id,
        name as segment_name,
        size as reported_size,
        primary_trait,
        loaded_at
    from raw_rows

)

select * from renamed
