with

raw_rows as (

    select * from {{ source('platform', 'topic_aliases') }}

),

renamed as (

    select
        source,
        topic_id,
        alias,
        loaded_at
    from raw_rows

)

select * from renamed
